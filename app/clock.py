"""The machine's own time, for everything that does not run in a test."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class SystemClock:
    """Implements app.ports.clock.Clock."""

    def now(self) -> datetime:
        """Aware UTC wall time."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()
