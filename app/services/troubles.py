"""Keeping account of what fails by a fault of the program, its keys or an answer of no use."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from app.domain.errors import Bug, ShopError
from app.domain.payment import Attempt, Refund
from app.domain.slips import checked_reason, signed
from app.domain.trouble import Trouble, TroubleKind, problem_of
from app.ports.queries import Queries
from app.ports.unit_of_work import UnitOfWork
from app.services.context import Context

log = logging.getLogger(__name__)
T = TypeVar("T")

RETRY = timedelta(minutes=5)
"""What the program itself fails at is left alone for so long."""


class Troubles:
    """Watches what is tried again and again; what works again is forgotten."""

    def __init__(self, context: Context, queries: Queries) -> None:
        self._context = context
        self._queries = queries

    def watched(self, kind: TroubleKind, subject: str, action: Callable[[], T]) -> T:
        """Do it; what comes of it is noted, and returned or raised."""
        try:
            result = action()
        except Exception as error:
            if is_ours(error):
                said = str(error) if isinstance(error, ShopError) else type(error).__name__
                self._failed(kind, subject, said, broken=True, thing=None)
            raise
        problem = problem_of(result)
        if problem:
            self._failed(kind, subject, problem, broken=False, thing=result)
        elif subject in self._queries.troubled():  # also where another till had failed
            self._mended(subject)
        return result

    def settle(self, trouble_id: str, *, staff: str, reason: str) -> None:
        """A person has looked after it; UserError("reason_missing")."""
        words = checked_reason(reason)
        with self._context.unit_of_work() as unit:
            unit.troubles.handle(trouble_id, signed(words, staff))
            note = self._context.note("trouble.settle", trouble_id, staff=staff, after=words)
            unit.audit.append([note])
            unit.commit()

    def _failed(
        self, kind: TroubleKind, subject: str, problem: str, *, broken: bool, thing: object
    ) -> None:
        now = self._context.now()
        due_at = thing.due_at if isinstance(thing, Attempt | Refund) else None
        try:
            with self._context.unit_of_work() as unit:
                trouble = Trouble(
                    id=subject,
                    kind=kind,
                    order_id=_order_of(unit, kind, subject),
                    till=self._context.till,
                    problem=problem,
                    broken=broken,
                    since=now,
                    due_at=due_at or now + RETRY,
                )
                unit.troubles.failed(trouble)
                unit.commit()
        except ShopError as error:  # the books themselves are in trouble: that is told elsewhere
            log.warning("nobody could write down what failed about %s: %s", subject, error)

    def _mended(self, subject: str) -> None:
        with self._context.unit_of_work() as unit:
            unit.troubles.mended(subject)
            unit.commit()


def is_ours(error: Exception) -> bool:
    """Whether a failure is this program's own fault."""
    return not isinstance(error, ShopError) or isinstance(error, Bug)


def _order_of(unit: UnitOfWork, kind: TroubleKind, subject: str) -> str:
    if kind is TroubleKind.PAYMENT:
        return unit.payments.get_attempt(subject).order_id
    return unit.payments.get_refund(subject).order_id if kind is TroubleKind.REFUND else subject
