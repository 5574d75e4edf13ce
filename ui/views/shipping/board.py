"""Which column of the board an order stands in."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from app.domain.order_states import Fulfilment
from app.ports.queries import ShippingRow


class Lane(StrEnum):
    """A column of the board; its words are `shipping.lane.<value>`."""

    TO_SHIP = "to_ship"
    SHIPPED = "shipped"
    FAILED = "failed"
    RECEIVED = "received"


_LANES: dict[Fulfilment, Lane] = {
    Fulfilment.AWAITING_SHIPMENT: Lane.TO_SHIP,
    Fulfilment.PICKING: Lane.TO_SHIP,
    Fulfilment.PACKED: Lane.TO_SHIP,
    Fulfilment.PARTIALLY_SHIPPED: Lane.TO_SHIP,
    Fulfilment.SHIPPED: Lane.SHIPPED,
    Fulfilment.IN_TRANSIT: Lane.SHIPPED,
    Fulfilment.DELIVERED: Lane.SHIPPED,
    Fulfilment.SHIPMENT_FAILED: Lane.FAILED,
    Fulfilment.RECEIVED: Lane.RECEIVED,
}


def lanes(rows: Iterable[ShippingRow]) -> dict[Lane, list[ShippingRow]]:
    """Rows by column, in the order they came; an order that is not paid yet stands nowhere."""
    found: dict[Lane, list[ShippingRow]] = {lane: [] for lane in Lane}
    for row in rows:
        lane = _LANES.get(row.fulfilment)
        if lane is not None:
            found[lane].append(row)
    return found


def matches(row: ShippingRow, text: str) -> bool:
    """Whether a card is meant by what was typed."""
    folded = text.casefold()
    told = (
        row.number,
        row.delivery.recipient,
        row.delivery.phone,
        row.delivery.address,
        row.carrier,
        row.tracking_number,
    )
    return any(folded in part.casefold() for part in told)
