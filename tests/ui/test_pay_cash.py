"""Cash: exact, notes, change, and what a second press does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.domain import cart as carts
from app.domain.errors import UserError
from app.domain.shop import ShopProfile
from tests.helpers.fake_house import CODES, FakeHouse
from tests.helpers.windows import ENGLISH, close_window, open_window, press, scan, settle, type_text
from ui.main_window import MainWindow
from ui.theme import look
from ui.views.pay.cash import CashPage
from ui.views.pay.done import CHANGE_POINTS, DonePage
from ui.views.pay.panel import PayPanel
from ui.views.pay.stages import Stage
from ui.views.sell.view import SellView

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def pay_panel(window: MainWindow) -> PayPanel:
    panel = window.panels.panel
    assert isinstance(panel, PayPanel)
    return panel


def cash_page(window: MainWindow) -> CashPage:
    page = pay_panel(window).page
    assert isinstance(page, CashPage)
    return page


def done_page(window: MainWindow) -> DonePage:
    page = pay_panel(window).page
    assert isinstance(page, DonePage)
    return page


def paid(house: FakeHouse) -> list[int]:
    """What was handed over in cash sales."""
    return [given[1] for name, given in house.calls if name == "pay_cash"]


def test_pay_with_an_empty_cart_says_what_to_do(window: MainWindow) -> None:
    press(window, Key.Key_F12)
    assert window.panels.panel is None
    assert "empty" in window.frame.strips.strips[-1].words.text()


@pytest.mark.parametrize("key", [Key.Key_F9, Key.Key_F12])
def test_pay_offers_cash_and_every_provider(window: MainWindow, sell: SellView, key: Key) -> None:
    scan(window, CODES["tea"])
    press(window, key)
    buttons = pay_panel(window).page.buttons  # type: ignore[attr-defined]
    assert [button.text().strip() for button in buttons.values()] == [
        "Cash (Alt+1)",
        "Alipay: customer scans (Alt+2)",
    ]
    assert pay_panel(window).amount.text() == "¥5.50"


def test_the_pay_key_three_times_takes_the_exact_cash(window: MainWindow, house: FakeHouse) -> None:
    scan(window, CODES["tea"])
    for _ in range(3):
        press(window, Key.Key_F12)
    assert paid(house) == [550]
    assert done_page(window).change.text() == "No change"


@pytest.mark.parametrize("key", [Key.Key_F10, Key.Key_F12])
def test_an_empty_cart_is_told_until_something_is_scanned(window: MainWindow, key: Key) -> None:
    press(window, key)
    (strip,) = window.frame.strips.strips
    assert strip.words.text().startswith("The cart is empty")
    scan(window, CODES["tea"])
    assert window.frame.strips.strips == []


def test_typed_cash_shows_the_change_and_enter_finishes(
    window: MainWindow, sell: SellView, house: FakeHouse
) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_1, ALT)
    type_text(window, "20")
    assert cash_page(window).words.text() == "Change ¥14.50"
    press(window, Key.Key_Return)
    assert paid(house) == [2000]
    assert done_page(window).change.text() == "¥14.50"
    assert sell.desk.cart.lines == ()


def test_notes_add_up(window: MainWindow, house: FakeHouse) -> None:
    scan(window, CODES["apple"])
    press(window, Key.Key_1, ALT)
    page = cash_page(window)
    page.add(1000)
    assert page.words.text() == "¥5.90 missing"
    assert not page.done_button.isEnabled()
    page.add(1000)
    assert page.words.text() == "Change ¥4.10"
    page.done_button.click()
    assert paid(house) == [2000]


def test_a_tap_on_the_exact_amount_finishes(window: MainWindow, house: FakeHouse) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_1, ALT)
    type_text(window, "999")
    exact = cash_page(window).quick[0]
    assert exact.text() == "Exact ¥5.50"
    exact.click()
    assert paid(house) == [550]


def test_too_little_cash_is_not_taken(window: MainWindow, house: FakeHouse) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_1, ALT)
    type_text(window, "5")
    press(window, Key.Key_Return)
    assert paid(house) == []
    assert cash_page(window).words.text() == "¥0.50 missing"


def test_f10_takes_exact_cash_at_once(window: MainWindow, house: FakeHouse) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F10)
    assert paid(house) == [550]
    assert isinstance(pay_panel(window).page, DonePage)
    assert [named for name, (_, named) in house.calls if name == "print"] == [
        {"staff": window.session.staff}
    ]


def test_f10_leaves_the_receipt_to_a_till_that_prints_every_one(
    window: MainWindow, house: FakeHouse
) -> None:
    session = window.session
    session.set_settings(replace(session.settings, print_receipt_after_sale=True))
    scan(window, CODES["tea"])
    press(window, Key.Key_F10)
    assert paid(house) == [550]
    assert not any(name == "print" for name, _ in house.calls)


def test_a_refused_sale_says_why_and_can_be_tried_again(
    window: MainWindow, house: FakeHouse, sell: SellView
) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_1, ALT)
    house.failure = UserError("out_of_stock", product_id="tea", available_milli=0)
    press(window, Key.Key_Return)
    assert "Not enough in stock" in cash_page(window).words.text()
    assert len(sell.desk.cart.lines) == 1
    house.failure = None
    press(window, Key.Key_Return)
    assert isinstance(pay_panel(window).page, DonePage)


def test_the_change_stays_until_the_next_scan_which_begins_a_new_sale(
    window: MainWindow, sell: SellView
) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F10)
    pay_panel(window).tick()
    assert done_page(window).change.isVisible()
    scan(window, CODES["water"])
    assert window.panels.panel is None
    assert [line.product_id for line in sell.desk.cart.lines] == ["water"]


def test_typing_the_next_sale_ends_the_last_one_and_one_key_pays(
    window: MainWindow, sell: SellView
) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F10)
    sell.line.setFocus()
    type_text(window, "water")
    press(window, Key.Key_Return)
    assert window.panels.panel is None
    press(window, Key.Key_F12)
    assert pay_panel(window).sale.stage is Stage.CHOOSE


def test_the_exact_sum_is_said_to_need_no_change(window: MainWindow) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_1, ALT)
    assert cash_page(window).words.text() == "No change"
    press(window, Key.Key_Return)
    change = done_page(window).change
    assert change.text() == "No change"
    assert change.sizeHint().height() < look.metrics.display(CHANGE_POINTS)


def test_enter_goes_to_the_next_sale(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F10)
    press(window, Key.Key_Return)
    assert window.panels.panel is None
    assert sell.line.hasFocus()


def test_a_sale_can_be_undone_for_ten_seconds(window: MainWindow, house: FakeHouse) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F10)
    page = done_page(window)
    for left in range(10, 0, -1):
        assert page.undo.isVisible()
        assert str(left) in page.undo.text()
        page.tick()
    assert not page.undo.isVisible()


def test_undoing_gives_everything_back(window: MainWindow, house: FakeHouse) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F10)
    done_page(window).undo.click()
    settle()
    assert [name for name, _ in house.calls if name == "void"] == ["void"]
    assert window.panels.panel is None
    assert "undone" in window.frame.strips.strips[-1].words.text()


def test_esc_goes_back_step_by_step_and_keeps_the_cart(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_1, ALT)
    press(window, Key.Key_Escape)
    assert pay_panel(window).sale.stage is Stage.CHOOSE
    press(window, Key.Key_Escape)
    assert window.panels.panel is None
    assert len(sell.desk.cart.lines) == 1


def test_a_scan_while_choosing_how_to_pay_adds_to_the_sale(
    window: MainWindow, sell: SellView
) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F12)
    scan(window, CODES["water"])
    assert window.panels.panel is None
    assert len(sell.desk.cart.lines) == 2


def test_cash_rounding_asks_for_what_can_be_handed_over(qapp: Any) -> None:
    profile = ShopProfile(name="Laden", currency="CHF", cash_step_minor=5)
    house = FakeHouse(profile=profile)
    window = open_window(house.house, settings=ENGLISH)
    try:
        scan(window, CODES["water"])
        sell = window.views["sell"]
        assert isinstance(sell, SellView)
        sell.counter.edit(lambda desk: desk.edit(lambda cart: carts.set_unit_price(cart, 1, 202)))
        press(window, Key.Key_1, ALT)
        page = cash_page(window)
        assert page.due_minor == 200
        page.finish()
        assert paid(house) == [200]
    finally:
        close_window(window)
