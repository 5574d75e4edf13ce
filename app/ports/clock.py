"""Time, injected so that no rule and no test ever waits for it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """Aware UTC wall time; may jump when somebody sets the machine's clock."""

    def monotonic(self) -> float:
        """Seconds that never go back; for durations and countdowns."""
