"""When to ask a provider next: arithmetic over an attempt and the time, nothing else."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta

from app.domain.payment import Attempt, AttemptState, Way

QUICK_S, QUICK_POLLS, CALM_S = 2.0, 15, 5.0
BACKOFF_S = (5.0, 10.0, 20.0, 30.0)
LATE_WATCH_MIN = (1, 5, 15, 30, 60, 120)
JITTER = 0.2
_WATCHED = frozenset({AttemptState.CANCELLED, AttemptState.EXPIRED, AttemptState.CLAIMED})
_ANSWERED = frozenset({Way.SHOWN, Way.SCANNED})
_ASKED = frozenset({AttemptState.CREATED, AttemptState.PENDING, AttemptState.UNKNOWN})


def next_check(attempt: Attempt, now: datetime) -> datetime | None:
    """The next time to ask about an attempt; None when nothing more is to be learnt.

    A waiting code is asked about every 2 s, fifteen times, then every 5 s; without a
    believable answer after 5, 10, 20, then every 30 s. One that was cancelled, expired or only
    claimed is asked about at 1, 5, 15, 30, 60 and 120 minutes, as long as a shown code can
    live. Nobody can be asked about cash, card slips and codes of a bank.
    """
    if attempt.way not in _ANSWERED:
        return None
    if attempt.state in _WATCHED:
        return _next_late_check(attempt, now)
    if attempt.state not in _ASKED:
        return None
    if attempt.unanswered:
        wait_s = BACKOFF_S[min(attempt.unanswered, len(BACKOFF_S)) - 1]
    else:
        wait_s = QUICK_S if attempt.polls < QUICK_POLLS else CALM_S
    return now + timedelta(seconds=wait_s * _jitter(attempt))


def _next_late_check(attempt: Attempt, now: datetime) -> datetime | None:
    ended = attempt.settled_at or attempt.created_at
    for minutes in LATE_WATCH_MIN:
        at = ended + timedelta(minutes=minutes)
        if at > now:
            return at
    return None


def _jitter(attempt: Attempt) -> float:
    """A factor of 0.8 to 1.2, fixed by attempt and count, so that tills do not ask in step."""
    spread = zlib.crc32(f"{attempt.id}{attempt.polls}".encode()) / 0xFFFFFFFF
    return 1 - JITTER + 2 * JITTER * spread
