"""Orders after they were placed: find, cancel, void, let unpaid ones expire."""

from __future__ import annotations

from app.domain import placing, returning
from app.domain.errors import UserError
from app.domain.order import Order
from app.domain.order_states import (
    STILL_IN_THE_SHOP,
    CancelReason,
    Fulfilment,
    Lifecycle,
    OrderEvent,
)
from app.domain.payment import LIVE, held_minor
from app.ports.outside import CatalogChanged
from app.ports.queries import OrderDetail, Queries
from app.ports.unit_of_work import UnitOfWork
from app.services import cancelling, giving_back, returns, settlement
from app.services.changing import change
from app.services.context import Context


class Orders:
    """Use cases over one placed order."""

    def __init__(self, context: Context, queries: Queries) -> None:
        self._context = context
        self._queries = queries

    def find(self, number: str) -> OrderDetail:
        """Everything about the order with this number; UserError("order_number_unknown")."""
        return self._queries.order_detail(self._queries.order_id_of(number.strip()))

    def cancel(
        self, order_id: str, *, staff: str, reason: CancelReason = CancelReason.STAFF
    ) -> Order:
        """Cancel an order that has not left the shop; money it holds goes back.

        Refused while a payment has no final answer, and after shipping.
        """

        def cancelled(unit: UnitOfWork, order: Order) -> bool:
            if order.lifecycle is Lifecycle.CANCELLED:
                return False
            settlement.require_answered(order, unit.payments.attempts_of(order_id))
            if order.lifecycle is Lifecycle.COMPLETED:
                raise UserError("order_completed", number=order.number)
            if order.fulfilment not in STILL_IN_THE_SHOP:
                raise UserError("order_shipped", number=order.number)
            cancelling.cancel(unit, order, self._context, reason=reason, staff=staff)
            request = giving_back.Request(staff=staff, reason=reason.value)
            giving_back.ask(unit, order, request, self._context)
            return True

        return change(self._context, order_id, cancelled, CatalogChanged())

    def void(self, order_id: str, *, staff: str) -> Order:
        """Undo a finished counter sale: all money back, all goods back."""

        def voided(unit: UnitOfWork, order: Order) -> bool:
            if order.lifecycle is Lifecycle.CANCELLED:
                return False
            if order.fulfilment is not Fulfilment.NOT_REQUIRED:
                raise UserError("order_shipped", number=order.number)
            rows = settlement.move_lifecycle(order, OrderEvent.VOID, self._context, staff=staff)
            order.cancel_reason = CancelReason.STAFF
            key = self._context.new_id()
            self._take_back(unit, order, key, staff)
            request = giving_back.Request(staff=staff, reason="void", key=key)
            giving_back.ask(unit, order, request, self._context)
            unit.orders.add_history(rows)
            unit.audit.append([self._context.note("order.void", order.number, staff=staff)])
            return True

        return change(self._context, order_id, voided, CatalogChanged())

    def reinstate(self, order_id: str, *, staff: str) -> Order:
        """Take up a cancelled order whose money came after all; its goods are reserved again.

        Raises UserError order_not_paid, and out_of_stock when somebody else has them.
        """

        def reinstated(unit: UnitOfWork, order: Order) -> bool:
            if order.lifecycle is not Lifecycle.CANCELLED:
                return False
            if _held_minor(unit, order) < order.total_minor:
                raise UserError("order_not_paid", number=order.number)
            unit.stock.reserve(placing.stock_items(order))
            again = OrderEvent.REINSTATE
            order.cancel_reason = None
            rows = settlement.move_lifecycle(order, again, self._context, staff=staff)
            unit.orders.add_history(rows)
            settlement.settle(unit, order, self._context, event=again, staff=staff)
            unit.audit.append([self._context.note("order.reinstate", order.number, staff=staff)])
            return True

        return change(self._context, order_id, reinstated, CatalogChanged())

    def expire(self, order_id: str) -> Order:
        """Cancel an order whose time to pay is over.

        Not while a payment has no final answer: its code ends first, by itself, and only staff
        can say whether what they confirm was paid. Nor once its goods have left: then its money
        went back for another reason.
        """

        def expired(unit: UnitOfWork, order: Order) -> bool:
            live = any(x.state in LIVE for x in unit.payments.attempts_of(order_id))
            waits = order.lifecycle is Lifecycle.PLACED and order.fulfilment in STILL_IN_THE_SHOP
            if not waits or live or _held_minor(unit, order):
                return False
            why = CancelReason.PAYMENT_TIMEOUT
            cancelling.cancel(unit, order, self._context, reason=why, staff="")
            return True

        return change(self._context, order_id, expired)

    def _take_back(self, unit: UnitOfWork, order: Order, key: str, staff: str) -> None:
        """The goods that have not come back before."""
        brought = returning.everything_left(order, unit.returns.of_order(order.id))
        if brought:
            wish = returns.Wish(key=key, brought=tuple(brought))
            returns.write(unit, order, wish, self._context, staff=staff)


def _held_minor(unit: UnitOfWork, order: Order) -> int:
    return held_minor(unit.payments.attempts_of(order.id), unit.payments.refunds_of(order.id))
