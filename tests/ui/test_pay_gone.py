"""Money for an order that was cancelled at another window: it ends no sale, and nothing is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.domain.order_states import Label
from app.domain.payment import Attempt, AttemptState
from tests.helpers.screens import clipped, looks
from tests.helpers.shop import Shop
from tests.helpers.windows import press, settle, type_text
from tests.ui.test_pay_leaving import goods, said, shop, show_code, tenders, till
from tests.ui.test_real_shop import orders_of, panel_of
from ui.main_window import MainWindow
from ui.views.pay.done import DonePage
from ui.views.pay.unknown import UnknownPage

__all__ = ["shop", "till"]
Key = Qt.Key


def cancelled_elsewhere(till: MainWindow, shop: Shop) -> Attempt:
    """A code that was given up, and whose order somebody cancels at another window."""
    attempt = show_code(till)
    press(till, Key.Key_Escape)
    shop.house.orders.cancel(attempt.order_id, staff="chen")
    settle()
    return attempt


def gone_page(till: MainWindow) -> UnknownPage:
    page = panel_of(till).page
    assert isinstance(page, UnknownPage)
    assert page.title.text() == "This order was cancelled meanwhile."
    assert page.rest.isHidden()
    assert page.back.isHidden()
    return page


def test_money_for_an_order_cancelled_elsewhere_ends_no_sale(till: MainWindow, shop: Shop) -> None:
    attempt = cancelled_elsewhere(till, shop)
    shop.control.pay(attempt.id)
    assert shop.check(attempt).state is AttemptState.LATE_PAID
    settle()
    show_code(till)
    gone_page(till)
    assert panel_of(till).amount.text() == ""
    for name, window in looks(till, texts=("normal", "largest")):
        assert clipped(panel_of(window)) == [], name
    press(till, Key.Key_Escape)
    assert till.panels.panel is None
    assert "¥5.50 came in for an order that was cancelled" in said(till)
    assert goods(till) == ["Jasmine tea"]
    press(till, Key.Key_F10)
    assert isinstance(panel_of(till).page, DonePage)
    assert {x.label for x in orders_of(shop)} > {Label.COMPLETED}


def test_a_slip_for_an_order_cancelled_elsewhere_ends_no_sale(till: MainWindow, shop: Shop) -> None:
    cancelled_elsewhere(till, shop)
    panel_of(till).choose("manual_card")
    type_text(till, "000123")
    press(till, Key.Key_Return)
    press(till, Key.Key_Return)
    gone_page(till).payments.click()
    settle()
    assert till.view_id == "payments"
    (attempt,) = [x.attempt for x in shop.house.queries.open_attempts()]
    assert attempt.state is AttemptState.LATE_PAID


def test_cash_for_an_order_cancelled_elsewhere_is_not_told_as_paid(
    till: MainWindow, shop: Shop
) -> None:
    attempt = cancelled_elsewhere(till, shop)
    shop.control.pay(attempt.id)
    shop.check(attempt)
    settle()
    press(till, Key.Key_F10)
    assert "is no longer open" in tenders(till).message.text()
    press(till, Key.Key_Escape)
    press(till, Key.Key_F10)
    assert isinstance(panel_of(till).page, DonePage)
    assert goods(till) == []
