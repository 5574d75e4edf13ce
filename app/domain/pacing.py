"""How fast a provider may be asked: faster while it answers, half as fast when it has enough."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

START, SLOWEST, FASTEST = 10.0, 0.2, 50.0
"""Requests a second."""
SPARE = 30.0
"""So many may leave at once after a pause; and so many may have left too early."""
_NEAR, _CAREFUL = 0.8, 0.05
_ONCE_IN_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What a provider bears. Times are seconds that never go back.

    Attributes:
        rate: requests a second.
        too_fast: the rate at which it last had enough.
        spare: requests that may leave at `counted_s`; below 0 when too many have left.
        quiet_until_s: it asked to be left alone until then.
        slowed_s: when the rate was last halved.
    """

    rate: float = START
    too_fast: float = FASTEST
    spare: float = SPARE
    counted_s: float = 0.0
    quiet_until_s: float = -math.inf
    slowed_s: float = -math.inf


def left(pace: Pace, now_s: float) -> Pace:
    """A request leaves."""
    spare = max(_spare(pace, now_s) - 1, -SPARE)
    return replace(pace, spare=spare, counted_s=now_s)


def answered(pace: Pace, now_s: float) -> Pace:
    """A request was answered: soon twice the rate, with care near what was too fast before."""
    near = _NEAR * pace.too_fast
    more = min(1.0, pace.rate / 2) if pace.rate < near else _CAREFUL * pace.too_fast / pace.rate
    return replace(
        pace,
        rate=min(pace.rate + more, FASTEST),
        too_fast=max(pace.too_fast, min(pace.rate, FASTEST)),
        spare=_spare(pace, now_s),
        counted_s=now_s,
    )


def had_enough(pace: Pace, now_s: float, *, wait_s: float) -> Pace:
    """A request was refused for being one too many; several at once count as one."""
    quiet_until_s = max(pace.quiet_until_s, now_s + wait_s)
    if now_s - pace.slowed_s < _ONCE_IN_S:
        return replace(pace, quiet_until_s=quiet_until_s)
    return replace(
        pace,
        rate=max(pace.rate / 2, SLOWEST),
        too_fast=pace.rate,
        spare=min(_spare(pace, now_s), 0.0),
        counted_s=now_s,
        quiet_until_s=quiet_until_s,
        slowed_s=now_s,
    )


def room(pace: Pace, now_s: float) -> int:
    """How many requests may leave now."""
    return 0 if now_s < pace.quiet_until_s else max(0, math.floor(_spare(pace, now_s)))


def pause_s(pace: Pace, now_s: float) -> float:
    """How long until one may leave."""
    lacking = max(0.0, 1 - _spare(pace, now_s))
    return max(lacking / pace.rate, pace.quiet_until_s - now_s, 0.0)


def _spare(pace: Pace, now_s: float) -> float:
    return min(pace.spare + (now_s - pace.counted_s) * pace.rate, SPARE)
