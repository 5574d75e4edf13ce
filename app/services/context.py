"""What every use case shares: the transaction factory, time, ids, listeners and this till."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from app.domain.errors import UserError

if TYPE_CHECKING:
    from app.domain.audit import AuditEntry
    from app.domain.shop import ShopProfile
    from app.ports.clock import Clock
    from app.ports.exchanges import Exchange
    from app.ports.outside import Event, EventBus
    from app.ports.unit_of_work import NewId, UnitOfWork, UnitOfWorkFactory

T = TypeVar("T")
CONFLICT_TRIES = 5
CONFLICTS = frozenset({"changed_elsewhere", "order_exists"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Handed to every service. `till` is the code that order numbers carry."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: NewId
    bus: EventBus
    till: str

    def now(self) -> datetime:
        """Aware UTC time."""
        return self.clock.now()

    def publish(self, events: Iterable[Event]) -> None:
        """Tell listeners; call it after the commit."""
        for event in events:
            self.bus.publish(event)

    def note(
        self, action: str, subject: str, *, staff: str, before: str = "", after: str = ""
    ) -> AuditEntry:
        """An audit entry of this till, now."""
        from app.domain.audit import AuditEntry  # nothing is noted before something is done

        return AuditEntry(
            at=self.now(),
            staff=staff,
            till=self.till,
            action=action,
            subject=subject,
            before=before,
            after=after,
        )

    def words(self, text: str) -> Exchange:
        """What a person or a statement says now, for the audit of exchanges."""
        from app.ports.exchanges import Exchange  # a start has no use for it

        now = self.now()
        return Exchange(sent_at=now, answered_at=now, answer=text)


def profile_of(unit: UnitOfWork) -> ShopProfile:
    """The shop's settings; before the first start was answered nothing can be sold."""
    profile = unit.shop.profile()
    if profile is None:
        raise UserError("shop_not_set_up")
    return profile


def retried(transaction: Callable[[], T]) -> T:
    """Run a transaction again that lost against another one; the second sees what won.

    A transaction that loses every time raises its last error.
    """
    for _ in range(CONFLICT_TRIES):
        try:
            return transaction()
        except UserError as error:
            if error.key not in CONFLICTS:
                raise
    return transaction()
