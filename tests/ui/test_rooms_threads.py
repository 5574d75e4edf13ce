"""The rooms with real workers: nothing is read, drawn or made on the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers import windows
from tests.helpers.back_rooms import Rooms, button, cells, sell, send, tap
from tests.helpers.shop import Shop
from tests.reports import reading
from ui import printing
from ui.executor import ThreadExecutor
from ui.views.shipping.board import Lane
from ui.widgets.buttons import Button
from ui.widgets.scrolling import Scrolling

WAIT_MS = 15_000


@pytest.fixture
def working(qapp: object, room_shop: Shop) -> Iterator[Rooms]:
    """A window whose work is done by workers."""
    sell(room_shop, "tea", "water")
    send(room_shop, "tea")
    executor = ThreadExecutor()
    window = windows.open_window(room_shop.house, settings=windows.ENGLISH, executor=executor)
    yield Rooms(room_shop, window)
    executor.close()
    windows.close_window(window)


def wait(qtbot: QtBot, happened: Any) -> None:
    qtbot.waitUntil(lambda: bool(happened()), timeout=WAIT_MS)


def test_every_room_fills_itself_from_a_worker(
    working: Rooms, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = threading.current_thread()
    read_on: set[threading.Thread] = set()
    queries = working.shop.house.queries
    original = queries.count_orders

    def counting(wanted: Any) -> int:
        read_on.add(threading.current_thread())
        return original(wanted)

    monkeypatch.setattr(queries, "count_orders", counting)
    orders = working.view("orders")
    wait(qtbot, lambda: len(cells(orders.table, 0)) == 2)
    assert orders.table.hasFocus()
    assert read_on and here not in read_on
    inventory = working.view("inventory")
    wait(qtbot, lambda: cells(inventory.products.table, 0))
    shipping = working.view("shipping")
    wait(qtbot, lambda: shipping.count.text() == "1 order on the board")
    reports = working.view("reports")
    wait(qtbot, lambda: reports.glance.orders.value.text() == "2")
    settings = working.view("settings")
    wait(qtbot, lambda: settings.page.name.input.text() == "小店")
    wait(qtbot, lambda: settings.page.zone.input.count() > 1)
    payments = working.view("payments")
    wait(qtbot, lambda: payments.list.count.text() == "0 open")


def test_an_order_that_comes_late_is_shown_from_its_head(working: Rooms, qtbot: QtBot) -> None:
    working.window.resize(1024, 600)
    orders = working.view("orders")
    wait(qtbot, lambda: len(cells(orders.table, 0)) == 2)
    orders.open_item(working.shop.house.queries.order_id_of(cells(orders.table, 0)[0]))
    wait(qtbot, lambda: isinstance(QApplication.focusWidget(), Button))
    windows.settle()
    [column] = [x for x in working.panel.findChildren(Scrolling) if x.isVisible()]
    assert column.verticalScrollBar().maximum() > 0
    assert column.verticalScrollBar().value() == 0


def test_a_document_is_made_drawn_and_printed_by_workers(
    working: Rooms, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed_on: list[threading.Thread] = []

    def to_file(_name: str) -> QPrinter:
        printed_on.append(threading.current_thread())
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        return printer

    monkeypatch.setattr(printing, "names", list)
    monkeypatch.setattr(printing, "open_printer", to_file)
    orders = working.view("orders")
    wait(qtbot, lambda: cells(orders.table, 0))
    orders.table.on_open(orders.table.rows[0])
    wait(qtbot, lambda: any(each.isVisible() for each in working.step.buttons()))
    tap(button(working.panel, "Invoice"))
    wait(qtbot, lambda: working.step.sheets.page_count == 1)
    wait(qtbot, lambda: not working.step.sheets.picture_of(0).isNull())
    tap(button(working.panel, "Print (Ctrl+P)"))
    wait(qtbot, lambda: working.news() == ["Sent to the printer"])
    assert printed_on[0] is not threading.current_thread()
    assert len(reading.sizes((tmp_path / "out.pdf").read_bytes())) == 1


def test_a_product_list_is_looked_into_once_and_brought_in_by_a_worker(
    working: Rooms, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("name,price\nGreen tea,4.20\nBlack tea,3.90\n", encoding="utf-8")
    looked_on: list[threading.Thread] = []
    house = working.shop.house
    original = house.importing.preview

    def looking(*given: Any, **named: Any) -> Any:
        looked_on.append(threading.current_thread())
        return original(*given, **named)

    monkeypatch.setattr(house.importing, "preview", looking)
    view = working.view("inventory")
    view.show_page("import")
    view.bringing.look_into(path)
    wait(qtbot, view.bringing.import_button.isVisible)
    tap(button(view.bringing, "Import 2 products"))
    wait(qtbot, lambda: view.bringing.done_button.isVisible())
    assert len(looked_on) == 1
    assert looked_on[0] is not threading.current_thread()
    tap(button(view.bringing, "To the products"))
    wait(qtbot, lambda: "Green tea" in cells(view.products.table, 0))


def test_a_view_that_is_left_before_its_answer_comes_takes_no_harm(
    working: Rooms, qtbot: QtBot
) -> None:
    for name in ("orders", "inventory", "reports", "shipping", "payments", "sell") * 3:
        working.view(name)
    orders = working.view("orders")
    orders.filters.find.put("tea")
    orders.filters.find.put("")
    wait(qtbot, lambda: len(cells(orders.table, 0)) == 2)


class Slowly:
    """One of the shop's jobs, which is asked for and does not end before it may."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, room: object, name: str) -> None:
        self.asked = 0
        self.go = threading.Event()
        self._job = getattr(room, name)
        monkeypatch.setattr(room, name, self)

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.asked += 1
        self.go.wait(WAIT_MS / 1000)
        return self._job(*given, **named)


def test_enter_pressed_again_before_the_answer_does_nothing(
    working: Rooms, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ship = Slowly(monkeypatch, working.shop.house.shipping, "ship")
    board = working.view("shipping")
    wait(qtbot, lambda: board.count.text() == "1 order on the board")
    working.press(Qt.Key.Key_Return)
    tap(button(working.panel, "Ship …"))
    working.type("SF Express")
    working.press(Qt.Key.Key_Return)
    for _ in range(2):
        working.press(Qt.Key.Key_Return)
    ship.go.set()
    wait(qtbot, lambda: working.panel is None)
    wait(qtbot, lambda: board.lanes[Lane.SHIPPED].cards.picks)
    assert ship.asked == 1


def test_a_button_pressed_again_before_the_answer_does_nothing(
    working: Rooms, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipping = working.shop.house.shipping
    (row,) = working.shop.house.queries.shipping_board()
    shipping.ship(row.order_id, carrier="SF", tracking_number="1", staff="li")
    receive = Slowly(monkeypatch, shipping, "receive")
    working.view("orders").open_item(row.order_id)
    wait(qtbot, lambda: working.panel is not None and "Customer has it" in texts(working.step))
    there = button(working.panel, "Customer has it")
    for _ in range(2):
        tap(there)
    receive.go.set()
    wait(qtbot, lambda: "Complete" in texts(working.step))
    assert receive.asked == 1
    assert working.step.complaint.isHidden()


def texts(step: Any) -> list[str]:
    return [x.text().strip() for x in step.buttons() if x.isVisible()]
