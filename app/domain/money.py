"""Money: currencies, minor units, the one rounding function, and spreading without loss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.domain import iso4217
from app.domain.errors import Bug, UserError

MAX_MINOR = 10**15
"""No amount in the shop is larger; far below what a 64-bit column holds."""

_PLAIN_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_MAX_DIGITS = 28  # the precision of Decimal arithmetic: beyond it, moving the point would round
_NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency of ISO 4217; `symbol` is its code where it has no sign of its own."""

    code: str
    decimals: int
    symbol: str


_CURRENCIES = {
    code: Currency(code, decimals, iso4217.SYMBOLS.get(code, code))
    for code, decimals in iso4217.DECIMALS.items()
}


def currency(code: str) -> Currency:
    """Find a currency by its ISO 4217 code; raises UserError("currency_unknown")."""
    found = _CURRENCIES.get(code)
    if found is None:
        raise UserError("currency_unknown", code=code)
    return found


def codes() -> tuple[str, ...]:
    """All currency codes in use, in alphabetical order."""
    return tuple(sorted(_CURRENCIES))


def default_cash_step_minor(code: str) -> int:
    """The smallest step in which cash of this currency is handed over; 1 means no rounding."""
    return iso4217.CASH_STEPS.get(currency(code).code, 1)


def round_ratio(numerator: int, denominator: int, step: int = 1) -> int:
    """Round numerator/denominator to a whole multiple of `step`, halves away from zero.

    The integer heart of `round_half_up`; `denominator` and `step` are positive.
    """
    unit = denominator * step
    if numerator < 0:
        return -((unit - 2 * numerator) // (2 * unit)) * step
    return (unit + 2 * numerator) // (2 * unit) * step


def round_half_up(value: Decimal, step: Decimal = Decimal(1)) -> Decimal:
    """Round to a multiple of `step`, halves away from zero on both sides of zero."""
    value_num, value_den = value.as_integer_ratio()
    step_num, step_den = step.as_integer_ratio()
    return Decimal(round_ratio(value_num * step_den, value_den * step_num)) * step


def percent_of(amount_minor: int, percent: Decimal, step_minor: int = 1) -> int:
    """The rounded part that `percent` is of an amount."""
    numerator, denominator = percent.as_integer_ratio()
    return round_ratio(amount_minor * numerator, denominator * 100, step_minor)


def to_minor(value: str | Decimal, cur: Currency, field: str = "amount") -> int:
    """Read an amount as minor units, refusing whatever would need rounding.

    Errors: UserError amount_not_number, amount_decimals, amount_too_large; each names `field`.
    """
    number = _number(value, field)
    if number.adjusted() > 18:
        raise UserError("amount_too_large", field=field)
    minor = number.scaleb(cur.decimals)
    if minor != minor.to_integral_value():
        raise UserError("amount_decimals", field=field, decimals=cur.decimals)
    if abs(minor) > MAX_MINOR:
        raise UserError("amount_too_large", field=field)
    return int(minor)


def _number(value: str | Decimal, field: str) -> Decimal:
    if isinstance(value, str):
        text = value.strip()
        if len(text) > _MAX_DIGITS or not _PLAIN_NUMBER.fullmatch(text):
            raise UserError("amount_not_number", field=field, value=text[:_MAX_DIGITS])
        return Decimal(text)
    if not value.is_finite() or len(value.as_tuple().digits) > _MAX_DIGITS:
        raise UserError("amount_not_number", field=field, value=str(value)[:_MAX_DIGITS])
    return value


def from_minor(minor: int, cur: Currency) -> Decimal:
    """The amount as a Decimal with the currency's decimals: 1250 is 12.50."""
    return Decimal(plain(minor, cur))


def plain(minor: int, cur: Currency) -> str:
    """The amount without symbol and grouping: "12.50"."""
    return _text(minor, cur, grouping="")


def plain_unit(unit_minor: Decimal | int, cur: Currency) -> str:
    """A price per unit, which may be finer than the currency: "12.50", "0.125"."""
    if unit_minor == int(unit_minor):
        return plain(int(unit_minor), cur)
    return short(Decimal(unit_minor).scaleb(-cur.decimals))


def display(minor: int, cur: Currency) -> str:
    """The amount as people read it: "¥12.50", "€1,234.00", "-¥3.00", "PLN 5.00"."""
    gap = _NO_BREAK_SPACE if cur.symbol == cur.code else ""
    sign = "-" if minor < 0 else ""
    return f"{sign}{cur.symbol}{gap}{_text(abs(minor), cur, grouping=',')}"


def short(number: Decimal) -> str:
    """A rate or quantity without exponent and without zeros at the end: "21", "0.5"."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(minor: int, cur: Currency, *, grouping: str) -> str:
    whole, fraction = divmod(abs(minor), 10**cur.decimals)
    sign = "-" if minor < 0 else ""
    tail = f".{fraction:0{cur.decimals}d}" if cur.decimals else ""
    return f"{sign}{whole:{grouping}d}{tail}"


def spread(total: int, weights: Sequence[int], keys: Iterable[Any] | None = None) -> list[int]:
    """Split `total` in proportion to `weights` (none negative); the parts sum exactly to it.

    Largest remainder (Hamilton): each part is rounded down, and what is left goes one by one
    to the parts that lost most. Equal losses are settled by the smaller of `keys` (any values
    that compare), then by the earlier place, so that with keys made from the contents the
    order of the entries does not matter. Weights that are all zero count as equal.
    """
    if not weights:
        if total:
            raise Bug("spread_over_nothing", total=total)
        return []
    if total < 0:
        return [-part for part in spread(-total, weights, keys)]
    whole = sum(weights)
    if whole == 0:
        weights, whole = [1] * len(weights), len(weights)
    parts, losses = [], []
    for weight in weights:
        part, loss = divmod(total * weight, whole)
        parts.append(part)
        losses.append(loss)
    left = total - sum(parts)
    if left:
        for place in _by_loss(losses, keys)[:left]:
            parts[place] += 1
    return parts


def _by_loss(losses: Sequence[int], keys: Iterable[Any] | None) -> list[int]:
    places = range(len(losses))
    if keys is None:
        return sorted(places, key=lambda place: -losses[place])
    given = list(keys)
    return sorted(places, key=lambda place: (-losses[place], given[place]))
