"""One transaction and its repositories. Nothing stays unless commit() was called."""

from __future__ import annotations

from data.crypto import Vault
from data.repositories.audit import AuditRepository
from data.repositories.catalog import CatalogRepository
from data.repositories.holds import HoldRepository
from data.repositories.orders import OrderRepository
from data.repositories.outbox import OutboxRepository
from data.repositories.payments import PaymentRepository
from data.repositories.shipments import ShipmentRepository
from data.repositories.shop import ShopRepository
from data.repositories.stock import StockRepository
from data.session import Session


class UnitOfWork:
    """The repositories over one write transaction of one thread.

    After an error inside a repository the transaction can only be rolled back: what was
    half-written must not be committed.
    """

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self.orders = OrderRepository(session, vault)
        self.payments = PaymentRepository(session)
        self.stock = StockRepository(session)
        self.catalog = CatalogRepository(session)
        self.holds = HoldRepository(session, vault)
        self.shipments = ShipmentRepository(session)
        self.outbox = OutboxRepository(session)
        self.shop = ShopRepository(session)
        self.audit = AuditRepository(session)

    def commit(self) -> None:
        """Make everything durable; the transaction is over afterwards."""
        self.audit.write()
        self._session.commit()
