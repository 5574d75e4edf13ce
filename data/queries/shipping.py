"""The shipping board."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from sqlalchemy import select

from app.domain.cart import Delivery
from app.domain.order_states import Fulfilment, label
from app.ports.queries import ShippingRow
from data.crypto import Vault
from data.queries.base import Reads
from data.queries.orders import ITEMS
from data.repositories.orders import open_delivery
from data.statements import Row, Statement, listed
from data.tables.orders import IS_OPEN, orders, shipment

_CARDS = Statement(  # sorted in Python: SQLite would go through all orders to save the sorting
    select(orders, ITEMS).where(IS_OPEN, orders.c.fulfilment != Fulfilment.NOT_REQUIRED)
)
_PARCELS = Statement(
    lambda dialect: (
        select(
            shipment.c.order_id, shipment.c.carrier, shipment.c.tracking_number, shipment.c.reason
        )
        .where(listed(shipment.c.order_id, "order_ids", dialect))
        .order_by(shipment.c.created_at, shipment.c.id)
    )
)


class ShippingReads(Reads):
    """Orders on their way to customers."""

    def shipping_board(self) -> Sequence[ShippingRow]:
        """Delivery orders that are not completed or cancelled, oldest first."""
        with self._store.reading() as session:
            cards = sorted(session.all(_CARDS), key=attrgetter("placed_at", "id"))
            parcels = session.all(_PARCELS, order_ids=[row.id for row in cards])
        newest = {row.order_id: row for row in parcels}
        return [_card(self._vault, row, newest.get(row.id)) for row in cards]


def _card(vault: Vault, row: Row, parcel: Row | None) -> ShippingRow:
    return ShippingRow(
        order_id=row.id,
        number=row.number,
        placed_at=row.placed_at,
        fulfilment=row.fulfilment,
        label=label(row.lifecycle, row.payment, row.fulfilment),
        delivery=open_delivery(vault, row) or Delivery(),
        carrier=parcel.carrier if parcel else "",
        tracking_number=parcel.tracking_number if parcel else "",
        items_milli=int(row.items_milli),
        total_minor=row.total_minor,
        currency=row.currency,
        reason=parcel.reason if parcel else "",
    )
