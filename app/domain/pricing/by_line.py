"""Taxes rounded on every line: the default."""

from __future__ import annotations

from app.domain.errors import UserError
from app.domain.money import round_ratio
from app.domain.pricing.plan import TaxPlan


def tax_line(plan: TaxPlan, asked: int, levies: list[int], step: int) -> list[int]:
    """The taxes of one line, in order.

    Args:
        asked: price of the line after discounts.
        levies: the fixed levies at their places; filled up in place and returned.
    """
    amounts = levies
    if plan.inside:
        left = asked - plan.included_sum(amounts)
        rounded = [
            (place, round_ratio(share.numerator(asked, levies), share.denominator, step))
            for place, share in plan.inside
        ]
        for place, amount in rounded:
            # Rounding up several taxes of a cent or two must not make the net negative.
            amounts[place] = min(amount, left)
            left -= amounts[place]
    net = asked - plan.included_sum(amounts)
    for place, numerator, denominator in plan.on_top:
        base = plan.base(place, net, amounts)
        amounts[place] = round_ratio(base * numerator, denominator, step)
    return amounts


def check_levies(plan: TaxPlan, asked: int, levies: list[int], *, name: str, place: int) -> None:
    """Refuse a price that is smaller than the levies it is said to contain."""
    if plan.levies and plan.net.numerator(asked, levies) < 0:
        raise UserError("levy_exceeds_price", name=name, index=place)
