"""One program at a time asks about an attempt; the database keeps the others away."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.payment import AttemptState
from app.ports.queries import Line
from tests.helpers.books import NOW, Books, make_attempt, make_line, make_order

LATER = NOW + timedelta(seconds=90)
ALIPAY = Line("alipay", False)


def _attempt(books: Books) -> str:
    order = make_order(make_line())
    attempt = make_attempt(order, AttemptState.PENDING, due_at=NOW)
    books.add_order(order, attempt)
    return attempt.id


def _take(
    books: Books, attempt_id: str, holder: str, *, now: datetime = NOW, until: datetime = LATER
) -> bool:
    with books.unit_of_work() as unit:
        taken = unit.turns.take(attempt_id, holder, until=until, now=now)
        unit.commit()
    return taken


def _is_due(books: Books, now: datetime) -> bool:
    return bool(books.queries.due_attempts(ALIPAY, now, 10))


def test_a_turn_is_one_holders_until_its_time_is_over(books: Books) -> None:
    attempt_id = _attempt(books)
    assert _take(books, attempt_id, "a")
    assert not _take(books, attempt_id, "b")
    assert not _take(books, attempt_id, "a"), "the same program asks once as well"
    assert _take(books, attempt_id, "b", now=LATER, until=LATER + timedelta(seconds=90))
    assert not _take(books, attempt_id, "a", now=LATER)


def test_a_turn_of_a_clock_that_was_wrong_is_over(books: Books) -> None:
    attempt_id = _attempt(books)
    ahead = NOW + timedelta(days=400)
    assert _take(books, attempt_id, "a", now=ahead, until=ahead + timedelta(seconds=90))
    assert _is_due(books, NOW)
    assert _take(books, attempt_id, "b")
    assert not _take(books, attempt_id, "c")


def test_what_somebody_asks_about_is_not_due_for_others(books: Books) -> None:
    attempt_id = _attempt(books)
    assert _is_due(books, NOW)
    _take(books, attempt_id, "a")
    assert not _is_due(books, NOW)
    assert _is_due(books, LATER), "its holder must have died"
    with books.unit_of_work() as unit:
        unit.turns.give_back(attempt_id, "a", until=LATER)
        unit.commit()
    assert _is_due(books, NOW)
    assert _take(books, attempt_id, "b")


def test_a_turn_that_passed_to_another_is_neither_kept_nor_given_back(books: Books) -> None:
    attempt_id = _attempt(books)
    _take(books, attempt_id, "a")
    more = LATER + timedelta(seconds=60)
    with books.unit_of_work() as unit:
        assert unit.turns.extend(attempt_id, "a", until=LATER, to=more)
        assert not unit.turns.extend(attempt_id, "a", until=LATER, to=more)
        assert not unit.turns.extend(attempt_id, "b", until=more, to=more)
        unit.commit()
    _take(books, attempt_id, "b", now=more, until=more + timedelta(seconds=1))
    with books.unit_of_work() as unit:
        assert not unit.turns.extend(attempt_id, "a", until=more, to=LATER)
        unit.turns.give_back(attempt_id, "a", until=more)
        unit.commit()
    assert not _take(books, attempt_id, "c", now=more)


def test_who_comes_back_takes_up_its_own_and_nobody_elses(books: Books) -> None:
    mine, others = _attempt(books), _attempt(books)
    _take(books, mine, "a")
    _take(books, others, "b")
    with books.unit_of_work() as unit:
        unit.turns.forget("a", over_since=NOW)
        unit.commit()
    assert _take(books, mine, "c")
    assert not _take(books, others, "c")


def test_a_turn_that_nobody_came_back_for_is_gone_after_a_while(books: Books) -> None:
    old, running = _attempt(books), _attempt(books)
    _take(books, old, "a")
    _take(books, running, "b", until=LATER + timedelta(hours=2))
    with books.unit_of_work() as unit:
        unit.turns.forget("c", over_since=LATER + timedelta(hours=1))
        unit.commit()
    with books.unit_of_work() as unit:
        assert not unit.turns.extend(old, "a", until=LATER, to=LATER)
        until = LATER + timedelta(hours=2)
        assert unit.turns.extend(running, "b", until=until, to=until)


def test_only_what_may_be_lost_is_not_waited_for(sqlite_books: Books) -> None:
    def waits() -> bool:
        writer = sqlite_books.database._store._writer.driver_connection  # type: ignore[attr-defined]
        return bool(writer.execute("PRAGMA synchronous").fetchone()[0] == 2)

    for fleeting in (True, False, True, False):
        with sqlite_books.unit_of_work(fleeting=fleeting):
            assert waits() is not fleeting
