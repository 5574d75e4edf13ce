"""Less than an order costs: the rest is taken from its case, and then it is settled for good."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.order_states import PaymentState
from app.services.bills import Placed
from data.ids import new_id
from tests.helpers.back_rooms import Rooms, button, cells, words
from tests.helpers.windows import settle
from tests.ui.test_payments_cases import anew, open_first, paid_wrong, told_to_staff
from ui.widgets.buttons import Button

Key = Qt.Key
STATE = 0


@pytest.mark.parametrize("of_the_code", [True, False])
def test_a_wrong_amount_that_was_made_up_stays_settled_whatever_goes_back(
    provided_rooms: Rooms, *, of_the_code: bool
) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = paid_wrong(shop, "3.00")
    assert told_to_staff(rooms)[0] == 1
    shop.house.checkout.pay_cash(Placed(attempt.order_id), tendered_minor=250, staff="li")
    assert told_to_staff(rooms)[0] == 0
    shop.house.refunds.refund_amount(
        attempt.order_id,
        30,
        key=new_id(),
        staff="li",
        reason="x",
        only=attempt.id if of_the_code else "",
    )
    assert told_to_staff(rooms)[0] == 0
    for _ in range(2):
        shop.clock.advance(seconds=20)
        shop.house.poller.run_due()
    assert shop.order(attempt).payment is PaymentState.PARTIALLY_REFUNDED
    assert told_to_staff(rooms)[0] == 0
    assert cells(anew(rooms).table, STATE) == []


def first_button(rooms: Rooms) -> str:
    """What Enter does in the panel."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, Button)
    assert focus.property("kind") == "primary"
    return focus.text().strip()


def test_what_is_missing_of_a_wrong_amount_is_taken_from_its_case(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = paid_wrong(shop, "3.00")
    open_first(rooms)
    assert first_button(rooms) == "Take the rest"
    assert "Take the rest, or give back what came" in words(rooms.panel)
    button(rooms.panel, "Refund this money")
    rooms.press(Key.Key_Return)
    settle()
    assert "¥2.50" in words(rooms.panel)
    shop.house.checkout.pay_cash(Placed(attempt.order_id), tendered_minor=250, staff="li")
    assert cells(rooms.view("payments").table, STATE) == []


def test_the_rest_of_an_order_left_lying_is_taken_from_its_case(rooms: Rooms) -> None:
    shop = rooms.shop
    shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=300, staff="li", amount_minor=300)
    shop.clock.advance(hours=1)
    anew(rooms)
    rooms.press(Key.Key_Return)
    assert first_button(rooms) == "Take the rest"
    rooms.press(Key.Key_Return)
    settle()
    assert "¥2.50" in words(rooms.panel)


def test_an_order_that_was_paid_meanwhile_is_shown_instead(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = paid_wrong(shop, "3.00")
    open_first(rooms)
    shop.house.checkout.pay_cash(Placed(attempt.order_id), tendered_minor=250, staff="li")
    rooms.press(Key.Key_Return)
    settle()
    assert shop.order(attempt).number in words(rooms.panel)
    assert "Completed" in words(rooms.panel)
