"""Strips do not hide what the cashier looks at, and end with what they are about."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from app.domain.catalog import Product
from tests.helpers.back_rooms import Rooms, send
from tests.helpers.fake_house import CODES
from tests.helpers.screens import SIZES
from tests.helpers.windows import scan, settle
from ui import i18n
from ui.main_window import MainWindow
from ui.views.sell.view import SellView
from ui.views.shipping.board import Lane
from ui.widgets.strips import News


def test_the_line_scanned_last_stays_in_sight_above_news(
    window: MainWindow, sell: SellView
) -> None:
    window.resize(*SIZES["small"])
    for code in CODES.values():
        scan(window, code)
    scan(window, "4006381333931")
    strips, table = window.frame.strips, sell.cart.table
    last = table.visualRect(table.currentIndex())
    bottom = table.viewport().mapTo(window, last.bottomLeft()).y()
    assert table.viewport().height() >= last.bottom()
    assert bottom < strips.mapTo(window, QPoint()).y()
    lower = table.height()
    strips.close_strip(strips.strips[0])
    settle()
    assert table.height() > lower


def test_news_that_needs_no_answer_does_not_follow_into_another_view(window: MainWindow) -> None:
    assert window.shell is not None
    window.shell.tell(News(text="done"))
    window.shell.tell(News(text="hand over 3.00", stay_ms=0))
    window.go("settings")
    assert [strip.words.text() for strip in window.frame.strips.strips] == ["hand over 3.00"]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", ["orders", "inventory", "shipping"])
def test_the_last_row_of_every_list_can_be_read_above_news_that_waits(
    rooms: Rooms, name: str, language: str
) -> None:
    for n in range(9):
        send(rooms.shop, "water")
        rooms.shop.house.inventory.save_product(Product(id="", name=f"{n}"), staff="li")
    rooms.window.resize(*SIZES["small"])
    rooms.speak(language)
    view = rooms.view(name)
    if name == "shipping":
        shown = view.lanes[Lane.TO_SHIP].cards
    else:
        shown = (view.products if name == "inventory" else view).table
    whole, strips = shown.height(), rooms.window.frame.strips
    strip = strips.tell(News(text="Hand over 3.00. " * 4, stay_ms=0))
    settle()
    shown.scrollToBottom()
    settle()
    model = shown.model()
    last = shown.visualRect(model.index(model.rowCount() - 1, 0))
    bottom = shown.viewport().mapTo(rooms.window, last.bottomLeft()).y()
    assert shown.viewport().height() >= last.bottom()
    assert bottom < strips.mapTo(rooms.window, QPoint()).y()
    strips.close_strip(strip)
    settle()
    assert shown.height() == whole
