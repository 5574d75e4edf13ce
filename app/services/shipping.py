"""Parcels: out of the door, back again, to the customer."""

from __future__ import annotations

from collections.abc import Callable

from app.domain import machine, placing
from app.domain.errors import UserError
from app.domain.order import Order
from app.domain.order_states import ARRIVED, Fulfilment, OrderEvent
from app.domain.shipping import SHIPMENT, Shipment, ShipmentEvent
from app.ports.unit_of_work import UnitOfWork
from app.services import settlement
from app.services.changing import change
from app.services.context import Context

FillIn = Callable[[UnitOfWork, Order, Shipment], None]


class Shipping:
    """Use cases over the newest parcel of an order."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def ship(self, order_id: str, *, carrier: str, tracking_number: str, staff: str) -> Order:
        """The parcel left the shop; its goods leave the stock."""
        if not carrier.strip():
            raise UserError("carrier_missing")

        def fill_in(unit: UnitOfWork, order: Order, shipment: Shipment) -> None:
            shipment.carrier = carrier.strip()
            shipment.tracking_number = tracking_number.strip()
            shipment.shipped_at = self._context.now()
            if not shipment.stock_consumed:
                movements = settlement.sale_movements(order, self._context, staff=staff)
                unit.stock.consume(placing.stock_items(order), movements)
                shipment.stock_consumed = True

        return self._step(order_id, ShipmentEvent.SHIP, fill_in, staff=staff)

    def fail(self, order_id: str, *, reason: str, staff: str) -> Order:
        """The parcel could not be sent or came back."""

        def fill_in(unit: UnitOfWork, order: Order, shipment: Shipment) -> None:
            shipment.reason = reason.strip()

        return self._step(order_id, ShipmentEvent.SHIP_FAILED, fill_in, staff=staff)

    def retry(self, order_id: str, *, staff: str) -> Order:
        """Try again with a new parcel; the failed one stays in the books."""

        def tried_again(unit: UnitOfWork, order: Order) -> bool:
            settlement.require_open(order)
            failed = _newest(unit, order)
            after = machine.step(SHIPMENT, failed.state, ShipmentEvent.RETRY)
            parcel = Shipment(
                id=self._context.new_id(),
                order_id=order_id,
                state=after,
                created_at=self._context.now(),
                stock_consumed=failed.stock_consumed,
            )
            unit.shipments.add(parcel)
            self._move(unit, order, after, ShipmentEvent.RETRY, staff)
            return True

        return change(self._context, order_id, tried_again)

    def receive(self, order_id: str, *, staff: str) -> Order:
        """The customer has the parcel."""

        def fill_in(unit: UnitOfWork, order: Order, shipment: Shipment) -> None:
            shipment.received_at = self._context.now()

        return self._step(order_id, ShipmentEvent.RECEIVE, fill_in, staff=staff)

    def complete(self, order_id: str, *, staff: str) -> Order:
        """Nothing more is to be done for an order that was received, or came back since."""

        def completed(unit: UnitOfWork, order: Order) -> bool:
            if order.fulfilment not in ARRIVED:
                raise UserError("order_not_received", number=order.number)
            rows = settlement.move_lifecycle(order, OrderEvent.COMPLETE, self._context, staff=staff)
            order.completed_at = order.completed_at or self._context.now()
            unit.orders.add_history(rows)
            return True

        return change(self._context, order_id, completed)

    def _step(self, order_id: str, event: ShipmentEvent, fill_in: FillIn, *, staff: str) -> Order:
        def stepped(unit: UnitOfWork, order: Order) -> bool:
            settlement.require_open(order)
            shipment = _newest(unit, order)
            after = machine.step(SHIPMENT, shipment.state, event)
            if after is shipment.state:
                return False
            fill_in(unit, order, shipment)
            shipment.state = after
            unit.shipments.save(shipment)
            self._move(unit, order, after, event, staff)
            return True

        return change(self._context, order_id, stepped)

    def _move(
        self, unit: UnitOfWork, order: Order, after: Fulfilment, event: ShipmentEvent, staff: str
    ) -> None:
        rows = settlement.move_fulfilment(order, after, self._context, event=event, staff=staff)
        unit.orders.add_history(rows)
        unit.audit.append(
            [self._context.note("order.ship", order.number, staff=staff, after=event)]
        )


def _newest(unit: UnitOfWork, order: Order) -> Shipment:
    parcels = unit.shipments.of_order(order.id)
    if not parcels:
        raise UserError("nothing_to_ship", number=order.number)
    return parcels[-1]
