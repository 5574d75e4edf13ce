"""Parcels: their states and what they make of an order's fulfilment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.order_states import Fulfilment


class ShipmentEvent(StrEnum):
    """What staff or a carrier can say of a parcel."""

    ALLOCATE = "ALLOCATE"
    SHIP = "SHIP"
    SHIP_FAILED = "SHIP_FAILED"
    RETRY = "RETRY"
    RECEIVE = "RECEIVE"


SHIPMENT: Mapping[Fulfilment, Mapping[ShipmentEvent, Fulfilment]] = {
    Fulfilment.NOT_REQUIRED: {},
    Fulfilment.UNALLOCATED: {ShipmentEvent.ALLOCATE: Fulfilment.AWAITING_SHIPMENT},
    Fulfilment.AWAITING_SHIPMENT: {
        ShipmentEvent.ALLOCATE: Fulfilment.AWAITING_SHIPMENT,
        ShipmentEvent.SHIP: Fulfilment.SHIPPED,
        ShipmentEvent.SHIP_FAILED: Fulfilment.SHIPMENT_FAILED,
    },
    Fulfilment.PICKING: {
        ShipmentEvent.SHIP: Fulfilment.SHIPPED,
        ShipmentEvent.SHIP_FAILED: Fulfilment.SHIPMENT_FAILED,
    },
    Fulfilment.PACKED: {
        ShipmentEvent.SHIP: Fulfilment.SHIPPED,
        ShipmentEvent.SHIP_FAILED: Fulfilment.SHIPMENT_FAILED,
    },
    Fulfilment.PARTIALLY_SHIPPED: {ShipmentEvent.SHIP: Fulfilment.SHIPPED},
    Fulfilment.SHIPPED: {
        ShipmentEvent.SHIP: Fulfilment.SHIPPED,
        ShipmentEvent.SHIP_FAILED: Fulfilment.SHIPMENT_FAILED,
        ShipmentEvent.RECEIVE: Fulfilment.RECEIVED,
    },
    Fulfilment.IN_TRANSIT: {
        ShipmentEvent.SHIP_FAILED: Fulfilment.SHIPMENT_FAILED,
        ShipmentEvent.RECEIVE: Fulfilment.RECEIVED,
    },
    Fulfilment.DELIVERED: {ShipmentEvent.RECEIVE: Fulfilment.RECEIVED},
    Fulfilment.RECEIVED: {ShipmentEvent.RECEIVE: Fulfilment.RECEIVED},
    Fulfilment.SHIPMENT_FAILED: {
        ShipmentEvent.SHIP_FAILED: Fulfilment.SHIPMENT_FAILED,
        ShipmentEvent.RETRY: Fulfilment.AWAITING_SHIPMENT,
    },
    Fulfilment.RETURN_REQUESTED: {},
    Fulfilment.PARTIALLY_RETURNED: {},
    Fulfilment.RETURNED: {},
}


@dataclass(slots=True, kw_only=True)
class Shipment:
    """One parcel of an order; a failed one stays and a retry makes a new one."""

    id: str
    order_id: str
    state: Fulfilment
    carrier: str = ""
    tracking_number: str = ""
    reason: str = ""
    created_at: datetime
    shipped_at: datetime | None = None
    received_at: datetime | None = None
    stock_consumed: bool = False
    version: int = 1
