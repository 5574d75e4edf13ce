"""Leaving a sale of which something was paid: the cart stays, and nobody says it is paid."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.order_states import Label, Lifecycle, PaymentState
from app.domain.payment import Attempt, AttemptState
from app.services.bills import Placed
from tests.helpers.shop import Shop
from tests.helpers.windows import ENGLISH, close_window, open_window, press, scan, settle, type_text
from tests.ui.test_real_shop import CODES, heartbeat, orders_of, panel_of
from ui.main_window import MainWindow
from ui.views.pay.done import DonePage
from ui.views.pay.order_payment import OrderPayment
from ui.views.pay.panel import PayPanel
from ui.views.pay.stages import Stage
from ui.views.pay.tenders import TenderPage
from ui.views.pay.unknown import UnknownPage
from ui.views.sell.view import SellView

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
PART_FIRST = "A part of this sale is paid. Take the rest, or give back what was paid."


@pytest.fixture
def shop(shop_with_provider: Shop) -> Shop:
    return shop_with_provider


@pytest.fixture
def till(qapp: object, shop: Shop) -> Iterator[MainWindow]:
    """A tea for 5.50 in the cart, and the Pay panel open."""
    window = open_window(shop.house, settings=ENGLISH)
    scan(window, CODES["tea"])
    press(window, Key.Key_F12)
    yield window
    close_window(window)


def counter(till: MainWindow) -> SellView:
    view = till.views["sell"]
    assert isinstance(view, SellView)
    return view


def goods(till: MainWindow) -> list[str]:
    """What lies on the counter, by its English name."""
    return [line.name_en for line in counter(till).desk.cart.lines]


def tenders(till: MainWindow) -> TenderPage:
    page = panel_of(till).page
    assert isinstance(page, TenderPage)
    return page


def wrong_page(till: MainWindow) -> UnknownPage:
    page = panel_of(till).page
    assert isinstance(page, UnknownPage)
    assert page.title.text() == "A wrong amount was paid"
    return page


def said(till: MainWindow) -> str:
    """All that stands in strips."""
    return " ".join(strip.words.text() for strip in till.frame.strips.strips)


def show_code(till: MainWindow) -> Attempt:
    press(till, Key.Key_2, ALT)
    attempt = panel_of(till).sale.attempt
    assert attempt is not None
    return attempt


def pay(till: MainWindow, shop: Shop, amount: str) -> Attempt:
    """The customer pays that much with the shown code, and the heartbeat finds out."""
    attempt = show_code(till)
    shop.control.pay(attempt.id, amount)
    shop.clock.advance(seconds=6)
    heartbeat(till).beat()
    settle()
    return attempt


def choose_part(till: MainWindow, amount: str) -> None:
    tenders(till).part.setFocus()
    press(till, Key.Key_Return)
    type_text(till, amount)
    press(till, Key.Key_Return)


def part_paid_late(till: MainWindow, shop: Shop) -> Attempt:
    """A part of 2.00 by code, given up; then the customer pays it all the same."""
    choose_part(till, "2")
    attempt = show_code(till)
    press(till, Key.Key_Escape)
    shop.control.pay(attempt.id)
    assert shop.check(attempt).state is AttemptState.LATE_PAID
    settle()
    return attempt


def cross(till: MainWindow) -> None:
    QTest.mouseClick(panel_of(till).close_button, Qt.MouseButton.LeftButton)
    settle()


def escape(till: MainWindow) -> None:
    press(till, Key.Key_Escape)


def other_view(till: MainWindow) -> None:
    press(till, Key.Key_2, CONTROL)


@pytest.mark.parametrize("leave", [cross, escape, other_view])
def test_too_little_money_keeps_cart_and_panel(till: MainWindow, shop: Shop, leave: object) -> None:
    pay(till, shop, "2.00")
    assert callable(leave)
    leave(till)
    assert wrong_page(till).rest.isVisible()
    assert till.view_id == "sell"
    assert said(till) == PART_FIRST
    assert goods(till) == ["Jasmine tea"]
    (order,) = orders_of(shop)
    assert shop.house.queries.order_detail(order.order_id).order.payment is (
        PaymentState.PARTIALLY_PAID
    )


def test_goods_scanned_beside_too_little_money_are_not_added(till: MainWindow, shop: Shop) -> None:
    pay(till, shop, "2.00")
    scan(till, CODES["bun"])
    assert "were not added" in said(till)
    assert goods(till) == ["Jasmine tea"]


def test_the_cart_of_a_part_paid_sale_stays_as_it_is(till: MainWindow, shop: Shop) -> None:
    pay(till, shop, "2.00")
    wrong_page(till).rest.click()
    settle()
    assert panel_of(till).sale.stage is Stage.CHOOSE
    press(till, Key.Key_Delete)
    press(till, Key.Key_Z, CONTROL)
    press(till, Key.Key_F6)
    counter(till).open_item(shop.product_id("bun"))
    settle()
    assert goods(till) == ["Jasmine tea"]
    assert panel_of(till).amount.text() == "¥3.50"
    press(till, Key.Key_F10)
    assert isinstance(panel_of(till).page, DonePage)


def test_too_little_money_is_given_back_where_it_is_told(till: MainWindow, shop: Shop) -> None:
    pay(till, shop, "2.00")
    wrong_page(till).back.setFocus()
    press(till, Key.Key_Return)
    assert till.panels.panel is None
    assert said(till).startswith("What was paid goes back")
    assert goods(till) == ["Jasmine tea"]
    for _ in range(3):
        shop.clock.advance(seconds=15)
        shop.house.poller.run_due()
    (order,) = orders_of(shop)
    assert order.label is Label.REFUNDED
    press(till, Key.Key_F10)
    assert {x.label for x in orders_of(shop)} == {Label.REFUNDED, Label.COMPLETED}


def test_the_next_customer_may_be_served_and_the_rest_is_not_forgotten(
    till: MainWindow, shop: Shop
) -> None:
    pay(till, shop, "2.00")
    assert wrong_page(till).rest.hasFocus()
    wrong_page(till).hold.click()
    settle()
    assert said(till).startswith("¥2.00 has arrived; ¥3.50 of that order is still to be paid.")
    (order,) = orders_of(shop)
    assert order.label is Label.AWAITING_PAYMENT


def test_nothing_is_said_of_a_part_once_all_is_paid(till: MainWindow, shop: Shop) -> None:
    pay(till, shop, "2.00")
    press(till, Key.Key_Escape)
    press(till, Key.Key_Return)
    press(till, Key.Key_F10)
    assert isinstance(panel_of(till).page, DonePage)
    assert said(till) == ""


def test_a_part_paid_with_another_amount_leaves_a_rest(till: MainWindow, shop: Shop) -> None:
    choose_part(till, "2")
    pay(till, shop, "3.00")
    page = wrong_page(till)
    assert page.words.text().startswith("¥3.00 came in, which is not what was asked for; ¥2.50")
    press(till, Key.Key_Escape)
    assert said(till) == PART_FIRST
    page.rest.click()
    settle()
    assert "Alipay: ¥3.00 paid" in tenders(till).paid.text()
    assert panel_of(till).amount.text() == "¥2.50"
    press(till, Key.Key_F10)
    (order,) = orders_of(shop)
    assert order.label is Label.COMPLETED


@pytest.mark.parametrize("leave", [cross, escape])
def test_too_much_money_ends_the_sale(till: MainWindow, shop: Shop, leave: object) -> None:
    pay(till, shop, "9.99")
    page = wrong_page(till)
    assert page.rest.isHidden()
    assert page.back.isHidden()
    assert goods(till) == []
    assert callable(leave)
    leave(till)
    assert till.panels.panel is None
    assert "¥9.99 came in, which is not what was asked for" in said(till)
    (order,) = orders_of(shop)
    assert order.label is Label.COMPLETED


def test_goods_of_the_next_customer_end_a_sale_that_got_too_much(
    till: MainWindow, shop: Shop
) -> None:
    pay(till, shop, "9.99")
    scan(till, CODES["bun"])
    assert till.panels.panel is None
    assert goods(till) == ["Custard bun"]


def test_serving_the_next_customer_after_too_much_money_keeps_their_goods(
    till: MainWindow, shop: Shop
) -> None:
    pay(till, shop, "9.99")
    wrong_page(till).hold.click()
    settle()
    assert till.panels.panel is None
    assert len(till.frame.strips.strips) == 1


def test_a_part_that_came_late_brings_the_sale_back(till: MainWindow, shop: Shop) -> None:
    part_paid_late(till, shop)
    press(till, Key.Key_Escape)
    page = tenders(till)
    assert page.message.text().startswith("A part of order")
    assert "Alipay: ¥2.00 paid" in page.paid.text()
    assert panel_of(till).amount.text() == "¥3.50"
    assert "already paid" not in said(till)
    assert goods(till) == ["Jasmine tea"]
    press(till, Key.Key_Escape)
    assert PART_FIRST in said(till)
    press(till, Key.Key_F10)
    assert isinstance(panel_of(till).page, DonePage)
    (order,) = orders_of(shop)
    assert order.label is Label.COMPLETED


def test_a_part_that_came_late_is_not_taken_twice(till: MainWindow, shop: Shop) -> None:
    part_paid_late(till, shop)
    press(till, Key.Key_F10)  # a part of 2.00 was chosen: that much was taken, and 1.50 is left
    assert "Alipay: ¥2.00 paid" in tenders(till).paid.text()
    assert panel_of(till).amount.text() == "¥1.50"
    press(till, Key.Key_Escape)
    assert PART_FIRST in said(till)


def test_a_part_taken_at_another_window_brings_the_sale_back(till: MainWindow, shop: Shop) -> None:
    attempt = show_code(till)
    press(till, Key.Key_Escape)
    elsewhere = Placed(attempt.order_id)
    shop.house.checkout.pay_cash(elsewhere, tendered_minor=200, amount_minor=200, staff="chen")
    press(till, Key.Key_Escape)
    assert "Cash: ¥2.00 paid" in tenders(till).paid.text()
    assert panel_of(till).amount.text() == "¥3.50"
    tenders(till).give_back.click()
    settle()
    assert "Give ¥2.00 in cash back" in said(till)
    assert goods(till) == ["Jasmine tea"]


def test_more_cash_than_is_left_after_another_window_shows_what_is_left(
    till: MainWindow, shop: Shop
) -> None:
    attempt = show_code(till)
    press(till, Key.Key_Escape)
    elsewhere = Placed(attempt.order_id)
    shop.house.checkout.pay_cash(elsewhere, tendered_minor=200, amount_minor=200, staff="chen")
    press(till, Key.Key_F10)
    assert "Only ¥3.50 is left" in tenders(till).message.text()
    assert "Cash: ¥2.00 paid" in tenders(till).paid.text()
    press(till, Key.Key_Escape)
    assert PART_FIRST in said(till)
    press(till, Key.Key_F10)
    assert isinstance(panel_of(till).page, DonePage)


def test_goods_scanned_after_a_part_came_late_are_not_lost(till: MainWindow, shop: Shop) -> None:
    part_paid_late(till, shop)
    scan(till, CODES["bun"])
    assert "Jasmine tea" in goods(till)
    assert "already paid" not in said(till)


def test_a_parked_part_is_not_told_as_a_finished_sale(till: MainWindow, shop: Shop) -> None:
    choose_part(till, "2")
    shop.control.fault("drop-before-execute", method="alipay.trade.query")
    attempt = show_code(till)
    press(till, Key.Key_Escape)
    page = panel_of(till).page
    assert isinstance(page, UnknownPage)
    page.hold.click()
    settle()
    shop.control.clear()
    shop.control.pay(attempt.id)
    shop.clock.advance(minutes=1)
    heartbeat(till).beat()
    settle()
    assert "¥2.00 has arrived; ¥3.50 of that order is still to be paid." in said(till)


def test_an_order_that_waits_for_money_may_be_left_and_keeps_its_part(
    till: MainWindow, shop: Shop
) -> None:
    press(till, Key.Key_Escape)
    order = shop.house.checkout.place(shop.cart("bun"), staff="li")
    assert till.shell is not None
    OrderPayment(till.shell, shop.house.queries.order_detail(order.id)).open()
    settle()
    pay(till, shop, "1.00")
    wrong_page(till).rest.click()
    settle()
    assert "Alipay: ¥1.00 paid" in tenders(till).paid.text()
    assert panel_of(till).amount.text() == "¥2.50"
    press(till, Key.Key_Escape)
    assert shop.detail(order).order.label is Label.AWAITING_PAYMENT
    OrderPayment(till.shell, shop.house.queries.order_detail(order.id)).open()
    settle()
    assert panel_of(till).amount.text() == "¥2.50"
    press(till, Key.Key_F10)
    assert isinstance(panel_of(till).page, DonePage)
    assert goods(till) == ["Jasmine tea"]


def test_a_part_of_an_order_that_waits_is_given_back(till: MainWindow, shop: Shop) -> None:
    press(till, Key.Key_Escape)
    order = shop.house.checkout.place(shop.cart("bun"), staff="li")
    assert till.shell is not None
    OrderPayment(till.shell, shop.house.queries.order_detail(order.id)).open()
    settle()
    pay(till, shop, "1.00")
    wrong_page(till).back.click()
    settle()
    assert not isinstance(till.panels.panel, PayPanel)
    assert shop.detail(order).order.lifecycle is Lifecycle.CANCELLED
