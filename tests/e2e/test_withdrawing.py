"""Taking back the order that a cart became: only while it holds no money, and said truly."""

from __future__ import annotations

import pytest

from app.domain.errors import UserError
from app.domain.order_states import Lifecycle, PaymentState
from app.domain.payment import AttemptState
from app.services.bills import Placed
from tests.helpers.shop import Shop


def refusal(shop: Shop, cart: object) -> UserError:
    """Why the order of a cart may not be taken back."""
    with pytest.raises(UserError) as caught:
        shop.house.checkout.withdraw(cart, staff="li")  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize("amount", ["0.01", "5.49"])
def test_too_little_money_is_a_part(shop_with_provider: Shop, amount: str) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    attempt = shop.show_code(cart)
    shop.control.pay(attempt.id, amount)
    assert shop.check(attempt).state is AttemptState.MISMATCH
    why = refusal(shop, cart)
    order = shop.order(attempt)
    assert (why.key, why.params["number"]) == ("order_part_paid", order.number)
    assert (order.lifecycle, order.payment) == (Lifecycle.PLACED, PaymentState.PARTIALLY_PAID)
    shop.house.checkout.pay_cash(cart, tendered_minor=550, staff="li")
    assert refusal(shop, cart).key == "order_already_paid"


def test_too_much_money_for_a_part_is_a_part(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    attempt = shop.show_code(cart, amount_minor=200)
    shop.control.pay(attempt.id, "3.00")
    assert shop.check(attempt).state is AttemptState.MISMATCH
    assert refusal(shop, cart).key == "order_part_paid"


@pytest.mark.parametrize("amount", ["5.50", "9.99"])
def test_all_the_money_is_already_paid(shop_with_provider: Shop, amount: str) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    attempt = shop.show_code(cart)
    shop.control.pay(attempt.id, amount)
    shop.check(attempt)
    assert refusal(shop, cart).key == "order_already_paid"


def test_a_part_that_came_late_is_a_part(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    attempt = shop.show_code(cart, amount_minor=200)
    shop.house.payments.cancel(attempt.id, staff="li")
    shop.control.pay(attempt.id)
    assert shop.check(attempt).state is AttemptState.LATE_PAID
    assert refusal(shop, cart).key == "order_part_paid"


def test_a_part_taken_at_another_window_is_a_part(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    order = shop.house.checkout.place(cart, staff="li")
    paid = {"tendered_minor": 200, "amount_minor": 200}
    shop.house.checkout.pay_cash(Placed(order.id), staff="chen", **paid)
    assert refusal(shop, cart).key == "order_part_paid"


def test_more_than_is_left_names_the_order(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    order = shop.house.checkout.place(cart, staff="li")
    with pytest.raises(UserError, match="amount_over_left") as caught:
        shop.house.checkout.pay_cash(cart, tendered_minor=600, amount_minor=600, staff="li")
    assert caught.value.params["number"] == order.number
