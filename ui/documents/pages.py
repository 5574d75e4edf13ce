"""Pages of a PDF as pictures. PDFium works for one thread at a time: hence the lock."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtGui import QImage

POINTS_PER_INCH = 72.0
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class PageSize:
    """Of one page, in points."""

    wide: float
    high: float


def sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """The size of every page."""
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(PageSize(*page.get_size()) for page in document)
        finally:
            document.close()


def picture(pdf: bytes, place: int, *, dots_per_inch: float) -> QImage:
    """One page, counted from 0, on white; may be called on any thread."""
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            bitmap = document[place].render(scale=dots_per_inch / POINTS_PER_INCH, prefer_bgrx=True)
            shown = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGB32,
            )
            return shown.copy()  # its own memory: the bitmap ends here
        finally:
            document.close()


def words(pdf: bytes) -> tuple[str, ...]:
    """What can be read on every page."""
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(page.get_textpage().get_text_bounded() for page in document)
        finally:
            document.close()
