"""What goes into pricing and what comes out. Amounts are minor units, quantities thousandths."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.domain.errors import UserError
from app.domain.money import Currency


class TaxRounding(StrEnum):
    """Where a tax is rounded: on every line, or once per rate on the whole document."""

    LINE = "line"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class TaxRule:
    """One tax on a line: a percentage, or a fixed levy per unit of quantity.

    Attributes:
        fixed_minor: levy for one unit; may have a fraction of a minor unit.
        included: whether the price already contains it; None follows the cart.
        in_base_of_next: later percentages of the line are taken on the base plus this tax.
    """

    name: str
    percent: Decimal | None = None
    fixed_minor: Decimal | None = None
    included: bool | None = None
    in_base_of_next: bool = False

    def __post_init__(self) -> None:
        value = _only_one(self.percent, self.fixed_minor)
        if value is None or not value.is_finite() or value < 0:
            raise UserError("tax_rule_invalid", name=self.name)


@dataclass(frozen=True, slots=True)
class Discount:
    """Something off a line or an order: a percentage of it, or an amount."""

    percent: Decimal | None = None
    amount_minor: int | None = None

    def __post_init__(self) -> None:
        amount = None if self.amount_minor is None else Decimal(self.amount_minor)
        value = _only_one(self.percent, amount)
        if value is None or not value.is_finite() or value < 0:
            raise UserError("discount_invalid")
        if self.percent is not None and self.percent > 100:
            raise UserError("discount_too_large")


def _only_one(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    if (first is None) == (second is None):
        return None
    return second if first is None else first


@dataclass(frozen=True, slots=True)
class PriceLine:
    """So much of something at a price.

    Attributes:
        unit_minor: price of one unit; may have a fraction of a minor unit.
        taxes: in order of application.
    """

    name: str
    qty_milli: int
    unit_minor: Decimal | int
    taxes: tuple[TaxRule, ...] = ()
    discount: Discount | None = None


@dataclass(frozen=True, slots=True)
class PriceCart:
    """All that decides a total.

    Attributes:
        cash_step_minor: smallest step in which cash is handed over; 1 means no rounding.
        step_minor: smallest unit the currency is counted in; all amounts are multiples of it.
    """

    currency: Currency
    lines: tuple[PriceLine, ...]
    prices_include_tax: bool = True
    tax_rounding: TaxRounding = TaxRounding.LINE
    cash_step_minor: int = 1
    order_discount: Discount | None = None
    step_minor: int = 1

    def __post_init__(self) -> None:
        if self.cash_step_minor < 1 or self.step_minor < 1:
            raise UserError("money_step_invalid")


@dataclass(frozen=True, slots=True)
class LineTax:
    """One tax of one line. `base_minor` is what it is taken on: the net and taxes before it."""

    name: str
    percent: Decimal | None
    fixed_minor: Decimal | None
    included: bool
    base_minor: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One line with its price worked out: net + tax = total.

    Attributes:
        gross_before_discount_minor: quantity times unit price, as quoted (with or without tax).
        discount_minor: own discount and the line's share of the order's, in quoted prices.
        line_discount_minor: the own discount alone.
    """

    gross_before_discount_minor: int
    discount_minor: int
    line_discount_minor: int
    net_minor: int
    tax_minor: int
    total_minor: int
    taxes: tuple[LineTax, ...]


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """One tax over all lines: a row of the tax table."""

    name: str
    percent: Decimal | None
    fixed_minor: Decimal | None
    base_minor: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Priced:
    """A cart worked out: every total is the sum of the lines.

    Attributes:
        cash_due_minor: what is to be paid when paid in cash.
        cash_rounding_minor: cash_due_minor - total_minor; the total itself never changes.
    """

    lines: tuple[PricedLine, ...]
    taxes: tuple[TaxTotal, ...]
    discount_minor: int
    net_minor: int
    tax_minor: int
    total_minor: int
    cash_due_minor: int
    cash_rounding_minor: int
