"""Finds what is due and does it; the window calls it on a timer, the command line once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from app.domain.errors import Bug, ShopError
from app.ports.clock import Clock
from app.ports.queries import Queries
from app.services.orders import Orders
from app.services.payments import Payments
from app.services.refunds import Refunds

log = logging.getLogger(__name__)

BATCH = 50


class Poller:
    """Due payments, refunds and unpaid orders."""

    def __init__(
        self,
        clock: Clock,
        queries: Queries,
        *,
        payments: Payments,
        refunds: Refunds,
        orders: Orders,
    ) -> None:
        self._clock = clock
        self._queries = queries
        self._payments = payments
        self._refunds = refunds
        self._orders = orders

    def due(self) -> Sequence[Callable[[], object]]:
        """Calls that are due now, each safe on a thread of its own."""
        now = self._clock.now()
        calls: list[Callable[[], object]] = []
        for attempt_id in self._queries.due_attempts(now, BATCH):
            calls.append(_guarded(self._payments.check, attempt_id))
        for refund_id in self._queries.due_refunds(now, BATCH):
            calls.append(_guarded(self._refunds.run, refund_id))
        for order_id in self._queries.due_unpaid(now, BATCH):
            calls.append(_guarded(self._orders.expire, order_id))
        return calls

    def run_due(self) -> int:
        """Do everything that is due, one after the other; returns how much that was."""
        calls = self.due()
        for call in calls:
            call()
        return len(calls)


def _guarded(action: Callable[[str], object], subject: str) -> Callable[[], object]:
    """A failure is written down and the row stays due: the next round tries again."""

    def call() -> object:
        try:
            return action(subject)
        except Bug:
            log.exception("%s of %s", action.__name__, subject)
            return None
        except ShopError as error:
            log.info("%s of %s: %s", action.__name__, subject, error)
            return None

    return call
