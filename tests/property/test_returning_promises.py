"""Whatever comes back in whatever order and pieces: all together are exactly what was sold."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain import pricing, returning
from app.domain.errors import UserError
from app.domain.order import Order, OrderLine
from app.domain.order_states import Fulfilment, Lifecycle
from app.domain.pricing import PriceCart, PricedLine, PriceLine, refund
from app.domain.returning import Brought, GoodsReturn
from data.ids import new_id
from tests.property.test_pricing_promises import carts

NOW = datetime(2026, 3, 31, 10, 15, tzinfo=UTC)


def sold(cart: PriceCart) -> Order:
    """The cart as an order."""
    priced = pricing.price(cart)
    return Order(
        id=new_id(),
        client_token=new_id(),
        number="20260331-1-0001",
        till="1",
        business_date=date(2026, 3, 31),
        lifecycle=Lifecycle.COMPLETED,
        fulfilment=Fulfilment.RECEIVED,
        currency=cart.currency.code,
        prices_include_tax=cart.prices_include_tax,
        discount_minor=priced.discount_minor,
        net_minor=priced.net_minor,
        tax_minor=priced.tax_minor,
        total_minor=priced.total_minor,
        placed_at=NOW,
        lines=tuple(map(_line, cart.lines, priced.lines)),
    )


def _line(wanted: PriceLine, priced: PricedLine) -> OrderLine:
    return OrderLine(
        id=new_id(),
        position=1,
        product_id=new_id(),
        name=wanted.name,
        qty_milli=wanted.qty_milli,
        unit_minor=int(Decimal(wanted.unit_minor)),
        list_minor=int(Decimal(wanted.unit_minor)),
        gross_minor=priced.gross_before_discount_minor,
        discount_minor=priced.discount_minor,
        net_minor=priced.net_minor,
        tax_minor=priced.tax_minor,
        total_minor=priced.total_minor,
        taxes=priced.taxes,
    )


def _returned(order: Order, known: list[GoodsReturn], *brought: Brought) -> GoodsReturn:
    lines = returning.lines_back(order, known, brought, new_id)
    return GoodsReturn(
        id=new_id(), order_id=order.id, at=NOW, till="1", staff="", reason="", lines=lines
    )


def _priced(cart: PriceCart) -> Order:
    try:
        order = sold(cart)
    except UserError:  # a discount that is larger than its line
        assume(False)
        raise
    assume(order.lines)
    return order


@given(carts(), st.integers(0, 2**32))
def test_every_part_in_any_order_is_the_whole(cart: PriceCart, seed: int) -> None:
    order, chance = _priced(cart), Random(seed)
    known: list[GoodsReturn] = []
    while left := returning.everything_left(order, known):
        each = chance.choice(left)
        part = chance.choice([each.qty_milli, chance.randint(1, each.qty_milli)])
        if len(known) > 12:
            part = each.qty_milli
        brought = Brought(line_id=each.line_id, qty_milli=part, damaged=chance.random() < 0.3)
        known.append(_returned(order, known, brought))
        assert returning.fulfilment_after(order, known) in {
            Fulfilment.PARTIALLY_RETURNED,
            Fulfilment.RETURNED,
        }
    back = [line for each in known for line in each.lines]
    for name in ("discount_minor", "net_minor", "tax_minor", "total_minor"):
        assert sum(getattr(x, name) for x in back) == sum(getattr(x, name) for x in order.lines)
    for line in order.lines:
        parts = [x for x in back if x.line_id == line.id]
        assert [sum(x) for x in zip(*(p.taxes for p in parts), strict=True)] == [
            tax.amount_minor for tax in line.taxes
        ]
    assert returning.fulfilment_after(order, known) is Fulfilment.RETURNED


@given(carts(), st.integers(0, 2**32))
def test_one_piece_good_and_one_damaged_are_worth_what_two_are(cart: PriceCart, seed: int) -> None:
    order = _priced(cart)
    line = Random(seed).choice(order.lines)
    assume(line.qty_milli > 1)
    part = Random(seed).randint(1, line.qty_milli - 1)
    rest = line.qty_milli - part
    halves = _returned(
        order,
        [],
        Brought(line_id=line.id, qty_milli=part),
        Brought(line_id=line.id, qty_milli=rest, damaged=True),
    )
    assert halves.total_minor == line.total_minor


def test_a_share_is_written_whole() -> None:
    shared = {x.name for x in fields(refund.RefundShare)}
    assert shared <= {x.name for x in fields(returning.ReturnLine)}
