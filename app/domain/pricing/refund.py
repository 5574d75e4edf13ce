"""Giving part of a line back: its own share of net, tax and discount, and nothing ever lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.errors import UserError
from app.domain.money import round_ratio, spread
from app.domain.pricing.model import LineTax


class Refundable(Protocol):
    """A sold line, priced just now or read from an order; taxes add up to its tax."""

    @property
    def discount_minor(self) -> int: ...
    @property
    def net_minor(self) -> int: ...
    @property
    def tax_minor(self) -> int: ...
    @property
    def total_minor(self) -> int: ...
    @property
    def taxes(self) -> Sequence[LineTax]: ...


@dataclass(frozen=True, slots=True)
class RefundShare:
    """What goes back for a quantity of a line; `taxes` are amounts in the line's order."""

    qty_milli: int
    discount_minor: int
    net_minor: int
    tax_minor: int
    total_minor: int
    taxes: tuple[int, ...]


def refund_share(
    line: Refundable,
    *,
    sold_milli: int,
    refund_milli: int,
    refunded: Iterable[RefundShare] = (),
) -> RefundShare:
    """The share of a line that goes back for `refund_milli` of the `sold_milli` sold.

    Every share is taken of what the earlier ones left, so the last takes the remainder and all
    together are the whole line, tax by tax. net + tax = total in each share and none is negative.

    Args:
        refunded: the shares of this line given back before.

    Errors: UserError qty_not_positive, or refund_qty_too_large with what is left.
    """
    earlier = tuple(refunded)
    left_milli = sold_milli - sum(x.qty_milli for x in earlier)
    if refund_milli <= 0:
        raise UserError("qty_not_positive", name="", index=None)
    if refund_milli > left_milli:
        raise UserError("refund_qty_too_large", left_milli=left_milli)
    total_left = line.total_minor - sum(x.total_minor for x in earlier)
    discount_left = line.discount_minor - sum(x.discount_minor for x in earlier)
    total = round_ratio(total_left * refund_milli, left_milli)
    net, *taxes = spread(total, _parts_left(line, earlier))
    return RefundShare(
        qty_milli=refund_milli,
        discount_minor=round_ratio(discount_left * refund_milli, left_milli),
        net_minor=net,
        tax_minor=sum(taxes),
        total_minor=total,
        taxes=tuple(taxes),
    )


def _parts_left(line: Refundable, earlier: tuple[RefundShare, ...]) -> list[int]:
    """Net and taxes not given back yet. A share never exceeds them: it is spread over them."""
    taxes = [
        tax.amount_minor - sum(x.taxes[place] for x in earlier)
        for place, tax in enumerate(line.taxes)
    ]
    return [line.net_minor - sum(x.net_minor for x in earlier), *taxes]
