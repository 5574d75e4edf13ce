"""What will be sold, and what that must come to: worked out from the catalogue alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, auto

from app.domain.catalog import Product, StockPolicy, TaxClass

PLENTY_MILLI = 20_000  # of goods that cannot go below zero
_LEAST_SCANNED = 4  # shorter codes cannot be told from typing
_ASKED_MINOR = (280, 650, 1200, 390, 1580, 50)
_NOTE = 50  # what a customer hands over is a multiple of this many whole units


class Way(Enum):
    """How a product gets into the cart."""

    SCAN = auto()
    TYPE_CODE = auto()
    SEARCH = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """A product as it stands in the catalogue before the day begins.

    Attributes:
        code: what is scanned or typed, a name to search for when there is no code.
        unit_minor: the price asked; of goods without one, what the cashier will say.
        percent: the one tax inside the price; None where there are none or several.
    """

    product: Product
    way: Way
    code: str
    unit_minor: int
    on_hand_milli: int
    percent: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """Ring up a product so many times."""

    good: Good
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it must stand in the cart, on paper and in the books; prices include tax."""

    good: Good
    times: int

    @property
    def total_minor(self) -> int:
        """Price times quantity: nothing is given off."""
        return self.good.unit_minor * self.times

    @property
    def tax_minor(self) -> int | None:
        """The tax inside the total; None where the catalogue does not say it in one number."""
        percent = self.good.percent
        if percent is None:
            return None
        tax = self.total_minor * percent / (100 + percent)
        return int(tax.quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Day:
    """The three customers of the day, and what each wants."""

    by_code: tuple[Ring, ...]
    in_cash: tuple[Ring, ...]
    held: tuple[Ring, ...]

    def sold_milli(self) -> dict[str, int]:
        """How much of each product must be gone in the evening, by product id."""
        sold: dict[str, int] = {}
        for ring in (*self.by_code, *self.in_cash, *self.held):
            key = ring.good.product.id
            sold[key] = sold.get(key, 0) + ring.times * 1000
        return sold

    def goods(self) -> dict[str, Good]:
        """All that is sold, by product id."""
        rings = (*self.by_code, *self.in_cash, *self.held)
        return {ring.good.product.id: ring.good for ring in rings}


def day_with(goods: Sequence[Good]) -> Day:
    """Three carts from up to six goods; few goods come again and again."""

    def ring(place: int, times: int = 1) -> Ring:
        return Ring(good=goods[place % len(goods)], times=times)

    return Day(
        by_code=(ring(0), ring(1), ring(2), ring(3, 2)),
        in_cash=(ring(4), ring(0)),
        held=(ring(1), ring(5)),
    )


def goods_of(
    products: Iterable[tuple[Product, int]], taxes: Sequence[TaxClass]
) -> tuple[Good, ...]:
    """The six that are easiest to sell, best first; `products` with what is on hand."""
    fit = [
        (product, on_hand)
        for product, on_hand in products
        if product.stock_policy is not StockPolicy.DENY or on_hand >= PLENTY_MILLI
    ]
    fit.sort(key=lambda pair: (_way(pair[0])[0].value, pair[0].ask_price))
    return tuple(
        _good(product, on_hand, taxes, asked)
        for (product, on_hand), asked in zip(fit, _ASKED_MINOR, strict=False)
    )


def lines_of(rings: Iterable[Ring]) -> tuple[Line, ...]:
    """The same thing again raises its line; where the price is asked each is a line."""
    lines: list[Line] = []
    for ring in rings:
        place = _place_of(ring.good, lines)
        if place is None:
            lines.append(Line(good=ring.good, times=ring.times))
        else:
            lines[place] = Line(good=ring.good, times=lines[place].times + ring.times)
    return tuple(lines)


def total_minor(lines: Iterable[Line]) -> int:
    """What the customer pays."""
    return sum(line.total_minor for line in lines)


def handed_over_minor(due_minor: int, minor_per_unit: int) -> int:
    """The notes a customer hands over: more than is due, and round."""
    note = _NOTE * minor_per_unit
    return (due_minor // note + 1) * note


def _place_of(good: Good, lines: list[Line]) -> int | None:
    same = [place for place, line in enumerate(lines) if line.good == good]
    return same[0] if same and not good.product.ask_price else None


def _good(product: Product, on_hand: int, taxes: Sequence[TaxClass], asked: int) -> Good:
    way, code = _way(product)
    return Good(
        product=product,
        way=way,
        code=code,
        unit_minor=asked if product.ask_price else product.price_minor,
        on_hand_milli=on_hand,
        percent=_percent(product, taxes),
    )


def _way(product: Product) -> tuple[Way, str]:
    codes = [code for code in (*product.barcodes, product.sku) if code and _is_plain(code)]
    for code in codes:
        if len(code) >= _LEAST_SCANNED:
            return Way.SCAN, code
    return (Way.TYPE_CODE, codes[0]) if codes else (Way.SEARCH, product.name)


def _is_plain(code: str) -> bool:
    return code.isascii() and code.isalnum()


def _percent(product: Product, taxes: Sequence[TaxClass]) -> Decimal | None:
    if product.prices_include_tax is False:
        return None
    for tax in taxes:
        if tax.id == product.tax_class_id or (product.tax_class_id is None and tax.is_default):
            percents = [rule.percent for rule in tax.rules if rule.included is not False]
            return percents[0] if len(percents) == len(tax.rules) == 1 else None
    return None
