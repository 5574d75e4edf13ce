"""In a country without small coins, cash is given back in the coins there are."""

from __future__ import annotations

import pytest

from app.domain import originals
from app.domain.errors import UserError
from app.domain.order import Order
from app.domain.order_states import PaymentState
from app.domain.payment import Refund
from app.domain.returning import Brought
from app.services.returns import Wish
from data.ids import new_id
from tests.helpers.shop import Shop

PRICES = {"tea": 552, "water": 201, "bun": 349}


def swiss(shop: Shop) -> Shop:
    """Five rappen are the smallest coin, and prices do not mind."""
    shop.change(currency="CHF", cash_step_minor=5, cash_refunds=True)
    for code, price_minor in PRICES.items():
        shop.reprice(shop.house.queries.product(shop.product_id(code)), price_minor)
    return shop


def sold_for_cash(shop: Shop, *codes: str) -> Order:
    cart = shop.cart(*codes)
    due = cart.priced().cash_due_minor
    return shop.house.checkout.pay_cash(cart, tendered_minor=due, staff="li").order


def handed(refunds: tuple[Refund, ...]) -> list[int]:
    return [refund.amount_minor + refund.rounding_minor for refund in refunds]


def refunds_of(shop: Shop, order: Order) -> tuple[Refund, ...]:
    return shop.detail(order).refunds


@pytest.mark.parametrize(("goods", "taken"), [(("tea",), 550), (("bun", "bun"), 700)])
def test_an_undone_sale_gives_back_exactly_what_was_taken(
    shop: Shop, goods: tuple[str, ...], taken: int
) -> None:
    order = sold_for_cash(swiss(shop), *goods)
    shop.house.orders.void(order.id, staff="li")
    (back,) = refunds_of(shop, order)
    assert (back.amount_minor, *handed((back,))) == (order.total_minor, taken)
    assert shop.detail(order).order.payment is PaymentState.REFUNDED
    (said,) = shop.house.papers.refund_paper(originals.refund_receipt(order.id, back.wish)).refunds
    assert said.amount_minor + said.rounding_minor == taken
    paid, given = shop.house.papers.sale_paper(originals.receipt(order.id)).payments
    assert (given.amount_minor, given.rounding_minor) == (-paid.amount_minor, -paid.rounding_minor)


def test_pieces_that_come_back_one_by_one_make_up_the_whole(shop: Shop) -> None:
    order = sold_for_cash(swiss(shop), "tea", "tea", "water")
    (paid,) = shop.detail(order).attempts
    assert (paid.paid_minor, paid.rounding_minor) == (1305, 0)
    tea, water = order.lines
    for line in (tea, water, tea):
        brought = (Brought(line_id=line.id, qty_milli=1000),)
        shop.house.returns.take_back(order.id, Wish(key=new_id(), brought=brought), staff="li")
    back = refunds_of(shop, order)
    assert [refund.amount_minor for refund in back] == [552, 201, 552]
    assert sum(handed(back)) == 1305
    assert not any(minor % 5 for minor in handed(back))


def test_what_was_paid_otherwise_is_rounded_when_it_goes_back_in_cash(
    shop_with_provider: Shop,
) -> None:
    shop = swiss(shop_with_provider)
    attempt = shop.show_code(shop.cart("tea"))
    shop.control.pay(attempt.id)
    order = shop.order(shop.check(attempt))
    for minor, in_cash in ((201, True), (151, False), (200, True)):
        shop.house.refunds.refund_amount(
            order.id, minor, key=new_id(), staff="li", reason="x", in_cash=in_cash
        )
    back = refunds_of(shop, order)
    assert sorted(zip(handed(back), (r.rounding_minor for r in back), strict=True)) == [
        (151, 0), (200, -1), (200, 0),
    ]  # fmt: skip
    with pytest.raises(UserError, match="refund_too_much"):
        shop.house.refunds.refund_amount(order.id, 1, key=new_id(), staff="li", reason="x")


def test_a_part_in_cash_is_what_coins_make_up(shop: Shop) -> None:
    cart = swiss(shop).cart("tea")
    pay_cash = shop.house.checkout.pay_cash
    with pytest.raises(UserError, match="part_not_in_coins") as refusal:
        pay_cash(cart, tendered_minor=500, amount_minor=302, staff="li")
    assert refusal.value.params["near_minor"] == 300
    part = pay_cash(cart, tendered_minor=300, amount_minor=300, staff="li")
    assert part.left_minor == 252
    rest = pay_cash(cart, tendered_minor=250, staff="li")
    assert (rest.left_minor, rest.attempt.rounding_minor) == (0, -2)
    shop.house.orders.void(rest.order.id, staff="li")
    assert sum(handed(refunds_of(shop, rest.order))) == 550
