"""Parcels of orders."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.shipping import Shipment
from data import statements
from data.mapping import Mapping
from data.repositories.locking import save_versioned
from data.session import Session
from data.statements import Statement, param
from data.tables.orders import shipment

SHIPMENT = Mapping(Shipment)

_ADD = statements.insert(shipment)
_SAVE = statements.update_versioned(
    shipment,
    [
        "state",
        "carrier",
        "tracking_number",
        "reason",
        "shipped_at",
        "received_at",
        "stock_consumed",
    ],
)
_OF_ORDER = Statement(
    select(shipment)
    .where(shipment.c.order_id == param("order_id", shipment.c.order_id.type))
    .order_by(shipment.c.created_at, shipment.c.id)
)


def shipments_of(session: Session, order_id: str) -> list[Shipment]:
    """Oldest first."""
    return [SHIPMENT.build(row) for row in session.all(_OF_ORDER, order_id=order_id)]


class ShipmentRepository:
    """Parcels; a failed one stays and a retry is a new row."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, shipment: Shipment) -> None:
        """Insert."""
        self._session.write(_ADD, SHIPMENT.values(shipment))

    def save(self, shipment: Shipment) -> None:
        """Compare and raise `version`; UserError("changed_elsewhere") when it lost."""
        save_versioned(self._session, _SAVE, shipment, SHIPMENT.values(shipment))

    def of_order(self, order_id: str) -> list[Shipment]:
        """Oldest first."""
        return shipments_of(self._session, order_id)
