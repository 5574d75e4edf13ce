"""The shipping board."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.domain.cart import Delivery
from app.domain.order_states import Fulfilment, label
from app.ports.queries import ShippingRow
from data.crypto import Vault
from data.queries.base import Reads
from data.queries.orders import ITEMS
from data.repositories.orders import open_delivery
from data.statements import Row, Statement
from data.tables.orders import IS_OPEN, orders, shipment

_ON_BOARD = (IS_OPEN, orders.c.fulfilment != Fulfilment.NOT_REQUIRED)
_CARDS = Statement(
    select(orders, ITEMS).where(*_ON_BOARD).order_by(orders.c.placed_at, orders.c.id)
)
_PARCELS = Statement(
    select(shipment.c.order_id, shipment.c.carrier, shipment.c.tracking_number, shipment.c.reason)
    .join(orders, orders.c.id == shipment.c.order_id)
    .where(*_ON_BOARD)
    .order_by(shipment.c.created_at, shipment.c.id)
)


class ShippingReads(Reads):
    """Orders on their way to customers."""

    def shipping_board(self) -> Sequence[ShippingRow]:
        """Delivery orders that are not completed or cancelled, oldest first."""
        with self._store.reading() as session:
            newest = {row.order_id: row for row in session.all(_PARCELS)}
            return [_card(self._vault, row, newest.get(row.id)) for row in session.all(_CARDS)]


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
