"""What follows when an order's money changes: its payment column, its goods, its paper."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

from app.domain import machine, placing
from app.domain.catalog import StockPolicy
from app.domain.errors import UserError
from app.domain.order import HistoryRow, Order
from app.domain.order_states import (
    LIFECYCLE,
    Fulfilment,
    Lifecycle,
    OrderEvent,
    PaymentState,
)
from app.domain.outbox import Job, JobKind
from app.domain.payment import LIVE, Attempt, Refund, payment_state
from app.domain.shipping import Shipment
from app.domain.stock import Movement, MovementKind
from app.ports.unit_of_work import UnitOfWork
from app.services.context import Context

_COVERED = frozenset({PaymentState.PAID, PaymentState.OVERPAID})


def history(
    order: Order, context: Context, *, event: str, column: str, before: str, after: str, staff: str
) -> HistoryRow:
    """One row of an order's timeline, now."""
    return HistoryRow(
        order_id=order.id,
        at=context.now(),
        staff=staff,
        event=event,
        column=column,
        before=before,
        after=after,
    )


def _moved(
    order: Order, context: Context, *, event: str, column: str, before: str, after: str, staff: str
) -> list[HistoryRow]:
    """The row of a column that was stepped; none when it stays."""
    if before == after:
        return []
    row = history(
        order, context, event=event, column=column, before=before, after=after, staff=staff
    )
    return [row]


def move_lifecycle(
    order: Order, event: OrderEvent, context: Context, *, staff: str
) -> list[HistoryRow]:
    """Step the order's lifecycle; returns its history row, none for a no-op."""
    before = order.lifecycle
    order.lifecycle = after = machine.step(LIFECYCLE, before, event)
    return _moved(
        order, context, event=event, column="lifecycle", before=before, after=after, staff=staff
    )


def refresh_payment(
    order: Order,
    attempts: Iterable[Attempt],
    refunds: Iterable[Refund],
    context: Context,
    *,
    event: str,
    staff: str,
) -> list[HistoryRow]:
    """Recompute the payment column; returns its history row, none when it stays."""
    before, total_minor = order.payment, order.total_minor
    order.payment = after = payment_state(total_minor, attempts, refunds, covered=order.was_covered)
    return _moved(
        order, context, event=event, column="payment", before=before, after=after, staff=staff
    )


def settle(unit: UnitOfWork, order: Order, context: Context, *, event: str, staff: str) -> None:
    """Let an order follow what its attempts and refunds add up to now, and save it.

    Also unchanged: its version tells of what another one reads. And before its goods move: of two
    who change it at once, the slower one has moved nothing.
    """
    rows = refresh_payment(
        order,
        unit.payments.attempts_of(order.id),
        unit.payments.refunds_of(order.id),
        context,
        event=event,
        staff=staff,
    )
    step, moved = advance(order, context, staff=staff)
    unit.orders.save(order)
    unit.orders.add_history(rows + moved)
    carry_out(unit, order, step, context, staff=staff)


class Step(Enum):
    """Where an order's goods go when its money has changed."""

    STAY = auto()
    HAND_OVER = auto()
    TO_SHIPPING = auto()


def advance(order: Order, context: Context, *, staff: str) -> tuple[Step, list[HistoryRow]]:
    """When the money is there: the order is handed over at the counter, or goes to shipping.

    Changes the order only; `carry_out` makes stock, parcels and paper follow.
    """
    if order.payment not in _COVERED or order.lifecycle is not Lifecycle.PLACED:
        return Step.STAY, []
    if order.fulfilment is Fulfilment.NOT_REQUIRED:
        order.completed_at = context.now()
        rows = move_lifecycle(order, OrderEvent.COMPLETE, context, staff=staff)
        return Step.HAND_OVER, rows
    if order.fulfilment is Fulfilment.UNALLOCATED:
        rows = move_fulfilment(
            order, Fulfilment.AWAITING_SHIPMENT, context, event="ALLOCATE", staff=staff
        )
        return Step.TO_SHIPPING, rows
    return Step.STAY, []


def carry_out(
    unit: UnitOfWork,
    order: Order,
    step: Step,
    context: Context,
    *,
    staff: str,
    reserved: bool = True,
) -> None:
    """Let the goods follow a step of `advance`; the order must already be in the database.

    Args:
        reserved: whether the order's stock was reserved in an earlier transaction.
    """
    if step is Step.HAND_OVER:
        _hand_over(unit, order, context, staff=staff, reserved=reserved)
        return
    if not reserved:
        unit.stock.reserve(placing.stock_items(order))
    if step is Step.TO_SHIPPING:
        _to_shipping(unit, order, context)


def _hand_over(
    unit: UnitOfWork, order: Order, context: Context, *, staff: str, reserved: bool
) -> None:
    items, out = placing.stock_items(order), sale_movements(order, context, staff=staff)
    if reserved:
        unit.stock.consume(items, out)
    else:
        unit.stock.take(items, out)
    unit.outbox.add(
        Job(
            id=context.new_id(),
            kind=JobKind.PRINT_RECEIPT,
            subject=order.id,
            till=context.till,
            due_at=context.now(),
        )
    )


def _to_shipping(unit: UnitOfWork, order: Order, context: Context) -> None:
    unit.shipments.add(
        Shipment(
            id=context.new_id(),
            order_id=order.id,
            state=Fulfilment.AWAITING_SHIPMENT,
            created_at=context.now(),
        )
    )


def move_fulfilment(
    order: Order, after: Fulfilment, context: Context, *, event: str, staff: str
) -> list[HistoryRow]:
    """Set the fulfilment column; returns its history row, none when it stays."""
    before, order.fulfilment = order.fulfilment, after
    return _moved(
        order, context, event=event, column="fulfilment", before=before, after=after, staff=staff
    )


def sale_movements(order: Order, context: Context, *, staff: str) -> list[Movement]:
    """Goods of an order leaving the shop."""
    return _movements(order, context, kind=MovementKind.SALE, sign=-1, staff=staff)


def return_movements(order: Order, context: Context, *, staff: str) -> list[Movement]:
    """Goods of an order coming back."""
    return _movements(order, context, kind=MovementKind.RETURN, sign=1, staff=staff)


def _movements(
    order: Order, context: Context, *, kind: MovementKind, sign: int, staff: str
) -> list[Movement]:
    at = context.now()
    return [
        Movement(
            id=context.new_id(),
            product_id=line.product_id,
            kind=kind,
            qty_milli=sign * line.qty_milli,
            at=at,
            staff=staff,
            unit_cost_minor=line.cost_minor,
            order_id=order.id,
        )
        for line in order.lines
        if line.product_id is not None and line.stock_policy is not StockPolicy.NOT_TRACKED
    ]


def require_open(order: Order) -> None:
    """Only a placed order takes money."""
    if order.lifecycle is not Lifecycle.PLACED:
        raise UserError("order_not_open", number=order.number)


def require_answered(order: Order, attempts: Iterable[Attempt]) -> None:
    """UserError("attempt_live") while a payment of the order has no final answer."""
    if any(attempt.state in LIVE for attempt in attempts):
        raise UserError("attempt_live", number=order.number)
