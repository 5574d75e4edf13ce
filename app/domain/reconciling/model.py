"""Plain data of a comparison: lines of a statement, what they turn out to be, differences."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from app.domain.payment import CAPTURED, Attempt, AttemptState, Refund


class Finding(StrEnum):
    """What a line, or something that no line speaks of, turns out to be."""

    MATCHED = "MATCHED"
    UNDONE = "UNDONE"  # money that came and went back by itself; the books have neither
    NOT_OURS = "NOT_OURS"  # a bank's line about something else than a sale
    MISSING_HERE = "MISSING_HERE"  # the statement has it, the books have not
    MISSING_THERE = "MISSING_THERE"  # the books have it, the statement has not
    DIFFERENT = "DIFFERENT"  # another amount or currency
    UNCLEAR = "UNCLEAR"  # more than one payment could be meant
    EXTERNAL_REFUND = "EXTERNAL_REFUND"  # went back without the till
    TOLD_REFUND = "TOLD_REFUND"  # so the provider says; no statement has shown it yet


AGREED = frozenset({Finding.MATCHED, Finding.UNDONE, Finding.NOT_OURS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a statement, as it is kept; the same line read again has the same `id`.

    Attributes:
        test: of a provider that moves no real money.
        day: in the books of whoever made the statement.
        number: our own number in it, or that of a terminal's slip; empty where there is none.
        refund_number: our own number of a refund; empty for payments.
        words: the reference a bank's line carries.
        amount_minor: below zero for money that went back.
        attempt_id, refund_id: what it is about, once that is known.
        done: nothing is left to be found out about it.
    """

    id: str = ""
    provider: str
    test: bool = False
    day: date
    at: datetime
    number: str = ""
    refund_number: str = ""
    provider_ref: str = ""
    words: str = ""
    amount_minor: int
    currency: str
    attempt_id: str | None = None
    refund_id: str | None = None
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a line turned out to be; several attempts where it is the total of a day."""

    line: Line
    finding: Finding
    attempts: tuple[Attempt, ...] = ()
    refund: Refund | None = None

    @property
    def attempt(self) -> Attempt | None:
        """The attempt, when it is exactly one."""
        return self.attempts[0] if len(self.attempts) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something for a person: the statement and the books do not agree.

    Attributes:
        id: of the line, or of the attempt or refund that no line speaks of.
        theirs_minor, ours_minor: None where the statement, or the books, have nothing.
        words: what a person can recognise it by.
        closing: who settled it and why; empty where a later statement did.
    """

    id: str
    finding: Finding
    provider: str
    test: bool
    order_id: str | None = None
    attempt_id: str | None = None
    theirs_minor: int | None = None
    currency: str
    ours_minor: int | None = None
    ours_currency: str
    at: datetime
    words: str = ""
    opened_at: datetime
    closed_at: datetime | None = None
    closing: str = ""


def numbered(lines: Iterable[Line]) -> list[Line]:
    """Give lines their ids: what they say, and how often the same was said above them."""
    seen: dict[str, int] = {}
    found = []
    for line in lines:
        said = "\n".join(
            (
                line.provider, str(line.test), line.day.isoformat(), line.at.isoformat(),
                line.number, line.refund_number, line.provider_ref, line.words,
                str(line.amount_minor), line.currency,
            )
        )  # fmt: skip
        seen[said] = seen.get(said, 0) + 1
        digest = hashlib.sha256(f"{said}\n{seen[said]}".encode()).hexdigest()
        found.append(replace(line, id=digest[:32]))
    return found


def expected_minor(attempt: Attempt) -> int:
    """What a statement should say of a payment: what came, else what was asked for."""
    heard = CAPTURED - {AttemptState.CLAIMED}
    return attempt.paid_minor if attempt.state in heard else attempt.asked_minor


def same_money(line: Line, attempt: Attempt) -> bool:
    """Whether a line about an attempt says what the books say."""
    expected = (expected_minor(attempt), attempt.currency)
    return (line.amount_minor, line.currency) == expected
