"""Letting an order go: wherever its goods are, they are the shop's to sell again."""

from __future__ import annotations

from app.domain import placing
from app.domain.order import Order
from app.domain.order_states import CancelReason, OrderEvent
from app.ports.unit_of_work import UnitOfWork
from app.services import settlement
from app.services.context import Context


def cancel(
    unit: UnitOfWork, order: Order, context: Context, *, reason: CancelReason, staff: str
) -> None:
    """Cancel an order and take its goods back. What becomes of its money is the caller's, who
    saves the order.
    """
    rows = settlement.move_lifecycle(order, OrderEvent.CANCEL, context, staff=staff)
    order.cancel_reason = reason
    sent = [parcel for parcel in unit.shipments.of_order(order.id) if parcel.stock_consumed]
    if sent:
        unit.stock.move(settlement.return_movements(order, context, staff=staff))
    else:
        unit.stock.release(placing.stock_items(order))
    for parcel in sent:  # should the order be taken up again, its goods leave once more
        parcel.stock_consumed = False
        unit.shipments.save(parcel)
    unit.orders.add_history(rows)
    unit.audit.append([context.note("order.cancel", order.number, staff=staff, after=reason.value)])
