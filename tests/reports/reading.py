"""Reading documents back: their words, fonts, codes and where every character stands."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from pypdf import PdfReader


@dataclass(frozen=True, slots=True)
class Ink:
    """One printed character and its box in points, y upwards."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


def pages(pdf: bytes) -> list[str]:
    """The text of every page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def words(pdf: bytes) -> str:
    """The text of all pages without any white space."""
    return "".join("".join(pages(pdf)).split())


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page, in points."""
    boxes = (page.mediabox for page in PdfReader(io.BytesIO(pdf)).pages)
    return [(float(box.width), float(box.height)) for box in boxes]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Every font the document lists, and whether it is embedded."""
    found: dict[str, bool] = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            entry = font.get_object()
            descriptor = entry.get("/FontDescriptor")
            embedded = descriptor is not None and "/FontFile2" in descriptor.get_object()
            found[str(entry["/BaseFont"])] = embedded
    return found


def info(pdf: bytes) -> dict[str, str]:
    """Title, author, dates."""
    return {key: str(value) for key, value in (PdfReader(io.BytesIO(pdf)).metadata or {}).items()}


def codes(pdf: bytes, *, page: int = 0, scale: float = 4.0) -> set[tuple[str, str]]:
    """What a scanner reads on a page: (kind, text)."""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[page].render(scale=scale).to_pil().convert("L")
    return {(_kind(code), code.text) for code in zxingcpp.read_barcodes(image)}


def _kind(code: zxingcpp.Barcode) -> str:
    return "QR" if "qr" in str(code.format).lower() else str(code.format).replace(" ", "")


def ink(pdf: bytes, *, page: int = 0) -> list[Ink]:
    """Every visible character of a page with its box."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[page].get_textpage()
        return [
            Ink(char, *text.get_charbox(place))
            for place in range(text.count_chars())
            if (char := text.get_text_range(place, 1)).strip()
        ]


def collisions(pdf: bytes, *, page: int = 0) -> Iterator[tuple[Ink, Ink]]:
    """Pairs of characters on one line whose ink overlaps."""
    marks = sorted(ink(pdf, page=page), key=lambda mark: mark.left)
    for place, mark in enumerate(marks):
        for other in marks[place + 1 :]:
            if other.left >= mark.right - 0.3:
                break
            high = min(mark.top, other.top) - max(mark.bottom, other.bottom)
            if high > 0.3 and other.right - other.left > 0.3:
                yield mark, other
