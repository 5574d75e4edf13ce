"""What is not over yet, counted, and what keeps failing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.trouble import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is not over yet, told apart by whose turn it is.

    Attributes:
        payments, refunds: those a provider is asked about by itself; oldest_at: since when.
        unknown: so many of these payments had no answer that can be believed.
        receipts: those that wait for this till's printer.
        tasks: what stands still until a person does something; task_at: since when.
    """

    payments: int = 0
    unknown: int = 0
    refunds: int = 0
    receipts: int = 0
    oldest_at: datetime | None = None
    tasks: int = 0
    task_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTrouble:
    """Something that keeps failing, and the order it is about."""

    trouble: Trouble
    order_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnprintedReceipts:
    """Receipts of a till that its printer has not taken for long.

    Attributes:
        tries: of the one that was tried most often; problem: of the one that failed last.
    """

    receipts: int
    since: datetime
    due_at: datetime
    tries: int
    problem: str


class WaitingReads(Protocol):
    """What is not over yet, and what keeps failing."""

    def troubles(self) -> Sequence[OpenTrouble]:
        """What keeps failing and nobody has looked after, oldest first.

        What is not to be tried any more is left out, and what has failed too few times.
        """

    def troubled(self) -> frozenset[str]:
        """Ids of all that failed the last time."""

    def unprinted(self, till: str) -> UnprintedReceipts | None:
        """Receipts that were tried too often; None when there are none."""

    def waiting(self, till: str, now: datetime) -> Waiting:
        """The same things that the Payments view lists; receipts are those of a till."""
