"""Goods that come back: into stock or written off, their money on its way, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain import returning
from app.domain.catalog import StockPolicy
from app.domain.errors import UserError
from app.domain.order import HistoryRow, Order
from app.domain.payment import held_minor
from app.domain.returning import Brought, GoodsReturn
from app.domain.stock import Movement, MovementKind
from app.ports.outside import CatalogChanged, OrderChanged
from app.ports.unit_of_work import UnitOfWork
from app.services import giving_back, settlement
from app.services.context import Context, retried

EVENT = "RETURN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a customer brings back, made once and sent as often as it takes.

    Attributes:
        key: becomes the return's id and the first refund's number.
        in_cash: the money comes out of the drawer, whatever it was paid with.
        only: the attempt whose money goes back; empty: of all, the newest first.
    """

    key: str
    brought: tuple[Brought, ...]
    reason: str = ""
    in_cash: bool = False
    only: str = ""


class Returns:
    """Returns by line. What is given back without goods is the business of `refunds`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def take_back(self, order_id: str, wish: Wish, *, staff: str) -> GoodsReturn:
        """Take goods back and give their share of the money back, as far as the order has it.

        Raises UserError order_not_with_customer, return_empty, qty_not_positive,
        refund_qty_too_large, refund_too_much, cash_refunds_off: before anybody is asked.
        """
        made = retried(lambda: self._in_transaction(order_id, wish, staff))
        self._context.publish([OrderChanged(order_id=order_id), CatalogChanged()])
        return made

    def _in_transaction(self, order_id: str, wish: Wish, staff: str) -> GoodsReturn:
        with self._context.unit_of_work() as unit:
            order = unit.orders.get(order_id)
            known = unit.returns.of_order(order_id)
            again = [back for back in known if back.id == wish.key]
            if again:
                return again[0]
            if not returning.may_come_back(order):
                raise UserError("order_not_with_customer", number=order.number)
            unit.orders.save(order)  # of two at once, the slower one gets no further
            made = write(unit, order, wish, self._context, staff=staff)
            self._give_back(unit, order, wish, made, staff)
            unit.orders.add_history(self._history(order, [*known, made], staff))
            unit.orders.save(order)
            unit.commit()
        return made

    def _give_back(
        self, unit: UnitOfWork, order: Order, wish: Wish, made: GoodsReturn, staff: str
    ) -> None:
        held = held_minor(unit.payments.attempts_of(order.id), unit.payments.refunds_of(order.id))
        amount_minor = min(made.total_minor, held)
        if amount_minor <= 0:  # given back before, or given away
            return
        request = giving_back.Request(
            staff=staff,
            reason=wish.reason,
            amount_minor=amount_minor,
            key=wish.key,
            in_cash=wish.in_cash,
            only=wish.only,
        )
        giving_back.ask(unit, order, request, self._context)

    def _history(self, order: Order, known: Sequence[GoodsReturn], staff: str) -> list[HistoryRow]:
        after = returning.fulfilment_after(order, known)
        rows = settlement.move_fulfilment(order, after, self._context, event=EVENT, staff=staff)
        came = settlement.history(
            order,
            self._context,
            event=EVENT,
            column="goods",
            before="",
            after="CAME_BACK",
            staff=staff,
        )
        return [replace(row, detail=known[-1].reason) for row in rows or [came]]


def write(
    unit: UnitOfWork, order: Order, wish: Wish, context: Context, *, staff: str
) -> GoodsReturn:
    """Write down what came back and move the stock; the caller saves the order."""
    made = GoodsReturn(
        id=wish.key,
        order_id=order.id,
        at=context.now(),
        till=context.till,
        staff=staff,
        reason=wish.reason,
        lines=returning.lines_back(
            order, unit.returns.of_order(order.id), wish.brought, context.new_id
        ),
    )
    unit.returns.add(made)
    unit.stock.move(_movements(order, made, context))
    told = f"{made.total_minor} {wish.reason}".strip()
    unit.audit.append([context.note("order.return", order.number, staff=staff, after=told)])
    return made


def _movements(order: Order, made: GoodsReturn, context: Context) -> list[Movement]:
    """Everything comes in; what is damaged goes out again at once, as a write-off."""
    sold = {line.id: line for line in order.lines}
    moves = []
    for back in made.lines:
        line = sold[back.line_id]
        if line.product_id is None or line.stock_policy is StockPolicy.NOT_TRACKED:
            continue
        came = Movement(
            id=context.new_id(),
            product_id=line.product_id,
            kind=MovementKind.RETURN,
            qty_milli=back.qty_milli,
            at=made.at,
            staff=made.staff,
            unit_cost_minor=line.cost_minor,
            order_id=order.id,
            note=made.reason,
        )
        moves.append(came)
        if back.damaged:
            off = MovementKind.WRITE_OFF
            out = replace(came, id=context.new_id(), kind=off, qty_milli=-back.qty_milli)
            moves.append(out)
    return moves
