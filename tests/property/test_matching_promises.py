"""Promises of matching: whatever the order of lines, however often one is repeated, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.payment import Attempt, AttemptState, Refund, RefundState, Way
from app.domain.reconciling import by_number
from app.domain.reconciling.by_words import Matcher
from app.domain.reconciling.model import Finding, Line, Match, numbered, same_money

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = NOON.date()
AMOUNTS = st.sampled_from([100, 550, 551])
CURRENCIES = st.sampled_from(["CNY", "CNY", "CNY", "USD"])
PAID = [AttemptState.SUCCEEDED, AttemptState.CLAIMED, AttemptState.LATE_PAID]
STATES = st.sampled_from([*PAID, AttemptState.CANCELLED, AttemptState.UNKNOWN])


@st.composite
def books(draw: st.DrawFn) -> list[Attempt]:
    """A few attempts, some with a reference or a slip."""
    made = []
    for place in range(draw(st.integers(0, 5))):
        amount_minor, state = draw(AMOUNTS), draw(STATES)
        made.append(
            Attempt(
                id=f"{place:032x}",
                order_id=f"{place:032x}",
                tender="x",
                provider="x",
                way=Way.CASHIER,
                amount_minor=amount_minor,
                currency="CNY",
                state=state,
                paid_minor=amount_minor if state in PAID else 0,
                provider_ref=draw(st.sampled_from([None, f"RF18{place}53900754703"])),
                created_at=NOON + timedelta(days=draw(st.integers(0, 9))),
            )
        )
    return made


@st.composite
def statements(draw: st.DrawFn) -> list[Line]:
    """A few lines, among them some that stand there twice."""
    lines = [
        Line(
            provider="x",
            day=DAY + timedelta(days=draw(st.integers(0, 9))),
            at=NOON,
            number=f"{draw(st.integers(0, 6)):032x}",
            refund_number=draw(st.sampled_from(["", "r0", "r1"])),
            words=draw(st.sampled_from(["", "RF18 1539 0075 4703", "rent"])),
            amount_minor=draw(AMOUNTS) * draw(st.sampled_from([1, 1, -1])),
            currency=draw(CURRENCIES),
        )
        for _ in range(draw(st.integers(0, 6)))
    ]
    return numbered([*lines, *draw(st.lists(st.sampled_from(lines), max_size=2))] if lines else [])


def refunds(attempts: Sequence[Attempt]) -> list[Refund]:
    """One of each of the first two attempts."""
    return [
        Refund(
            id=f"r{place}",
            order_id=attempt.order_id,
            attempt_id=attempt.id,
            tender="x",
            amount_minor=100,
            state=RefundState.SUCCEEDED,
            created_at=NOON,
        )
        for place, attempt in enumerate(attempts[:2])
    ]


def told(matches: Sequence[Match]) -> dict[str, tuple[Finding, tuple[str, ...]]]:
    """What each line turned out to be."""
    return {m.line.id: (m.finding, tuple(a.id for a in m.attempts)) for m in matches}


def both_ways(attempts: list[Attempt], lines: list[Line]) -> list[list[Match]]:
    """By number, and by words in a bank's and an acquirer's list."""
    found = [by_number.match(lines, attempts, refunds(attempts))]
    for all_sales in (False, True):
        known = (attempts, refunds(attempts))
        matcher = Matcher(*known, day_of=lambda at: at.date(), all_sales=all_sales)
        found.append(matcher.match(lines))
    return found


@given(books(), statements(), st.randoms())
def test_the_order_of_lines_and_attempts_does_not_matter(
    attempts: list[Attempt], lines: list[Line], chance: object
) -> None:
    before = [told(x) for x in both_ways(attempts, lines)]
    chance.shuffle(attempts)  # type: ignore[attr-defined]
    chance.shuffle(lines)  # type: ignore[attr-defined]
    again = both_ways(sorted(attempts, key=lambda a: a.id), lines)
    assert [told(x) for x in again] == before


@given(books(), statements())
def test_every_line_is_told_once_and_no_payment_is_found_twice(
    attempts: list[Attempt], lines: list[Line]
) -> None:
    for matches in both_ways(attempts, lines):
        assert sorted(m.line.id for m in matches) == sorted(line.id for line in lines)
        matched = [
            a.id
            for m in matches
            for a in m.attempts
            if m.finding in {Finding.MATCHED, Finding.DIFFERENT} and m.line.amount_minor > 0
        ]
        assert len(matched) == len(set(matched))


@given(books(), statements())
def test_what_matches_is_the_same_money(attempts: list[Attempt], lines: list[Line]) -> None:
    for matches in both_ways(attempts, lines):
        for match in matches:
            if match.finding is Finding.MATCHED and match.line.amount_minor > 0:
                if match.attempt is not None:
                    assert same_money(match.line, match.attempt)
                total = sum(a.asked_minor for a in match.attempts)
                assert match.line.amount_minor == total


@given(books(), statements())
def test_a_file_that_says_everything_twice_has_nothing_more_to_match(
    attempts: list[Attempt], lines: list[Line]
) -> None:
    twice = numbered(replace(x, id="") for x in [*lines, *lines])
    for once, more in zip(both_ways(attempts, lines), both_ways(attempts, twice), strict=True):
        assert {x.id for x in lines} <= {m.line.id for m in more}
        assert len(more) == 2 * len(once)


@given(statements())
def test_lines_are_the_same_however_often_they_are_read(lines: list[Line]) -> None:
    assert numbered(replace(x, id="") for x in lines) == lines
    assert len({x.id for x in lines}) == len(lines)


def test_nothing_matches_nothing() -> None:
    assert both_ways([], []) == [[], [], []]
