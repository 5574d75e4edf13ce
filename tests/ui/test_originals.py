"""Staff press whatever prints; the paper knows by itself whether it is the original."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from app.domain.errors import Unavailable
from tests.helpers.back_rooms import Rooms, button, sell, tap, words
from tests.helpers.windows import press, settle
from tests.reports import reading
from ui import printing
from ui.polling import Heartbeat

TEA = "9520000000011"
Key = Qt.Key


def pay(rooms: Rooms) -> None:
    """A sale in cash up to its last page."""
    rooms.view("sell")
    rooms.scan(TEA)
    press(rooms.window, Key.Key_F12)
    press(rooms.window, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    rooms.press(Key.Key_Return)


def ctrl_p(rooms: Rooms) -> None:
    press(rooms.window, Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def marked(pdf: bytes) -> bool:
    return "副本" in reading.words(pdf)


def printed(rooms: Rooms) -> list[bool]:
    """Which of the papers from the printer are marked as copies."""
    return [marked(pdf) for pdf in rooms.shop.printer.printed]


def in_sight(rooms: Rooms) -> bool:
    """Whether the previewed paper is marked."""
    return marked(rooms.step._pdf)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What the printer of invoices was sent."""
    sent: list[bytes] = []
    monkeypatch.setattr(printing, "names", list)
    monkeypatch.setattr(printing, "open_printer", lambda _name: QPrinter())
    monkeypatch.setattr(printing, "paint", lambda pdf, _printer: sent.append(pdf))
    return sent


def test_the_key_and_the_button_that_names_it_do_the_same(rooms: Rooms) -> None:
    pay(rooms)
    ctrl_p(rooms)
    receipt = button(rooms.panel, "Receipt (Ctrl+P)")
    tap(receipt)
    tap(receipt)
    ctrl_p(rooms)
    assert printed(rooms) == [False, True, True, True]
    pay(rooms)
    tap(button(rooms.panel, "Receipt (Ctrl+P)"))
    ctrl_p(rooms)
    assert printed(rooms)[4:] == [False, True]


def test_a_receipt_that_came_with_the_sale_is_the_original(rooms: Rooms) -> None:
    session, shell = rooms.window.session, rooms.window.shell
    session.set_settings(replace(session.settings, print_receipt_after_sale=True))
    rooms.shop.print_receipts = True
    pay(rooms)
    assert shell is not None
    Heartbeat(shell, rooms.window.teller, rooms.window).beat()
    settle()
    tap(button(rooms.panel, "Receipt (Ctrl+P)"))
    assert printed(rooms) == [False, True]


def test_a_printer_without_paper_does_not_use_up_the_original(rooms: Rooms) -> None:
    pay(rooms)
    rooms.shop.printer.failure = Unavailable("printer_failed", problem="no paper")
    ctrl_p(rooms)
    rooms.shop.printer.failure = None
    tap(button(rooms.window.frame.strips.strips[0], "Try again"))
    assert printed(rooms) == [False]


def test_a_receipt_kept_as_a_file_was_the_original(rooms: Rooms, target: Path) -> None:
    pay(rooms)
    rooms.shop.printer.failure = Unavailable("printer_failed", problem="no paper")
    ctrl_p(rooms)
    tap(button(rooms.window.frame.strips.strips[0], "Save PDF"))
    assert not marked(target.read_bytes())
    rooms.shop.printer.failure = None
    ctrl_p(rooms)
    assert printed(rooms) == [True]


def test_a_preview_shows_what_would_come_out(rooms: Rooms, office: list[bytes]) -> None:
    pay(rooms)
    tap(button(rooms.panel, "Invoice"))
    assert not in_sight(rooms)
    ctrl_p(rooms)
    assert in_sight(rooms)
    ctrl_p(rooms)
    assert [marked(pdf) for pdf in office] == [False, True]


def test_a_preview_learns_what_went_out_elsewhere_meanwhile(
    rooms: Rooms, office: list[bytes]
) -> None:
    sale = sell(rooms.shop, "tea")
    rooms.view("orders")
    rooms.press(Key.Key_Return)
    tap(button(rooms.panel, "Receipt"))
    assert not in_sight(rooms)
    rooms.shop.house.printing.print_receipt(sale.id, staff="chen")
    settle()
    assert in_sight(rooms)
    ctrl_p(rooms)
    assert [marked(pdf) for pdf in office] == [True]


def test_orders_saves_the_original_of_what_was_never_printed(rooms: Rooms, target: Path) -> None:
    sell(rooms.shop, "tea")
    rooms.view("orders")
    rooms.press(Key.Key_Return)
    tap(button(rooms.panel, "Invoice"))
    for is_copy in (False, True):
        tap(button(rooms.panel, "Save PDF"))
        assert marked(target.read_bytes()) is is_copy


def test_the_receipt_of_a_refund_has_one_original_too(rooms: Rooms, office: list[bytes]) -> None:
    sale = sell(rooms.shop, "tea", "tea")
    rooms.shop.house.orders.void(sale.id, staff="li")
    rooms.view("orders")
    rooms.press(Key.Key_Return)
    tap(button(rooms.panel, "Refund receipt"))
    ctrl_p(rooms)
    ctrl_p(rooms)
    assert [marked(pdf) for pdf in office] == [False, True]


def test_the_manager_sees_which_papers_went_out(rooms: Rooms) -> None:
    sale = sell(rooms.shop, "tea")
    rooms.view("orders")
    rooms.press(Key.Key_Return)
    assert "Receipt printed" not in words(rooms.step)
    rooms.shop.house.printing.print_receipt(sale.id, staff="chen")
    settle()
    assert "Receipt printed or saved" in words(rooms.step)
    assert "chen" in words(rooms.step)
    rooms.speak("zh")
    assert "已打印或保存购物小票" in words(rooms.step)
