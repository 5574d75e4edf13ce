"""Paper through the system's printers."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.domain.errors import Unavailable
from ui.documents import pages

log = logging.getLogger(__name__)
_MOST_DPI = 300  # finer is not seen on paper and slow to send


class SystemPrinter:
    """Implements `app.ports.outside.Printer`; may be used on any thread.

    Args:
        name: of the printer as the system knows it, asked at every print; empty: its default.
    """

    def __init__(self, name: Callable[[], str]) -> None:
        self._name = name

    def present(self) -> bool:
        """Whether one was chosen, or the system has one of its own."""
        return bool(self._name()) or not QPrinterInfo.defaultPrinter().isNull()

    def print_pdf(self, pdf: bytes, *, title: str) -> None:
        """Print; Unavailable("printer_failed", problem=) with a key of words when it cannot."""
        printer = open_printer(self._name())
        printer.setDocName(title)
        paint(pdf, printer)


def names() -> list[str]:
    """The system's printers; may take a while, so ask on a worker."""
    return list(QPrinterInfo.availablePrinterNames())


def open_printer(name: str) -> QPrinter:
    """The printer of that name, or the system's default one.

    Errors: Unavailable("printer_failed") when there is none.
    """
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    if info.isNull():
        key = "printer.gone" if name else "printer.none"
        raise Unavailable("printer_failed", problem=key, name=name)
    return QPrinter(info, QPrinter.PrinterMode.HighResolution)


def ask_printer(parent: QWidget, title: str) -> QPrinter | None:
    """Let somebody choose printer, copies and pages in the system's own dialog."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def paint(pdf: bytes, printer: QPrinter) -> None:
    """Send a document to a printer, each page on paper of its own size.

    Errors: Unavailable("printer_failed") when the printer does not take it.
    """
    wanted = _wanted_pages(printer, pages.sizes(pdf))
    if not wanted:
        return
    dots = min(printer.resolution(), _MOST_DPI)
    _set_paper(printer, wanted[0][1])
    painter = QPainter()
    if not painter.begin(printer):
        raise _failed(printer)
    try:
        for turn, (place, size) in enumerate(wanted):
            if turn:
                _set_paper(printer, size)
                if not printer.newPage():
                    raise _failed(printer)
            per_point = printer.resolution() / pages.POINTS_PER_INCH
            target = QRectF(0, 0, size.wide * per_point, size.high * per_point)
            painter.drawImage(target, pages.picture(pdf, place, dots_per_inch=dots))
    finally:
        painter.end()
    if printer.printerState() in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}:
        raise _failed(printer)


def _wanted_pages(
    printer: QPrinter, sizes: tuple[pages.PageSize, ...]
) -> list[tuple[int, pages.PageSize]]:
    """Those the dialog asked for; all, when it did not say."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(sizes)
    return [(place, size) for place, size in enumerate(sizes) if first <= place + 1 <= last]


def _set_paper(printer: QPrinter, size: pages.PageSize) -> None:
    paper = QPageSize(QSizeF(size.wide, size.high), QPageSize.Unit.Point)
    printer.setPageSize(paper)
    printer.setFullPage(True)


def _failed(printer: QPrinter) -> Unavailable:
    log.warning("printer %s did not take the document", printer.printerName())
    name = printer.printerName() or "–"
    return Unavailable("printer_failed", problem="printer.refused", name=name)
