"""A program's turns to ask about payments, against a real database and a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import cast

import pytest

from app.domain.errors import Unavailable, UserError
from app.domain.payment import AttemptState
from app.ports.gateway import Gateway
from app.services import turns
from app.services.context import Context
from app.services.events import Bus
from app.services.turns import CALL, LEASE, Turns
from data.ids import new_id
from tests.helpers.books import Books, make_attempt, make_line, make_order, refused


class Silent:
    """A gateway that answers nothing, and notes that it was asked."""

    id = "alipay"
    caps = merchant = None

    def __init__(self) -> None:
        self.asked = 0

    def query(self, _attempt_no: str) -> None:
        """Nothing."""
        self.asked += 1


@pytest.fixture
def attempt_id(books: Books) -> str:
    order = make_order(make_line())
    attempt = make_attempt(order, AttemptState.PENDING)
    books.add_order(order, attempt)
    return attempt.id


@pytest.fixture
def program(books: Books) -> Callable[[str], Turns]:
    """Opens one under a name."""
    context = Context(
        unit_of_work=books.unit_of_work, clock=books.clock, new_id=new_id, bus=Bus(), till="1"
    )
    return lambda name: Turns(context, name)


def test_who_comes_back_after_a_crash_goes_on_at_once(
    program: Callable[[str], Turns], attempt_id: str
) -> None:
    assert program("door").take([attempt_id])
    assert not program("window").take([attempt_id])
    assert program("door").take([attempt_id])


def test_who_does_not_come_back_is_followed_after_a_while(
    books: Books, program: Callable[[str], Turns], attempt_id: str
) -> None:
    program("door").take([attempt_id])
    books.clock.advance(seconds=LEASE.total_seconds() - 1)
    assert not program("window").take([attempt_id])
    books.clock.advance(seconds=1)
    assert program("window").take([attempt_id])


def test_a_turn_is_free_again_after_an_error(
    program: Callable[[str], Turns], attempt_id: str
) -> None:
    mine = program("door")
    with pytest.raises(ZeroDivisionError), mine.waited_for(attempt_id):
        raise ZeroDivisionError
    assert program("window").take([attempt_id])


def test_what_was_asked_stands_also_when_the_turn_cannot_be_given_back(
    books: Books, program: Callable[[str], Turns], attempt_id: str
) -> None:
    mine = program("door")
    turn = mine.take([attempt_id])[attempt_id]
    with mine.using(turn):
        books.database.close()


def test_a_person_is_told_when_the_turn_does_not_come(
    program: Callable[[str], Turns], attempt_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 2)
    program("door").take([attempt_id])
    with pytest.raises(Unavailable, match="attempt_busy"), program("desk").waited_for(attempt_id):
        pytest.fail("both ask")


def test_no_call_outlasts_its_turn(
    books: Books, program: Callable[[str], Turns], attempt_id: str
) -> None:
    mine, gateway = program("door"), Silent()
    turn = mine.take([attempt_id])[attempt_id]
    asking = mine.calls(turn, cast("Gateway", gateway))
    for _ in range(5):
        books.clock.advance(seconds=CALL.total_seconds())
        asking.query(attempt_id)
        assert turn.until - books.clock.now() >= CALL
        assert not program("window").take([attempt_id])
    books.clock.advance(seconds=(LEASE + timedelta(seconds=1)).total_seconds())
    assert program("window").take([attempt_id])
    refused(UserError, "changed_elsewhere", lambda: asking.query(attempt_id))
    assert gateway.asked == 5
    with mine.using(turn):
        pass
    assert not program("desk").take([attempt_id]), "it is the window's"
