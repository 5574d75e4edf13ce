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
from app.ports.outside import CatalogChanged, OrderChanged
from app.ports.queries import OrderDetail, Queries
from app.ports.unit_of_work import UnitOfWork
from app.services import checkout, giving_back, returns, settlement
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
        with self._context.unit_of_work() as unit:
            order = unit.orders.get(order_id)
            if order.lifecycle is Lifecycle.CANCELLED:
                return order
            self._require_no_live_attempt(unit, order)
            if order.lifecycle is Lifecycle.COMPLETED:
                raise UserError("order_completed", number=order.number)
            if order.fulfilment not in STILL_IN_THE_SHOP:
                raise UserError("order_shipped", number=order.number)
            self._cancel(unit, order, reason, staff)
            unit.commit()
        self._context.publish([OrderChanged(order_id=order_id), CatalogChanged()])
        return order

    def void(self, order_id: str, *, staff: str) -> Order:
        """Undo a finished counter sale: all money back, all goods back."""
        with self._context.unit_of_work() as unit:
            order = unit.orders.get(order_id)
            if order.lifecycle is Lifecycle.CANCELLED:
                return order
            if order.fulfilment is not Fulfilment.NOT_REQUIRED:
                raise UserError("order_shipped", number=order.number)
            rows = settlement.move_lifecycle(order, OrderEvent.VOID, self._context, staff=staff)
            order.cancel_reason = CancelReason.STAFF
            key = self._context.new_id()
            self._take_back(unit, order, key, staff)
            request = giving_back.Request(staff=staff, reason="void", key=key)
            giving_back.ask(unit, order, request, self._context)
            unit.orders.save(order)
            unit.orders.add_history(rows)
            unit.audit.append([self._context.note("order.void", order.number, staff=staff)])
            unit.commit()
        self._context.publish([OrderChanged(order_id=order_id), CatalogChanged()])
        return order

    def reinstate(self, order_id: str, *, staff: str) -> Order:
        """Take up a cancelled order whose money came after all; its goods are reserved again.

        Raises UserError order_not_paid, and out_of_stock when somebody else has them.
        """
        with self._context.unit_of_work() as unit:
            order = unit.orders.get(order_id)
            if order.lifecycle is not Lifecycle.CANCELLED:
                return order
            attempts = unit.payments.attempts_of(order_id)
            if held_minor(attempts, unit.payments.refunds_of(order_id)) < order.total_minor:
                raise UserError("order_not_paid", number=order.number)
            unit.stock.reserve(placing.stock_items(order))
            again = OrderEvent.REINSTATE
            order.cancel_reason = None
            rows = settlement.move_lifecycle(order, again, self._context, staff=staff)
            unit.orders.add_history(rows)
            settlement.settle(unit, order, self._context, event=again, staff=staff)
            unit.orders.save(order)
            unit.audit.append([self._context.note("order.reinstate", order.number, staff=staff)])
            unit.commit()
        self._context.publish([OrderChanged(order_id=order_id), CatalogChanged()])
        return order

    def expire(self, order_id: str) -> Order:
        """Cancel an order whose time to pay is over.

        Not while a payment has no final answer: its code ends first, by itself, and only staff
        can say whether what they confirm was paid.
        """
        with self._context.unit_of_work() as unit:
            order = unit.orders.get(order_id)
            attempts = unit.payments.attempts_of(order_id)
            held = held_minor(attempts, unit.payments.refunds_of(order_id))
            live = any(x.state in LIVE for x in attempts)
            if order.lifecycle is not Lifecycle.PLACED or held or live:
                return order
            checkout.cancel_unpaid(
                unit, order, self._context, reason=CancelReason.PAYMENT_TIMEOUT, staff=""
            )
            unit.commit()
        self._context.publish([OrderChanged(order_id=order_id)])
        return order

    def _cancel(self, unit: UnitOfWork, order: Order, reason: CancelReason, staff: str) -> None:
        attempts = unit.payments.attempts_of(order.id)
        if not held_minor(attempts, unit.payments.refunds_of(order.id)):
            checkout.cancel_unpaid(unit, order, self._context, reason=reason, staff=staff)
            return
        rows = settlement.move_lifecycle(order, OrderEvent.CANCEL, self._context, staff=staff)
        order.cancel_reason = reason
        self._give_goods_back(unit, order, staff)
        request = giving_back.Request(staff=staff, reason=reason.value)
        giving_back.ask(unit, order, request, self._context)
        unit.orders.save(order)
        unit.orders.add_history(rows)
        note = self._context.note("order.cancel", order.number, staff=staff, after=reason.value)
        unit.audit.append([note])

    def _take_back(self, unit: UnitOfWork, order: Order, key: str, staff: str) -> None:
        """The goods that have not come back before."""
        brought = returning.everything_left(order, unit.returns.of_order(order.id))
        if brought:
            wish = returns.Wish(key=key, brought=tuple(brought))
            returns.write(unit, order, wish, self._context, staff=staff)

    def _give_goods_back(self, unit: UnitOfWork, order: Order, staff: str) -> None:
        if any(parcel.stock_consumed for parcel in unit.shipments.of_order(order.id)):
            unit.stock.move(settlement.return_movements(order, self._context, staff=staff))
        else:
            unit.stock.release(placing.stock_items(order))

    def _require_no_live_attempt(self, unit: UnitOfWork, order: Order) -> None:
        if any(a.state in LIVE for a in unit.payments.attempts_of(order.id)):
            raise UserError("attempt_live", number=order.number)
