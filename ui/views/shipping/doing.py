"""What can be done with a parcel now, by where it stands."""

from __future__ import annotations

from enum import StrEnum

from app.domain.order_states import ARRIVED, Fulfilment, Label


class Doing(StrEnum):
    """One thing to do; its words are `shipping.do.<value>`."""

    SHIP = "ship"
    FAIL = "fail"
    RETRY = "retry"
    RECEIVE = "receive"
    COMPLETE = "complete"


_POSSIBLE: dict[Fulfilment, tuple[Doing, ...]] = {
    Fulfilment.AWAITING_SHIPMENT: (Doing.SHIP, Doing.FAIL),
    Fulfilment.PICKING: (Doing.SHIP, Doing.FAIL),
    Fulfilment.PACKED: (Doing.SHIP, Doing.FAIL),
    Fulfilment.PARTIALLY_SHIPPED: (Doing.SHIP,),
    Fulfilment.SHIPPED: (Doing.RECEIVE, Doing.FAIL),
    Fulfilment.IN_TRANSIT: (Doing.RECEIVE, Doing.FAIL),
    Fulfilment.DELIVERED: (Doing.RECEIVE,),
    **dict.fromkeys(ARRIVED, (Doing.COMPLETE,)),
    Fulfilment.SHIPMENT_FAILED: (Doing.RETRY,),
}
_OVER = frozenset({Label.COMPLETED, Label.CANCELLED, Label.REFUNDED, Label.REFUNDING})


def possible(fulfilment: Fulfilment, label: Label) -> tuple[Doing, ...]:
    """What can be done, the usual thing first; nothing once the order is over."""
    return () if label in _OVER else _POSSIBLE.get(fulfilment, ())
