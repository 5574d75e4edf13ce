"""One transaction and its repositories. Nothing stays unless commit() was called."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from data.crypto import Vault
from data.session import Session

if TYPE_CHECKING:
    from data.repositories.audit import AuditRepository
    from data.repositories.catalog import CatalogRepository
    from data.repositories.holds import HoldRepository
    from data.repositories.orders import OrderRepository
    from data.repositories.outbox import OutboxRepository
    from data.repositories.payments import PaymentRepository
    from data.repositories.returns import ReturnRepository
    from data.repositories.shipments import ShipmentRepository
    from data.repositories.shop import ShopRepository
    from data.repositories.statements import StatementRepository
    from data.repositories.stock import StockRepository
    from data.repositories.troubles import TroubleRepository
    from data.repositories.turns import TurnRepository


class UnitOfWork:
    """The repositories over one write transaction of one thread.

    Each is read in when first used: a till that opens its shop writes nothing.
    After an error inside a repository the transaction can only be rolled back: what was
    half-written must not be committed.
    """

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def commit(self) -> None:
        """Make everything durable; the transaction is over afterwards."""
        self.audit.write()
        self._session.commit()

    @cached_property
    def orders(self) -> OrderRepository:
        """Orders with their lines."""
        from data.repositories.orders import OrderRepository

        return OrderRepository(self._session, self._vault)

    @cached_property
    def payments(self) -> PaymentRepository:
        """Attempts to take money, and refunds."""
        from data.repositories.payments import PaymentRepository

        return PaymentRepository(self._session, self._vault)

    @cached_property
    def turns(self) -> TurnRepository:
        """Who asks about which attempt."""
        from data.repositories.turns import TurnRepository

        return TurnRepository(self._session)

    @cached_property
    def statements(self) -> StatementRepository:
        """What providers and banks list."""
        from data.repositories.statements import StatementRepository

        return StatementRepository(self._session, self._vault)

    @cached_property
    def stock(self) -> StockRepository:
        """What lies in the shop."""
        from data.repositories.stock import StockRepository

        return StockRepository(self._session)

    @cached_property
    def catalog(self) -> CatalogRepository:
        """Goods, categories, taxes."""
        from data.repositories.catalog import CatalogRepository

        return CatalogRepository(self._session)

    @cached_property
    def holds(self) -> HoldRepository:
        """Carts laid aside."""
        from data.repositories.holds import HoldRepository

        return HoldRepository(self._session, self._vault)

    @cached_property
    def shipments(self) -> ShipmentRepository:
        """Parcels."""
        from data.repositories.shipments import ShipmentRepository

        return ShipmentRepository(self._session)

    @cached_property
    def returns(self) -> ReturnRepository:
        """Goods that came back."""
        from data.repositories.returns import ReturnRepository

        return ReturnRepository(self._session)

    @cached_property
    def outbox(self) -> OutboxRepository:
        """Work to do after the commit."""
        from data.repositories.outbox import OutboxRepository

        return OutboxRepository(self._session)

    @cached_property
    def troubles(self) -> TroubleRepository:
        """What keeps failing."""
        from data.repositories.troubles import TroubleRepository

        return TroubleRepository(self._session)

    @cached_property
    def shop(self) -> ShopRepository:
        """The shop's settings."""
        from data.repositories.shop import ShopRepository

        return ShopRepository(self._session, self._vault)

    @cached_property
    def audit(self) -> AuditRepository:
        """Who did what; written at the end."""
        from data.repositories.audit import AuditRepository

        return AuditRepository(self._session)
