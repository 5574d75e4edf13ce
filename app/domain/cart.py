"""The cart: an immutable value; every action returns a new one, so undo is a list of carts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from app.domain import pricing
from app.domain.catalog import Product, StockPolicy
from app.domain.errors import UserError
from app.domain.money import Currency

MAX_QTY_MILLI = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Where an order goes; the fee is a line of its own so that it is taxed and printed."""

    recipient: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CartLine:
    """One line. `key` is its name inside the cart; `product_id` is None for a fee.

    Attributes:
        unit_minor: price asked; list_minor: price in the catalog when it was added.
        needs_price: the product has no price and the cashier has not given one yet.
    """

    key: int
    product_id: str | None
    name: str
    name_en: str = ""
    sku: str = ""
    unit: str = ""
    qty_milli: int = 1000
    unit_minor: int = 0
    list_minor: int = 0
    cost_minor: int | None = None
    taxes: tuple[pricing.TaxRule, ...] = ()
    discount: pricing.Discount | None = None
    note: str = ""
    stock_policy: StockPolicy = StockPolicy.NOT_TRACKED
    needs_price: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cart:
    """What one customer wants. `client_token` lives to the end and makes placing idempotent."""

    client_token: str
    currency: Currency
    prices_include_tax: bool = True
    tax_rounding: pricing.TaxRounding = pricing.TaxRounding.LINE
    cash_step_minor: int = 1
    lines: tuple[CartLine, ...] = ()
    order_discount: pricing.Discount | None = None
    note: str = ""
    customer_name: str = ""
    customer_phone: str = ""
    delivery: Delivery | None = None
    next_key: int = field(default=1)

    def line(self, key: int) -> CartLine:
        """Return the line named `key`; a name that is gone is refused."""
        for line in self.lines:
            if line.key == key:
                return line
        raise UserError("line_gone")

    def priced(self) -> pricing.Priced:
        """Price the cart; the same function serves screen, paper and ledger."""
        return pricing.price(self.as_priceable())

    def as_priceable(self) -> pricing.PriceCart:
        """The cart as the pricing rules want it."""
        return pricing.PriceCart(
            currency=self.currency,
            lines=tuple(_priceable(line) for line in self.lines),
            prices_include_tax=self.prices_include_tax,
            tax_rounding=self.tax_rounding,
            cash_step_minor=self.cash_step_minor,
            order_discount=self.order_discount,
        )


def _priceable(line: CartLine) -> pricing.PriceLine:
    return pricing.PriceLine(
        name=line.name,
        qty_milli=line.qty_milli,
        unit_minor=line.unit_minor,
        taxes=line.taxes,
        discount=line.discount,
    )


def add_product(
    cart: Cart,
    product: Product,
    *,
    taxes: tuple[pricing.TaxRule, ...],
    qty_milli: int = 1000,
    unit_minor: int | None = None,
) -> tuple[Cart, int]:
    """Add a product, or raise the quantity of its plain line; returns the cart and line key.

    Args:
        unit_minor: price from a price-embedded code; such a line never merges.
    """
    mergeable = unit_minor is None
    for line in cart.lines:
        if mergeable and _merges(line, product):
            return set_qty(cart, line.key, line.qty_milli + qty_milli), line.key
    line = CartLine(
        key=cart.next_key,
        product_id=product.id,
        name=product.name,
        name_en=product.name_en,
        sku=product.sku,
        unit=product.unit,
        qty_milli=_checked_qty(qty_milli),
        unit_minor=product.price_minor if unit_minor is None else unit_minor,
        list_minor=product.price_minor,
        cost_minor=product.cost_minor,
        taxes=taxes,
        stock_policy=product.stock_policy,
        needs_price=product.ask_price and unit_minor is None,
    )
    return replace(cart, lines=(*cart.lines, line), next_key=cart.next_key + 1), line.key


def _merges(line: CartLine, product: Product) -> bool:
    plain = line.unit_minor == product.price_minor or product.ask_price
    return line.product_id == product.id and plain and line.discount is None and not line.note


def _checked_qty(qty_milli: int) -> int:
    if not 0 < qty_milli <= MAX_QTY_MILLI:
        raise UserError("qty_out_of_range", max=MAX_QTY_MILLI // 1000)
    return qty_milli


def _change(cart: Cart, key: int, edit: Callable[[CartLine], CartLine]) -> Cart:
    cart.line(key)
    return replace(cart, lines=tuple(edit(x) if x.key == key else x for x in cart.lines))


def set_qty(cart: Cart, key: int, qty_milli: int) -> Cart:
    """Set a line's quantity in thousandths."""
    checked = _checked_qty(qty_milli)
    return _change(cart, key, lambda x: replace(x, qty_milli=checked))


def set_unit_price(cart: Cart, key: int, unit_minor: int) -> Cart:
    """Override a line's unit price."""
    if unit_minor < 0:
        raise UserError("price_negative")
    return _change(cart, key, lambda x: replace(x, unit_minor=unit_minor, needs_price=False))


def set_line_discount(cart: Cart, key: int, discount: pricing.Discount | None) -> Cart:
    """Give a line a discount, or take it away; one larger than the line is refused."""
    changed = _change(cart, key, lambda x: replace(x, discount=discount))
    changed.priced()
    return changed


def set_line_note(cart: Cart, key: int, note: str) -> Cart:
    """Write a note on a line."""
    return _change(cart, key, lambda x: replace(x, note=note.strip()))


def remove_line(cart: Cart, key: int) -> Cart:
    """Take a line out of the cart."""
    cart.line(key)
    return _with_lines(cart, tuple(x for x in cart.lines if x.key != key))


def _with_lines(cart: Cart, lines: tuple[CartLine, ...]) -> Cart:
    """An order of nothing has no discount."""
    return replace(cart, lines=lines, order_discount=cart.order_discount if lines else None)


def set_order_discount(cart: Cart, discount: pricing.Discount | None) -> Cart:
    """Give the whole order a discount, or take it away; one larger than the order is refused."""
    changed = replace(cart, order_discount=discount)
    changed.priced()
    return changed


def set_delivery(
    cart: Cart,
    delivery: Delivery | None,
    *,
    fee_minor: int = 0,
    fee_name: str = "",
    fee_taxes: Sequence[pricing.TaxRule] = (),
) -> Cart:
    """Make the order one for delivery (fee 0 adds no line), or one handed over here.

    Fixed levies are for goods: a fee bears none.
    """
    goods = tuple(x for x in cart.lines if x.product_id is not None)
    if delivery is None or fee_minor == 0:
        return replace(_with_lines(cart, goods), delivery=delivery)
    fee = CartLine(
        key=cart.next_key,
        product_id=None,
        name=fee_name,
        unit_minor=fee_minor,
        list_minor=fee_minor,
        taxes=tuple(rule for rule in fee_taxes if rule.percent is not None),
    )
    return replace(cart, lines=(*goods, fee), delivery=delivery, next_key=cart.next_key + 1)


def count_milli(cart: Cart) -> int:
    """How many things are in the cart, in thousandths; fees do not count."""
    return sum(x.qty_milli for x in cart.lines if x.product_id is not None)


def percent(value: Decimal) -> pricing.Discount:
    """A discount in percent; outside 0..100 is refused."""
    if not 0 <= value <= 100:
        raise UserError("percent_out_of_range")
    return pricing.Discount(percent=value)


def checked(cart: Cart) -> Cart:
    """The cart itself when it can be paid; UserError names what is missing."""
    if not any(x.product_id is not None for x in cart.lines):
        raise UserError("cart_empty")
    for line in cart.lines:
        if line.needs_price:
            raise UserError("price_missing", name=line.name)
    return cart
