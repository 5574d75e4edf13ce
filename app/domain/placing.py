"""From a cart to an order: the snapshot that is written when an order is placed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from app.domain.cart import Cart, CartLine
from app.domain.order import Order, OrderLine
from app.domain.order_states import Fulfilment, Lifecycle
from app.domain.pricing import PricedLine
from app.domain.shop import ShopProfile, business_date
from app.domain.stock import StockItem

_NUMBER = re.compile(r"\d{8}-[A-Z0-9]{1,4}-\d{4,}", re.ASCII)


def order_number(till: str, day: date, sequence: int) -> str:
    """The number people see: business day, till, and the till's count of that day."""
    return f"{day:%Y%m%d}-{till}-{sequence:04d}"


def is_order_number(text: str) -> bool:
    """Whether it looks like one: so a paper's code is told from a product's."""
    return _NUMBER.fullmatch(text) is not None


def order_from_cart(
    cart: Cart,
    *,
    new_id: Callable[[], str],
    number: str,
    till: str,
    staff: str,
    at: datetime,
    profile: ShopProfile,
) -> Order:
    """Snapshot a cart as a placed, unpaid order."""
    priced = cart.priced()
    pairs = zip(cart.lines, priced.lines, strict=True)
    return Order(
        id=new_id(),
        client_token=cart.client_token,
        number=number,
        till=till,
        business_date=business_date(at, profile),
        lifecycle=Lifecycle.PLACED,
        fulfilment=Fulfilment.UNALLOCATED if cart.delivery else Fulfilment.NOT_REQUIRED,
        currency=cart.currency.code,
        prices_include_tax=cart.prices_include_tax,
        discount_minor=priced.discount_minor,
        net_minor=priced.net_minor,
        tax_minor=priced.tax_minor,
        total_minor=priced.total_minor,
        customer_name=cart.customer_name,
        customer_phone=cart.customer_phone,
        delivery=cart.delivery,
        note=cart.note,
        staff=staff,
        placed_at=at,
        pay_by=at + timedelta(minutes=profile.pay_minutes),
        lines=tuple(
            _line(new_id(), position, line, price)
            for position, (line, price) in enumerate(pairs, start=1)
        ),
        taxes=priced.taxes,
    )


def _line(line_id: str, position: int, line: CartLine, price: PricedLine) -> OrderLine:
    return OrderLine(
        id=line_id,
        position=position,
        product_id=line.product_id,
        name=line.name,
        name_en=line.name_en,
        sku=line.sku,
        unit=line.unit,
        qty_milli=line.qty_milli,
        unit_minor=line.unit_minor,
        list_minor=line.list_minor,
        cost_minor=line.cost_minor,
        gross_minor=price.gross_before_discount_minor,
        discount_minor=price.discount_minor,
        net_minor=price.net_minor,
        tax_minor=price.tax_minor,
        total_minor=price.total_minor,
        taxes=price.taxes,
        stock_policy=line.stock_policy,
        note=line.note,
    )


def stock_items(order: Order) -> list[StockItem]:
    """What an order needs from stock, one entry a product, in a fixed order.

    The fixed order keeps two tills that sell the same goods from waiting for each other.
    """
    wanted: dict[str, StockItem] = {}
    for line in order.lines:
        if line.product_id is None:
            continue
        before = wanted.get(line.product_id)
        qty = line.qty_milli + (before.qty_milli if before else 0)
        wanted[line.product_id] = StockItem(line.product_id, qty, line.stock_policy)
    return [wanted[key] for key in sorted(wanted)]


def same_goods(order: Order, cart: Cart) -> bool:
    """Whether a placed order is what the cart says now: same lines, prices and total."""
    if order.total_minor != cart.priced().total_minor or len(order.lines) != len(cart.lines):
        return False
    if order.delivery != cart.delivery:
        return False
    return all(
        (a.product_id, a.qty_milli, a.unit_minor) == (b.product_id, b.qty_milli, b.unit_minor)
        for a, b in zip(order.lines, cart.lines, strict=True)
    )
