"""When to ask a provider next: arithmetic over an attempt and the time, nothing else."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta

from app.domain.payment import Attempt, AttemptState, Refund, Way

QUICK_S, QUICK_POLLS, CALM_S = 2.0, 15, 5.0
BACKOFF_S = (5.0, 10.0, 20.0, 30.0)
OVERDUE_S = ((60.0, CALM_S), (7200.0, 30.0))
"""A code that cannot be ended: so long after its time, so often; then every `STALE_S`."""
STALE_S = 300.0
REFUND_S = (10.0, 1800.0)
"""Alipay: ask for a refund 10 s after it at the earliest; WeChat Pay takes up to days."""
LATE_WATCH_MIN = (1, 5, 15, 30, 60, 120)
LONGEST = timedelta(hours=1)
"""Nothing is left alone for longer, whatever it waits for."""
JITTER = 0.2
_WATCHED = frozenset({AttemptState.CANCELLED, AttemptState.EXPIRED, AttemptState.CLAIMED})
_ANSWERED = frozenset({Way.SHOWN, Way.SCANNED})
_ASKED = frozenset({AttemptState.CREATED, AttemptState.PENDING, AttemptState.UNKNOWN})


def next_check(attempt: Attempt, now: datetime) -> datetime | None:
    """The next time to ask about an attempt; None when nothing more is to be learnt.

    A waiting code is asked about every 2 s, fifteen times, then every 5 s; without a
    believable answer after 5, 10, 20, then every 30 s. When its time has been over for long,
    it is asked about more and more seldom, but for ever. One that was cancelled, expired or
    only claimed is asked about at 1, 5, 15, 30, 60 and 120 minutes, as long as a shown code can
    live, and on until the last of these was answered; so is a customer's code that was refused,
    because a refusal may be unsigned. Nobody can be asked about cash, card slips and codes of a
    bank.
    """
    if attempt.way not in _ANSWERED:
        return None
    if attempt.state in _WATCHED or _was_refused(attempt):
        return _next_late_check(attempt, now)
    if attempt.state not in _ASKED:
        return None
    if attempt.unanswered:
        wait_s = BACKOFF_S[min(attempt.unanswered, len(BACKOFF_S)) - 1]
    else:
        wait_s = QUICK_S if attempt.polls < QUICK_POLLS else CALM_S
    wait_s = max(wait_s, _overdue_s(attempt, now))
    return now + timedelta(seconds=wait_s * _jitter(attempt.id, attempt.polls))


def is_due(due_at: datetime | None, now: datetime) -> bool:
    """Whether to ask now. What is due too far ahead was written by a clock that was wrong."""
    return due_at is not None and (due_at <= now or due_at > now + LONGEST)


def refund_wait(refund: Refund, now: datetime) -> timedelta:
    """How long to wait before a refund is sent or asked about again: half as long as so far.

    One that a person has sent again is a new beginning.
    """
    least_s, most_s = REFUND_S
    waited_s = (now - (refund.retried_at or refund.created_at)).total_seconds()
    wait_s = min(waited_s / 2, most_s) * _jitter(refund.id, round(waited_s))
    return timedelta(seconds=max(wait_s, least_s))


def _overdue_s(attempt: Attempt, now: datetime) -> float:
    """The least wait for an attempt whose time is over and that is live all the same."""
    if attempt.expires_at is None or now <= attempt.expires_at:
        return 0.0
    over_s = (now - attempt.expires_at).total_seconds()
    return next((wait_s for until_s, wait_s in OVERDUE_S if over_s < until_s), STALE_S)


def _next_late_check(attempt: Attempt, now: datetime) -> datetime | None:
    ended = min(attempt.settled_at or attempt.created_at, now)
    for minutes in LATE_WATCH_MIN:
        at = ended + timedelta(minutes=minutes)
        if at > now:
            return at
    if attempt.unanswered:
        return now + timedelta(seconds=STALE_S * _jitter(attempt.id, attempt.polls))
    return None


def _was_refused(attempt: Attempt) -> bool:
    return attempt.state is AttemptState.DECLINED and attempt.way is Way.SCANNED


def _jitter(id_: str, count: int) -> float:
    """A factor of 0.8 to 1.2, fixed by id and count, so that tills do not ask in step."""
    spread = zlib.crc32(f"{id_}{count}".encode()) / 0xFFFFFFFF
    return 1 - JITTER + 2 * JITTER * spread
