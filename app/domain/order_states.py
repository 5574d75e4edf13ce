"""The order's three columns and the one label that staff see."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Lifecycle(StrEnum):
    """Where the order itself stands."""

    DRAFT = "DRAFT"
    HELD = "HELD"
    PLACED = "PLACED"
    MODIFYING = "MODIFYING"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"


class OrderEvent(StrEnum):
    """What can happen to an order."""

    HOLD = "HOLD"
    RECALL = "RECALL"
    HOLD_EXPIRED = "HOLD_EXPIRED"
    PLACE = "PLACE"
    BEGIN_MODIFY = "BEGIN_MODIFY"
    END_MODIFY = "END_MODIFY"
    COMPLETE = "COMPLETE"
    CANCEL = "CANCEL"
    REINSTATE = "REINSTATE"
    VOID = "VOID"


class CancelReason(StrEnum):
    """Why an order was cancelled."""

    CUSTOMER = "CUSTOMER"
    STAFF = "STAFF"
    PAYMENT_TIMEOUT = "PAYMENT_TIMEOUT"
    PAYMENT_FAILED = "PAYMENT_FAILED"
    OUT_OF_STOCK = "OUT_OF_STOCK"
    SHIPMENT_FAILED = "SHIPMENT_FAILED"
    ERROR = "ERROR"


class PaymentState(StrEnum):
    """What the attempts and refunds of an order add up to."""

    UNPAID = "UNPAID"
    PENDING = "PENDING"
    UNKNOWN = "UNKNOWN"
    FAILED = "FAILED"
    PARTIALLY_PAID = "PARTIALLY_PAID"
    PAID = "PAID"
    OVERPAID = "OVERPAID"
    REFUND_PENDING = "REFUND_PENDING"
    PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED"
    REFUNDED = "REFUNDED"


class Fulfilment(StrEnum):
    """Where the goods of an order stand."""

    NOT_REQUIRED = "NOT_REQUIRED"
    UNALLOCATED = "UNALLOCATED"
    AWAITING_SHIPMENT = "AWAITING_SHIPMENT"
    PICKING = "PICKING"
    PACKED = "PACKED"
    PARTIALLY_SHIPPED = "PARTIALLY_SHIPPED"
    SHIPPED = "SHIPPED"
    IN_TRANSIT = "IN_TRANSIT"
    DELIVERED = "DELIVERED"
    RECEIVED = "RECEIVED"
    SHIPMENT_FAILED = "SHIPMENT_FAILED"
    RETURN_REQUESTED = "RETURN_REQUESTED"
    PARTIALLY_RETURNED = "PARTIALLY_RETURNED"
    RETURNED = "RETURNED"


class Label(StrEnum):
    """The one word for an order on screen and paper; computed, never stored."""

    REFUNDING = "REFUNDING"
    REFUNDED = "REFUNDED"
    CANCELLED = "CANCELLED"
    CHECKING_PAYMENT = "CHECKING_PAYMENT"
    PAYMENT_FAILED = "PAYMENT_FAILED"
    AWAITING_PAYMENT = "AWAITING_PAYMENT"
    SHIPMENT_FAILED = "SHIPMENT_FAILED"
    COMPLETED = "COMPLETED"
    RECEIVED = "RECEIVED"
    IN_TRANSIT = "IN_TRANSIT"
    SHIPPED = "SHIPPED"
    AWAITING_SHIPMENT = "AWAITING_SHIPMENT"
    PAID = "PAID"


LIFECYCLE: Mapping[Lifecycle, Mapping[OrderEvent, Lifecycle]] = {
    Lifecycle.DRAFT: {
        OrderEvent.HOLD: Lifecycle.HELD,
        OrderEvent.PLACE: Lifecycle.PLACED,
    },
    Lifecycle.HELD: {
        OrderEvent.HOLD: Lifecycle.HELD,
        OrderEvent.RECALL: Lifecycle.DRAFT,
        OrderEvent.HOLD_EXPIRED: Lifecycle.CANCELLED,
    },
    Lifecycle.PLACED: {
        OrderEvent.PLACE: Lifecycle.PLACED,
        OrderEvent.BEGIN_MODIFY: Lifecycle.MODIFYING,
        OrderEvent.COMPLETE: Lifecycle.COMPLETED,
        OrderEvent.CANCEL: Lifecycle.CANCELLED,
    },
    Lifecycle.MODIFYING: {
        OrderEvent.BEGIN_MODIFY: Lifecycle.MODIFYING,
        OrderEvent.END_MODIFY: Lifecycle.PLACED,
    },
    Lifecycle.COMPLETED: {
        OrderEvent.COMPLETE: Lifecycle.COMPLETED,
        OrderEvent.VOID: Lifecycle.CANCELLED,
    },
    Lifecycle.CANCELLED: {
        OrderEvent.CANCEL: Lifecycle.CANCELLED,
        OrderEvent.VOID: Lifecycle.CANCELLED,
        OrderEvent.REINSTATE: Lifecycle.PLACED,
    },
}

STILL_IN_THE_SHOP = frozenset(
    {
        Fulfilment.NOT_REQUIRED,
        Fulfilment.UNALLOCATED,
        Fulfilment.AWAITING_SHIPMENT,
        Fulfilment.PICKING,
        Fulfilment.PACKED,
        Fulfilment.SHIPMENT_FAILED,
    }
)
"""Where the goods of an order may stand for it to be cancelled while it is placed."""

_UNPAID_LIKE = {PaymentState.UNPAID, PaymentState.PENDING, PaymentState.PARTIALLY_PAID}
_TO_SHIP = {Fulfilment.AWAITING_SHIPMENT, Fulfilment.PICKING, Fulfilment.PACKED}
ARRIVED = frozenset({Fulfilment.RECEIVED, Fulfilment.PARTIALLY_RETURNED, Fulfilment.RETURNED})
"""Where the goods of a sent order have arrived for certain; some may have come back since."""

_BY_FULFILMENT = {
    **dict.fromkeys(ARRIVED, Label.RECEIVED),
    Fulfilment.IN_TRANSIT: Label.IN_TRANSIT,
    Fulfilment.DELIVERED: Label.IN_TRANSIT,
    Fulfilment.SHIPPED: Label.SHIPPED,
    Fulfilment.PARTIALLY_SHIPPED: Label.SHIPPED,
}


def label(lifecycle: Lifecycle, payment: PaymentState, fulfilment: Fulfilment) -> Label:
    """Return the one word for an order; money speaks first, then the goods."""
    early = _label_of_money(lifecycle, payment)
    if early is not None:
        return early
    if fulfilment is Fulfilment.SHIPMENT_FAILED:
        return Label.SHIPMENT_FAILED
    if lifecycle is Lifecycle.COMPLETED:
        return Label.COMPLETED
    if fulfilment in _BY_FULFILMENT:
        return _BY_FULFILMENT[fulfilment]
    return Label.AWAITING_SHIPMENT if fulfilment in _TO_SHIP else Label.PAID


def _label_of_money(lifecycle: Lifecycle, payment: PaymentState) -> Label | None:
    if payment is PaymentState.REFUND_PENDING:
        return Label.REFUNDING
    if payment is PaymentState.REFUNDED:
        return Label.REFUNDED
    if lifecycle is Lifecycle.CANCELLED:
        return Label.CANCELLED
    if payment is PaymentState.UNKNOWN:
        return Label.CHECKING_PAYMENT
    if payment is PaymentState.FAILED:
        return Label.PAYMENT_FAILED
    return Label.AWAITING_PAYMENT if payment in _UNPAID_LIKE else None
