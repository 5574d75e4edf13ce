"""What the books have and a statement has not, for days whose statements were read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo

from app.domain.payment import CAPTURED, FOR_A_PERSON, Attempt, Refund, RefundState

EXTERNAL = "external"
"""The reason of refunds that were learnt from a statement."""


def payments(
    attempts: Iterable[Attempt],
    *,
    spoken_of: Collection[str],
    read: Mapping[date, datetime],
    zone: tzinfo,
) -> list[Attempt]:
    """Attempts with money that no line speaks of.

    Args:
        read: days whose statements were read, and up to which moment each was complete.
        zone: where those days begin.
    """
    return [
        a
        for a in attempts
        if a.state in CAPTURED
        and a.id not in spoken_of
        and _read_through(a.paid_at or a.created_at, _heard_at(a), read, zone)
    ]


def refunds(
    known: Iterable[Refund],
    *,
    spoken_of: Collection[str],
    read: Mapping[date, datetime],
    zone: tzinfo,
) -> list[Refund]:
    """Refunds the provider confirmed, and that no line speaks of."""
    return [
        r
        for r in known
        if r.state is RefundState.SUCCEEDED
        and r.reason != EXTERNAL
        and r.id not in spoken_of
        and _read_through(r.created_at, r.settled_at, read, zone)
    ]


def _heard_at(attempt: Attempt) -> datetime | None:
    """When its money had come, at the latest where the provider has not said when; what came
    late came after the attempt had ended.
    """
    if attempt.paid_at is not None:
        return attempt.paid_at
    late = attempt.state in FOR_A_PERSON
    return attempt.checked_at if late else attempt.settled_at


def _read_through(
    first: datetime, last: datetime | None, read: Mapping[date, datetime], zone: tzinfo
) -> bool:
    """Whether every day on which it may have happened was read."""
    if last is None:
        return False
    day, end = first.astimezone(zone).date(), last.astimezone(zone).date()
    while day <= end:
        if day not in read:
            return False
        day += timedelta(days=1)
    return last <= read[end]
