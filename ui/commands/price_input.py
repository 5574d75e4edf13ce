"""What the `price` job reads: a cart as JSON, refused by field wherever it is not clear."""

from __future__ import annotations

from decimal import Decimal

from app.domain import money, pricing
from app.domain.money import Currency
from ui.commands import fields
from ui.commands.fields import Field

_MOST_LINES = 10_000
_MOST_TAXES = 20
_MOST_UNITS = 10**9
_MOST_PERCENT = 1000
_EXTRA_DECIMALS = 6  # a unit price or levy may be finer than the currency by so much
_PERCENT_DECIMALS = 6


def read_cart(text: str) -> pricing.PriceCart:
    """Read a cart, refusing whatever is not exactly understood."""
    root = fields.parse(text).members(
        required=("currency", "lines"),
        optional=("prices_include_tax", "tax_rounding", "cash_step", "order_discount"),
    )
    cur = _currency(root["currency"])
    return pricing.PriceCart(
        currency=cur,
        lines=tuple(
            _line(line, place, cur)
            for place, line in enumerate(root["lines"].items(_MOST_LINES), start=1)
        ),
        prices_include_tax=_flag(root, "prices_include_tax", default=True),
        tax_rounding=_rounding(root.get("tax_rounding")),
        cash_step_minor=_cash_step(root.get("cash_step"), cur),
        order_discount=_discount(root.get("order_discount"), cur),
    )


def _currency(field: Field) -> Currency:
    code = field.text()
    if code not in money.codes():
        raise fields.complaint(field.path, "input_currency_unknown")
    return money.currency(code)


def _flag(members: dict[str, Field], name: str, *, default: bool) -> bool:
    return members[name].flag() if name in members else default


def _rounding(field: Field | None) -> pricing.TaxRounding:
    if field is None:
        return pricing.TaxRounding.LINE
    word = field.text()
    if word not in list(pricing.TaxRounding):
        raise fields.complaint(field.path, "input_not_one_of", words=", ".join(pricing.TaxRounding))
    return pricing.TaxRounding(word)


def _cash_step(field: Field | None, cur: Currency) -> int:
    return 1 if field is None else _minor(field, cur, above_zero=True)


def _minor(field: Field, cur: Currency, *, above_zero: bool = False) -> int:
    amount = field.number(decimals=cur.decimals, most=_most(cur), above_zero=above_zero)
    return money.to_minor(amount, cur)


def _fine_minor(field: Field, cur: Currency) -> Decimal:
    """An amount for one unit, in minor units, which may be finer than the currency."""
    amount = field.number(decimals=cur.decimals + _EXTRA_DECIMALS, most=_most(cur))
    return amount.scaleb(cur.decimals)


def _most(cur: Currency) -> int:
    return int(money.MAX_MINOR // 10**cur.decimals)


def _line(field: Field, number: int, cur: Currency) -> pricing.PriceLine:
    line = field.members(required=("unit_price",), optional=("name", "qty", "taxes", "discount"))
    qty = Decimal(1)
    if "qty" in line:
        qty = line["qty"].number(decimals=3, most=_MOST_UNITS, above_zero=True)
    taxes = line["taxes"].items(_MOST_TAXES) if "taxes" in line else []
    return pricing.PriceLine(
        name=line["name"].text() if "name" in line else f"#{number}",
        qty_milli=int(qty * 1000),
        unit_minor=_fine_minor(line["unit_price"], cur),
        taxes=tuple(_tax(tax, cur) for tax in taxes),
        discount=_discount(line.get("discount"), cur),
    )


def _tax(field: Field, cur: Currency) -> pricing.TaxRule:
    tax = field.members(
        required=(), optional=("name", "percent", "fixed", "included", "in_base_of_next")
    )
    percent = fixed_minor = None
    if _chosen(field, tax, ("percent", "fixed")) == "percent":
        percent = tax["percent"].number(decimals=_PERCENT_DECIMALS, most=_MOST_PERCENT)
        name = f"{money.short(percent)}%"
    else:
        fixed_minor = _fine_minor(tax["fixed"], cur)
        name = money.plain_unit(fixed_minor, cur)
    return pricing.TaxRule(
        name=tax["name"].text() if "name" in tax else name,
        percent=percent,
        fixed_minor=fixed_minor,
        included=tax["included"].flag() if "included" in tax else None,
        in_base_of_next=_flag(tax, "in_base_of_next", default=False),
    )


def _discount(field: Field | None, cur: Currency) -> pricing.Discount | None:
    if field is None:
        return None
    given = field.members(required=(), optional=("percent", "amount"))
    if _chosen(field, given, ("percent", "amount")) == "amount":
        return pricing.Discount(amount_minor=_minor(given["amount"], cur))
    return pricing.Discount(percent=given["percent"].number(decimals=_PERCENT_DECIMALS, most=100))


def _chosen(field: Field, given: dict[str, Field], names: tuple[str, str]) -> str:
    """Which one of two fields is given; both or neither is refused."""
    present = [name for name in names if name in given]
    if len(present) != 1:
        raise fields.complaint(field.path, "input_exactly_one", first=names[0], second=names[1])
    return present[0]
