"""Putting sales aside and taking them back; no sale is ever lost on the way."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.helpers.fake_house import CODES, FakeHouse
from tests.helpers.windows import press, scan, settle, type_text
from ui.main_window import MainWindow
from ui.views.sell.hold_panels import HoldPanel, RecallPanel
from ui.views.sell.view import SellView

Key = Qt.Key


def hold(window: MainWindow, name: str) -> None:
    press(window, Key.Key_F6)
    type_text(window, name)
    press(window, Key.Key_Return)


def test_a_sale_is_held_under_a_name_and_recalled(
    window: MainWindow, sell: SellView, house: FakeHouse
) -> None:
    scan(window, CODES["tea"])
    hold(window, "red coat")
    assert sell.desk.cart.lines == ()
    assert [held.name for held in house.held] == ["red coat"]
    assert "(F7)" in sell.actions_row.buttons["recall"].text()
    assert "1" in sell.actions_row.buttons["recall"].accessibleName()
    press(window, Key.Key_F7)
    press(window, Key.Key_Return)
    assert [line.product_id for line in sell.desk.cart.lines] == ["tea"]
    assert house.held == []
    assert sell.actions_row.buttons["recall"].accessibleName() == "Recall"
    assert window.frame.strips.strips == []


def test_f6_twice_holds_without_a_name(
    window: MainWindow, sell: SellView, house: FakeHouse
) -> None:
    scan(window, CODES["tea"])
    scan(window, CODES["bun"])
    press(window, Key.Key_F6)
    assert isinstance(window.panels.panel, HoldPanel)
    press(window, Key.Key_F6)
    assert [held.name for held in house.held] == ["Jasmine tea 500 ml, Custard bun"]


def test_an_empty_cart_cannot_be_held(window: MainWindow, house: FakeHouse) -> None:
    press(window, Key.Key_F6)
    assert window.panels.panel is None
    assert house.held == []


def test_typing_narrows_the_held_sales(
    window: MainWindow, sell: SellView, house: FakeHouse
) -> None:
    for product, name in (("tea", "red coat"), ("bun", "blue hat")):
        scan(window, CODES[product])
        hold(window, name)
    press(window, Key.Key_F7)
    panel = window.panels.panel
    assert isinstance(panel, RecallPanel)
    assert [pick.title for pick in panel.list.picks] == ["blue hat", "red coat"]
    type_text(window, "red")
    press(window, Key.Key_Return)
    assert [line.product_id for line in sell.desk.cart.lines] == ["tea"]


def test_recalling_puts_what_lies_on_the_desk_aside(
    window: MainWindow, sell: SellView, house: FakeHouse
) -> None:
    scan(window, CODES["tea"])
    hold(window, "first")
    scan(window, CODES["bun"])
    press(window, Key.Key_F7)
    press(window, Key.Key_Return)
    assert [line.product_id for line in sell.desk.cart.lines] == ["tea"]
    assert [held.name for held in house.held] == ["Custard bun"]


def test_a_sale_another_till_took_is_told_and_the_list_is_read_again(
    window: MainWindow, sell: SellView, house: FakeHouse
) -> None:
    scan(window, CODES["tea"])
    hold(window, "gone soon")
    press(window, Key.Key_F7)
    house.held.clear()
    press(window, Key.Key_Return)
    settle()
    assert "another till" in window.frame.strips.strips[-1].words.text().lower()
    panel = window.panels.panel
    assert isinstance(panel, RecallPanel)
    assert panel.list.picks == ()
    assert not panel.empty.isHidden()


def test_an_empty_list_says_what_to_do(window: MainWindow) -> None:
    press(window, Key.Key_F7)
    panel = window.panels.panel
    assert isinstance(panel, RecallPanel)
    assert panel.empty.title.text() == "No sale is held"
    assert "F6" in panel.empty.hint.text()
