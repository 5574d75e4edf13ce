"""What comparing the books with statements needs: lines kept, days read, differences open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from app.domain.importing.model import SourceRow
    from app.domain.order_states import Lifecycle, PaymentState
    from app.domain.payment import Attempt, Refund
    from app.domain.reconciling.model import Difference, Line
    from app.ports.exchanges import Said


class StatementFile(Protocol):
    """A file somebody got from a provider or a bank, opened.

    Attributes:
        name: the file's name without its folder.
    """

    name: str

    def content(self) -> bytes:
        """All bytes, unpacked where they were compressed; errors as for `rows`."""

    def rows(self) -> Sequence[SourceRow]:
        """The same as rows; the errors of app.ports.imports."""


class Span(NamedTuple):
    """Whose statements, and from which day to which, both included.

    `merchant` is the shop's account there; empty where the statement knows of none.
    """

    provider: str
    test: bool
    first: date
    last: date
    merchant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the books have of a span, and what statements have said of it so far.

    Attributes:
        read: days whose statements were read, and up to which moment each was complete.
    """

    attempts: tuple[Attempt, ...]
    refunds: tuple[Refund, ...]
    lines: tuple[Line, ...]
    read: Mapping[date, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDifference:
    """A difference that waits for a person; `order_number` is empty where none is known."""

    difference: Difference
    order_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOrder:
    """An order that has too much of the customer's money, or lies about with too little."""

    order_id: str
    number: str
    payment: PaymentState
    lifecycle: Lifecycle
    placed_at: datetime
    total_minor: int
    held_minor: int
    currency: str


class StatementRepository(Protocol):
    """Lines, days and differences, written in one transaction."""

    def begin(
        self, provider: str, *, test: bool, reader: str, until: datetime, now: datetime
    ) -> bool:
        """Only this reader compares a provider's statements; False while another one does.

        Who never ends is not waited for after `until`.
        """

    def end(self, reader: str) -> None:
        """Let others read again."""

    def keep(self, lines: Sequence[Line]) -> None:
        """Insert, or replace the line with the same id."""

    def keep_day(self, span: Span, until: datetime) -> None:
        """The days of a span were read, and were complete up to this moment."""

    def open(self, differences: Sequence[Difference]) -> None:
        """Insert; what was opened before stays as it is, also when it is closed."""

    def get_difference(self, difference_id: str) -> Difference:
        """Load by id; UserError("difference_not_found")."""

    def open_ids(self, provider: str, *, test: bool) -> set[str]:
        """Ids of a provider's differences that are not settled."""

    def close(self, ids: Sequence[str], *, at: datetime, closing: str) -> None:
        """Settle those that are open."""


class StatementReads(Protocol):
    """Reads around statements, and what else waits for a person in the Payments view."""

    def held(self, span: Span) -> Held:
        """What the books have around a span, a week more on both sides.

        The payments of its refunds are there too, however long ago they were.
        """

    def numbered(self, ids: Sequence[str]) -> tuple[Sequence[Attempt], Sequence[Refund]]:
        """Attempts and refunds with these numbers; what is no number of ours is left out."""

    def open_differences(self) -> Sequence[OpenDifference]:
        """Everything not settled yet, oldest first.

        Refunds that a provider told of are settled once the books have them.
        """

    def open_orders(self, now: datetime) -> Sequence[OpenOrder]:
        """Orders with too much money, and unfinished ones with a part of it and no time left.

        Those are left out of which an open payment or refund tells already.
        """

    def claims(self, before: datetime) -> Sequence[tuple[Attempt, str]]:
        """Payments only a person vouches for since then, with their orders' numbers."""

    def circumstances(self, order_ids: Sequence[str]) -> Mapping[str, OpenOrder]:
        """How things stand with some orders."""

    def exchanges(self, attempt_id: str) -> Sequence[Said]:
        """What was said about a payment and its refunds, newest first."""
