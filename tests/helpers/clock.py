"""A clock that stands still until a test moves it."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

from app.gateways.answers import CHINA


def noon() -> datetime:
    """The middle of this day in China: no test goes over midnight, whenever it is run."""
    return datetime.now(CHINA).replace(hour=12, minute=0, second=0, microsecond=0).astimezone(UTC)


class StandingClock:
    """Starts at the machine's time, because a provider checks it, and moves only by hand."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime.now(UTC).replace(microsecond=0)
        self._seconds = 1000.0
        self._off = timedelta(0)

    def now(self) -> datetime:
        """Aware UTC time."""
        return self._now

    def china_day(self) -> date:
        """The day it is in China, by which providers' books go."""
        return self._now.astimezone(CHINA).date()

    def true_now(self) -> datetime:
        """What time it is for everybody else, whatever this clock was set to."""
        return self._now - self._off

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return self._seconds

    def advance(self, **delta: float) -> None:
        """Let time pass, on both clocks."""
        step = timedelta(**delta)
        self._now += step
        self._seconds += step.total_seconds()

    def jump(self, **delta: float) -> None:
        """Somebody sets the machine's clock: wall time jumps, durations do not."""
        step = timedelta(**delta)
        self._now += step
        self._off += step


class RunningClock(StandingClock):
    """Goes on by itself, with the machine's own time; what was advanced by hand comes on top."""

    def now(self) -> datetime:
        """Aware UTC time."""
        return super().now() + timedelta(seconds=time.monotonic() - self._begun)

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return super().monotonic() + time.monotonic() - self._begun

    def __init__(self) -> None:
        super().__init__()
        self._begun = time.monotonic()
