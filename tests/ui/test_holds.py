"""Putting sales aside and taking them back; no sale is ever lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from app.domain.errors import Unavailable
from tests.helpers.fake_house import CODES, FakeHouse
from tests.helpers.slow import SlowExecutor
from tests.helpers.windows import (
    ENGLISH,
    close_window,
    open_window,
    press,
    scan,
    settle,
    type_text,
)
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


@pytest.fixture
def slow_till(qapp: object, house: FakeHouse, executor: SlowExecutor) -> Iterator[MainWindow]:
    """Two sales are held, the counter is empty."""
    window = open_window(house.house, settings=ENGLISH, executor=executor)
    for product, name in (("tea", "red coat"), ("bun", "blue hat")):
        scan(window, CODES[product])
        hold(window, name)
    yield window
    executor.catch_up()
    close_window(window)


def goods(window: MainWindow) -> list[str | None]:
    view = window.views["sell"]
    assert isinstance(view, SellView)
    return [line.product_id for line in view.desk.cart.lines]


def names(house: FakeHouse) -> set[str]:
    return {held.name for held in house.held}


def test_a_recall_is_not_lost_when_the_panel_is_left_before_its_answer(
    slow_till: MainWindow, house: FakeHouse, executor: SlowExecutor
) -> None:
    press(slow_till, Key.Key_F7)
    executor.slow = True
    press(slow_till, Key.Key_Return)
    press(slow_till, Key.Key_Escape)
    press(slow_till, Key.Key_F7)
    executor.catch_up()
    assert (goods(slow_till), names(house)) == (["bun"], {"red coat"})
    assert slow_till.panels.panel is None


def test_of_two_sales_wanted_at_once_the_first_is_recalled_and_the_other_stays_held(
    slow_till: MainWindow, house: FakeHouse, executor: SlowExecutor
) -> None:
    press(slow_till, Key.Key_F7)
    panel = slow_till.panels.panel
    assert isinstance(panel, RecallPanel)
    executor.slow = True
    for pick in panel.list.picks:
        panel.list.on_pick(pick)
    executor.catch_up()
    assert (goods(slow_till), names(house)) == (["bun"], {"red coat"})
    assert slow_till.frame.strips.strips == []


def test_what_was_scanned_before_a_recall_is_put_aside_with_its_sale(
    slow_till: MainWindow, house: FakeHouse, executor: SlowExecutor
) -> None:
    press(slow_till, Key.Key_F7)
    executor.slow = True
    scan(slow_till, CODES["apple"])
    press(slow_till, Key.Key_Return)
    executor.catch_up()
    assert goods(slow_till) == ["bun"]
    assert names(house) == {"red coat", "Fuji apple"}


def test_what_was_scanned_before_a_hold_is_held(
    slow_till: MainWindow, house: FakeHouse, executor: SlowExecutor
) -> None:
    scan(slow_till, CODES["tea"])
    press(slow_till, Key.Key_F6)
    executor.slow = True
    scan(slow_till, CODES["apple"])
    press(slow_till, Key.Key_Return)
    press(slow_till, Key.Key_Escape)
    executor.catch_up()
    held = next(x for x in house.held if x.name not in {"red coat", "blue hat"})
    assert [line.product_id for line in held.cart.lines] == ["tea", "apple"]
    assert goods(slow_till) == []
    assert slow_till.panels.panel is None


def test_what_is_scanned_while_a_sale_is_put_aside_is_in_the_next_one(
    slow_till: MainWindow, house: FakeHouse, executor: SlowExecutor
) -> None:
    scan(slow_till, CODES["tea"])
    executor.slow = True
    hold(slow_till, "Mrs. Li")
    scan(slow_till, CODES["bun"])
    executor.catch_up()
    assert (goods(slow_till), names(house)) == (["bun"], {"red coat", "blue hat", "Mrs. Li"})


def test_closing_the_window_puts_aside_what_lies_on_the_counter(
    slow_till: MainWindow, house: FakeHouse, executor: SlowExecutor
) -> None:
    executor.slow = True
    scan(slow_till, CODES["apple"])
    slow_till.close()
    assert slow_till.isVisible()
    executor.catch_up()
    assert not slow_till.isVisible()
    assert names(house) == {"red coat", "blue hat", "Fuji apple"}


def test_an_empty_counter_is_closed_at_once(slow_till: MainWindow, house: FakeHouse) -> None:
    slow_till.close()
    assert not slow_till.isVisible()
    assert names(house) == {"red coat", "blue hat"}


def test_a_window_that_cannot_put_its_goods_aside_says_so_and_closes_at_the_second_try(
    slow_till: MainWindow, house: FakeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan(slow_till, CODES["tea"])
    monkeypatch.setattr(house.house.holds, "hold", _busy)
    slow_till.close()
    assert slow_till.isVisible()
    assert slow_till.frame.strips.strips[-1].news.topic == "failure"
    slow_till.close()
    assert not slow_till.isVisible()


def test_a_hold_that_fails_can_be_tried_again(
    slow_till: MainWindow, house: FakeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan(slow_till, CODES["tea"])
    with monkeypatch.context() as broken:
        broken.setattr(house.house.holds, "hold", _busy)
        hold(slow_till, "Mrs. Li")
        assert (goods(slow_till), names(house)) == (["tea"], {"red coat", "blue hat"})
    press(slow_till, Key.Key_Return)
    assert (goods(slow_till), names(house)) == ([], {"red coat", "blue hat", "Mrs. Li"})


def _busy(*_given: object, **_named: object) -> None:
    raise Unavailable("database_busy")
