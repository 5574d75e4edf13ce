"""One thing to look after: an attempt to take money, or money going back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.payment import LIVE, Attempt, AttemptState, Refund, RefundState
from app.ports.queries import OpenAttempt, OpenRefund


class Doing(StrEnum):
    """What a person can do; its words are `payments.do.<value>`."""

    CHECK = "check"
    CANCEL = "cancel"
    REFUND = "refund"
    RETRY = "retry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Exactly one of `attempt` and `refund` is there."""

    order_number: str
    tender: str
    currency: str
    attempt: Attempt | None = None
    refund: Refund | None = None

    @property
    def id(self) -> str:
        """Of the attempt or the refund."""
        return self._subject.id

    @property
    def order_id(self) -> str:
        """The order it belongs to."""
        return self._subject.order_id

    @property
    def since(self) -> datetime:
        """When it began."""
        return self._subject.created_at

    @property
    def next_at(self) -> datetime | None:
        """When the provider is asked next; None when it is a person's turn."""
        return self._subject.due_at

    @property
    def amount_minor(self) -> int:
        """What it is about; money that came late or wrong counts as it came."""
        if self.refund is not None:
            return self.refund.amount_minor
        return (self.attempt.paid_minor or self.attempt.amount_minor) if self.attempt else 0

    @property
    def told_key(self) -> str:
        """The message that says what it means and what to do."""
        if self.refund is not None:
            return f"payments.told.refund.{self.refund.state}"
        return f"payments.told.{self.attempt.state}" if self.attempt else ""

    @property
    def doings(self) -> tuple[Doing, ...]:
        """What can be done, the usual thing first."""
        if self.refund is not None:
            failed = self.refund.state is RefundState.FAILED
            return (Doing.RETRY,) if failed else (Doing.CHECK,)
        if self.attempt is not None and self.attempt.state in LIVE:
            return (Doing.CHECK, Doing.CANCEL)
        return (Doing.REFUND,)

    @property
    def urgent(self) -> bool:
        """Whether it waits for a person and nothing else will happen."""
        if self.refund is not None:
            return self.refund.state is RefundState.FAILED
        waiting = {AttemptState.LATE_PAID, AttemptState.MISMATCH}
        return self.attempt is not None and self.attempt.state in waiting

    @property
    def _subject(self) -> Attempt | Refund:
        subject = self.refund or self.attempt
        if subject is None:
            raise ValueError("a case is about an attempt or a refund")
        return subject


def cases(attempts: Iterable[OpenAttempt], refunds: Iterable[OpenRefund]) -> list[Case]:
    """Everything to look after: what waits for a person first, then the oldest."""
    found = [
        Case(
            order_number=each.order_number,
            tender=each.attempt.tender,
            currency=each.attempt.currency,
            attempt=each.attempt,
        )
        for each in attempts
    ]
    found += [
        Case(
            order_number=each.order_number,
            tender=each.refund.tender,
            currency=each.currency,
            refund=each.refund,
        )
        for each in refunds
    ]
    return sorted(found, key=lambda case: (not case.urgent, case.since))
