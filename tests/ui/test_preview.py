"""Documents before they are printed: drawn page by page, printed, saved; a printer may fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from app.domain import originals
from app.domain.errors import Unavailable
from tests.helpers.back_rooms import Rooms, button, sell, tap, words
from tests.helpers.fake_house import FakeHouse
from tests.helpers.screens import SIZES
from tests.helpers.slow import SlowExecutor
from tests.helpers.windows import ENGLISH, close_window, open_window, press, settle
from tests.reports import papers, reading
from ui import printing
from ui.documents import pages
from ui.views.preview.step import Paper, open_preview


def pdf(lines: int = 3) -> bytes:
    from reports.documents import PdfDocuments

    return PdfDocuments().invoice(papers.sale(papers.goods(lines)))


def show(rooms: Rooms, make: Callable[[], bytes], printer: str = "") -> None:
    paper = Paper(title_key="preview.invoice", name="paper", make=make, printer=printer)
    open_preview(rooms.window.shell, paper)
    settle()


def dark_share(image: QImage) -> float:
    seen = [image.pixelColor(x, y).lightness() for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)]  # fmt: skip
    return sum(light < 128 for light in seen) / len(seen)


def test_a_page_is_drawn_in_its_own_proportions() -> None:
    document = pdf()
    (size,) = pages.sizes(document)
    image = pages.picture(document, 0, dots_per_inch=72)
    assert (image.width(), image.height()) == pytest.approx((size.wide, size.high), abs=1)
    assert 0 < dark_share(image) < 0.5


def test_every_page_is_there_and_drawn_once_it_is_in_sight(rooms: Rooms) -> None:
    show(rooms, lambda: pdf(120))
    sheets = rooms.step.sheets
    assert sheets.page_count > 2
    assert f"{sheets.page_count} pages" in words(rooms.step)
    assert not sheets.picture_of(0).isNull()
    assert sheets.picture_of(sheets.page_count - 1).isNull()
    sheets.verticalScrollBar().setValue(sheets.verticalScrollBar().maximum())
    settle()
    assert not sheets.picture_of(sheets.page_count - 1).isNull()


def test_a_page_lies_in_the_middle_whole(rooms: Rooms) -> None:
    for size in SIZES.values():
        rooms.window.resize(*size)
        show(rooms, pdf)
        sheets = rooms.step.sheets
        page, room = sheets.place_of(0), sheets.viewport().width()
        assert page.left() > 0 and abs(page.left() + page.right() - room) <= 2


def test_larger_and_smaller(rooms: Rooms) -> None:
    show(rooms, pdf)
    before = rooms.step.sheets.picture_of(0).width()
    tap(button(rooms.panel, "Larger"))
    assert rooms.step.sheets.picture_of(0).width() > before
    tap(button(rooms.panel, "Smaller"))
    assert rooms.step.sheets.picture_of(0).width() == before


def test_a_document_that_cannot_be_made_says_why(rooms: Rooms) -> None:
    def broken() -> bytes:
        raise Unavailable("keyring_unavailable", problem="locked")

    show(rooms, broken)
    assert "locked" in words(rooms.step)
    assert not button(rooms.panel, "Print (Ctrl+P)").isEnabled()


def test_without_a_printer_the_sale_stays_and_printing_can_be_tried_again(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "names", list)
    sale = sell(rooms.shop, "tea")
    show(rooms, lambda: rooms.shop.house.papers.pdf(originals.invoice(sale.id)))
    rooms.press(Qt.Key.Key_Return)
    problem = "Printing failed: no printer is set up on this machine"
    assert rooms.news() == [f"Invoice: {problem}"]
    strip = rooms.window.frame.strips.strips[0]
    printed: list[str] = []
    monkeypatch.setattr(printing, "open_printer", lambda name: to_file(name, printed))
    monkeypatch.setattr(printing, "paint", lambda _pdf, printer: None)
    tap(button(strip, "Try again"))
    assert printed == [""]
    assert rooms.news() == ["Sent to the printer"]


def to_file(name: str, printed: list[str]) -> QPrinter:
    printed.append(name)
    return QPrinter()


def test_the_configured_printer_is_used_without_asking(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(printing, "names", lambda: ["Office", "Till"])
    monkeypatch.setattr(printing, "open_printer", lambda name: to_file(name, printed))
    monkeypatch.setattr(printing, "paint", lambda _pdf, printer: None)
    show(rooms, pdf, printer="Office")
    rooms.press(Qt.Key.Key_Return)
    assert printed == ["Office"]


def test_paper_is_printed_once_however_often_the_button_is_pressed(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    monkeypatch.setattr(printing, "names", lambda: ["Office"])
    monkeypatch.setattr(printing, "open_printer", lambda name: to_file(name, printed))
    monkeypatch.setattr(printing, "paint", lambda _pdf, printer: None)
    executor = SlowExecutor()
    window = open_window(FakeHouse().house, settings=ENGLISH, executor=executor)
    paper = Paper(title_key="preview.invoice", name="paper", make=pdf, printer="Office")
    open_preview(window.shell, paper)
    settle()
    executor.slow = True
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Return)
    executor.catch_up()
    assert printed == ["Office"]
    press(window, Qt.Key.Key_Return)
    executor.catch_up()
    assert printed == ["Office", "Office"]
    close_window(window)


def test_somebody_who_changes_his_mind_prints_nothing(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "names", lambda: ["Office"])
    monkeypatch.setattr(printing, "ask_printer", lambda _parent, _title: None)
    show(rooms, pdf)
    rooms.press(Qt.Key.Key_Return)
    assert rooms.news() == []


def test_paper_has_every_page_in_its_own_size(qapp: object, tmp_path: Path) -> None:
    document = pdf(60)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printing.paint(document, printer)
    printed = (tmp_path / "out.pdf").read_bytes()
    assert len(reading.sizes(printed)) == len(reading.sizes(document)) > 1
    for was, now in zip(reading.sizes(document), reading.sizes(printed), strict=True):
        assert now == pytest.approx(was, abs=1)
    before = pages.picture(document, 0, dots_per_inch=50)
    after = pages.picture(printed, 0, dots_per_inch=50)
    assert dark_share(after) == pytest.approx(dark_share(before), abs=0.01)


def test_only_the_pages_that_were_asked_for(qapp: object, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setFromTo(2, 2)
    printing.paint(pdf(120), printer)
    assert len(reading.sizes((tmp_path / "out.pdf").read_bytes())) == 1


def test_a_machine_without_printers_is_told_about(qapp: object) -> None:
    with pytest.raises(Unavailable) as caught:
        printing.SystemPrinter(lambda: "").print_pdf(pdf(), title="paper")
    assert caught.value.key == "printer_failed"
    with pytest.raises(Unavailable) as caught:
        printing.SystemPrinter(lambda: "Attic").print_pdf(pdf(), title="paper")
    assert caught.value.params == {"problem": "printer.gone", "name": "Attic"}


def test_what_cannot_be_printed_is_kept_as_a_file(rooms: Rooms, target: Path) -> None:
    document = pdf()
    show(rooms, lambda: document, printer="Gone")
    rooms.press(Qt.Key.Key_Return)
    tap(button(rooms.window.frame.strips.strips[0], "Save PDF"))
    assert target.read_bytes() == document


def test_another_printer_is_chosen_where_one_does_not_print(rooms: Rooms) -> None:
    show(rooms, pdf, printer="Gone")
    rooms.press(Qt.Key.Key_Return)
    tap(button(rooms.window.frame.strips.strips[0], "Printer settings"))
    assert rooms.window.view_id == "settings"
    assert rooms.window.views["settings"].page.receipt.input.hasFocus()
