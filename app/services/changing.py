"""Changing an order: read, changed and saved in one transaction."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.order import Order
from app.ports.outside import Event, OrderChanged
from app.ports.unit_of_work import UnitOfWork
from app.services.context import Context, retried

Change = Callable[[UnitOfWork, Order], bool]
"""Changes the order, and all but its own row in the database; False where all stays as it is."""


def change(context: Context, order_id: str, make: Change, *news: Event) -> Order:
    """Make a change, again where another one was faster, and tell of it."""

    def transaction() -> tuple[Order, bool]:
        with context.unit_of_work() as unit:
            order = unit.orders.get(order_id)
            unit.orders.save(order)  # of two at once, the slower one gets no further
            changed = make(unit, order)
            if changed:
                unit.orders.save(order)
                unit.commit()
        return order, changed

    order, changed = retried(transaction)
    if changed:
        context.publish([OrderChanged(order_id=order_id), *news])
    return order
