"""What an import would do, and what it did."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import money
from app.domain.importing.model import Columns, Outcome, Planned, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """What becomes of each row of a file, and how many rows are what."""

    rows: tuple[Planned, ...]

    @property
    def new(self) -> int:
        """Rows that are new products."""
        return self._count(Outcome.NEW)

    @property
    def changed(self) -> int:
        """Rows that change a product."""
        return self._count(Outcome.CHANGED)

    @property
    def unchanged(self) -> int:
        """Rows that say what is known."""
        return self._count(Outcome.UNCHANGED)

    @property
    def bad(self) -> int:
        """Rows that cannot be imported; each has its reason."""
        return self._count(Outcome.BAD)

    @property
    def warned(self) -> int:
        """Rows that are good and have something to look at."""
        return sum(1 for row in self.rows if row.warnings)

    def _count(self, outcome: Outcome) -> int:
        return sum(1 for row in self.rows if row.outcome is outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(_Rows):
    """What an import would do now."""

    name: str
    columns: Columns
    readings: tuple[Reading, ...]
    currency: money.Currency


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(_Rows):
    """What an import did; a cancelled one did only the first `rows` of the file."""

    cancelled: bool
