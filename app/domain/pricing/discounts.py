"""From quantity and unit price to what each line costs after its own and the order's discount."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.domain.errors import UserError
from app.domain.money import MAX_MINOR, percent_of, round_ratio, spread
from app.domain.pricing.model import Discount, PriceCart, PriceLine


@dataclass(frozen=True, slots=True)
class LinePrice:
    """One line in quoted prices; `order_share_minor` is its part of the order's discount."""

    gross_minor: int
    discount_minor: int
    order_share_minor: int

    @property
    def asked_minor(self) -> int:
        """What is asked for the line after all discounts."""
        return self.gross_minor - self.discount_minor - self.order_share_minor


def line_prices(cart: PriceCart) -> list[LinePrice]:
    """Work out every line's price and discounts; refuses discounts larger than what they are on.

    The order's discount is spread over the lines in proportion to what they cost after their
    own discounts.
    """
    step = cart.step_minor
    gross = [_gross(line, place, step) for place, line in enumerate(cart.lines)]
    own = [
        _taken_off(line.discount, gross[place], step, place)
        for place, line in enumerate(cart.lines)
    ]
    shares = _order_shares(cart, [a - b for a, b in zip(gross, own, strict=True)])
    return [LinePrice(*amounts) for amounts in zip(gross, own, shares, strict=True)]


def tie_keys(lines: tuple[PriceLine, ...]) -> list[tuple[Any, ...]]:
    """A key per line made from its contents, so that equal claims do not depend on line order."""
    return [
        (
            line.name,
            line.qty_milli,
            line.unit_minor,
            _discount_key(line.discount),
            tuple(
                (x.name, str(x.percent), str(x.fixed_minor), str(x.included), x.in_base_of_next)
                for x in line.taxes
            ),
        )
        for line in lines
    ]


def _discount_key(discount: Discount | None) -> tuple[str, str]:
    return ("", "") if discount is None else (str(discount.percent), str(discount.amount_minor))


def _gross(line: PriceLine, place: int, step: int) -> int:
    if line.qty_milli <= 0:
        raise UserError("qty_not_positive", name=line.name, index=place)
    unit = line.unit_minor
    if unit < 0:
        raise UserError("price_negative", name=line.name, index=place)
    numerator, denominator = unit.as_integer_ratio() if isinstance(unit, Decimal) else (unit, 1)
    gross = round_ratio(numerator * line.qty_milli, denominator * 1000, step)
    if gross > MAX_MINOR:
        raise UserError("amount_too_large", field=line.name, index=place)
    return gross


def _taken_off(discount: Discount | None, amount: int, step: int, place: int | None) -> int:
    if discount is None:
        return 0
    if discount.percent is not None:
        return percent_of(amount, discount.percent, step)
    off = round_ratio(discount.amount_minor or 0, 1, step)
    if off > amount:
        raise UserError("discount_too_large", index=place)
    return off


def _order_shares(cart: PriceCart, asked: list[int]) -> list[int]:
    """Each line's part of the order's discount."""
    if cart.order_discount is None:
        return [0] * len(asked)
    step = cart.step_minor
    off = _taken_off(cart.order_discount, sum(asked), step, None)
    parts = spread(off // step, asked, tie_keys(cart.lines))
    return [part * step for part in parts]
