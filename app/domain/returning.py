"""Goods that come back: which of them, how good they are, and what money is theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Bug, UserError
from app.domain.order import Order, OrderLine
from app.domain.order_states import Fulfilment, Lifecycle
from app.domain.pricing.refund import RefundShare, refund_share

_WITH_THE_CUSTOMER = frozenset(
    {
        Fulfilment.DELIVERED,
        Fulfilment.RECEIVED,
        Fulfilment.RETURN_REQUESTED,
        Fulfilment.PARTIALLY_RETURNED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a customer brings of one line; `damaged` goods are not sold again."""

    line_id: str
    qty_milli: int
    damaged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLine:
    """A quantity of an order's line that came back, with its share of the line's amounts.

    Attributes:
        taxes: amounts, in the order of the line's taxes.
    """

    id: str
    line_id: str
    qty_milli: int
    damaged: bool
    discount_minor: int
    net_minor: int
    tax_minor: int
    total_minor: int
    taxes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsReturn:
    """Goods of one order that came back together; `id` is the key of the wish."""

    id: str
    order_id: str
    at: datetime
    till: str
    staff: str
    reason: str
    lines: tuple[ReturnLine, ...]

    @property
    def total_minor(self) -> int:
        """What its lines were sold for."""
        return sum(line.total_minor for line in self.lines)


def may_come_back(order: Order) -> bool:
    """Whether the customer has the goods."""
    handed_over = order.lifecycle is Lifecycle.COMPLETED
    return handed_over or (
        order.lifecycle is Lifecycle.PLACED and order.fulfilment in _WITH_THE_CUSTOMER
    )


def left_milli(line: OrderLine, known: Iterable[GoodsReturn]) -> int:
    """How much of a line has not come back, in thousandths."""
    return line.qty_milli - sum(back.qty_milli for back in _of_line(line, known))


def everything_left(order: Order, known: Sequence[GoodsReturn]) -> list[Brought]:
    """All that has not come back yet, in good order."""
    return [
        Brought(line_id=line.id, qty_milli=left)
        for line in order.lines
        if (left := left_milli(line, known)) > 0
    ]


def lines_back(
    order: Order,
    known: Sequence[GoodsReturn],
    brought: Iterable[Brought],
    new_id: Callable[[], str],
) -> tuple[ReturnLine, ...]:
    """The lines of one more return; whatever was returned before, all together are the order.

    Raises UserError return_empty, qty_not_positive, refund_qty_too_large.
    """
    lines = {line.id: line for line in order.lines}
    made: list[ReturnLine] = []
    for each in brought:
        line = lines.get(each.line_id)
        if line is None:
            raise Bug("return_of_another_order", line=each.line_id)
        earlier = [*_of_line(line, known), *(x for x in made if x.line_id == line.id)]
        share = refund_share(
            line,
            sold_milli=line.qty_milli,
            refund_milli=each.qty_milli,
            refunded=[_share(x) for x in earlier],
        )
        made.append(_line(new_id(), each, share))
    if not made:
        raise UserError("return_empty")
    return tuple(made)


def fulfilment_after(order: Order, known: Sequence[GoodsReturn]) -> Fulfilment:
    """Where the goods of an order stand after these returns; at the counter nothing changes."""
    if order.fulfilment is Fulfilment.NOT_REQUIRED or not known:
        return order.fulfilment
    goods = (line for line in order.lines if line.product_id is not None)
    if any(left_milli(line, known) > 0 for line in goods):
        return Fulfilment.PARTIALLY_RETURNED
    return Fulfilment.RETURNED


def _of_line(line: OrderLine, known: Iterable[GoodsReturn]) -> list[ReturnLine]:
    return [back for each in known for back in each.lines if back.line_id == line.id]


def _share(line: ReturnLine) -> RefundShare:
    return RefundShare(
        qty_milli=line.qty_milli,
        discount_minor=line.discount_minor,
        net_minor=line.net_minor,
        tax_minor=line.tax_minor,
        total_minor=line.total_minor,
        taxes=line.taxes,
    )


def _line(id_: str, brought: Brought, share: RefundShare) -> ReturnLine:
    return ReturnLine(
        id=id_,
        line_id=brought.line_id,
        qty_milli=share.qty_milli,
        damaged=brought.damaged,
        discount_minor=share.discount_minor,
        net_minor=share.net_minor,
        tax_minor=share.tax_minor,
        total_minor=share.total_minor,
        taxes=share.taxes,
    )
