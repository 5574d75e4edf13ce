"""What was said about payments comes back as it went in, sealed meanwhile, and is not piled up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.errors import Unavailable
from app.domain.payment import Attempt, AttemptState, Refund, RefundState
from app.ports.exchanges import Exchange, Outcome, Said
from data.ids import new_id
from tests.helpers.books import NOW, Books, make_attempt, make_line, make_order

QUESTION = Exchange(
    call="alipay.trade.query",
    outcome=Outcome.REFUSED,
    reason="ACQ.TRADE_NOT_EXIST",
    sent_at=NOW,
    answered_at=NOW + timedelta(milliseconds=42),
    status=200,
    request="POST https://pay.example/\n茶",
    answer='{"code":"40004"}',
)


@pytest.fixture
def attempt(books: Books) -> Attempt:
    """One that waits."""
    order = make_order(make_line())
    made = make_attempt(order, AttemptState.PENDING)
    books.add_order(order, made)
    return made


def keep(books: Books, attempt: Attempt, *said: Exchange, what: str = "query") -> list[Said]:
    """Write these down; all there is, newest first."""
    for exchange in said:
        with books.unit_of_work() as unit:
            unit.payments.add_exchange(attempt.id, exchange, what=what)
            unit.commit()
    return list(books.queries.exchanges(attempt.id))


def later(exchange: Exchange, seconds: int) -> Exchange:
    """The same, so much later; its request says so."""
    passed = timedelta(seconds=seconds)
    answered_at = exchange.answered_at and exchange.answered_at + passed
    request = f"{exchange.request} {seconds}"
    sent_at = exchange.sent_at + passed
    return replace(exchange, sent_at=sent_at, answered_at=answered_at, request=request)


def test_what_was_said_comes_back_as_it_was(books: Books, attempt: Attempt) -> None:
    silent = replace(QUESTION, answered_at=None, status=None, answer="", outcome=Outcome.UNKNOWN)
    second, first = keep(books, attempt, QUESTION, silent)
    assert first.exchange == QUESTION
    assert (first.what, first.refund_id, first.repeats) == ("query", None, 0)
    assert first.last_at == QUESTION.answered_at
    assert (second.exchange, second.last_at) == (silent, NOW)
    assert books.queries.exchanges(new_id()) == []


def test_the_same_answer_is_counted_and_not_piled_up(books: Books, attempt: Attempt) -> None:
    again = [later(QUESTION, seconds) for seconds in range(50)]
    (said,) = keep(books, attempt, *again)
    assert (said.repeats, said.exchange) == (49, again[0])
    assert said.last_at == again[-1].answered_at


@pytest.mark.parametrize(
    "change",
    [
        {"answer": '{"code":"10000"}'},
        {"status": 502},
        {"outcome": Outcome.UNKNOWN},
        {"reason": "another"},
        {"call": "alipay.trade.close"},
    ],
)
def test_what_is_news_has_a_row_of_its_own(
    books: Books, attempt: Attempt, change: dict[str, object]
) -> None:
    news = replace(later(QUESTION, 2), **change)  # type: ignore[arg-type]
    said = keep(books, attempt, QUESTION, news, later(news, 2), later(QUESTION, 6))
    counted = {x.exchange.sent_at: x.repeats for x in said}
    assert counted[news.sent_at] == 1
    assert len(said) == (2 if "call" in change else 3), "an answer that comes back is news again"


def test_the_same_words_of_a_person_are_not_counted(books: Books, attempt: Attempt) -> None:
    words = Exchange(sent_at=NOW, answered_at=NOW, answer="I saw it")
    assert len(keep(books, attempt, words, words, what="cashier")) == 2


def test_two_refunds_that_are_answered_alike_stay_apart(books: Books, attempt: Attempt) -> None:
    ids = [new_id(), new_id()]
    with books.unit_of_work() as unit:
        for refund_id in ids:
            refund = Refund(
                id=refund_id,
                order_id=attempt.order_id,
                attempt_id=attempt.id,
                tender="alipay",
                amount_minor=100,
                state=RefundState.PENDING,
                reason="",
                staff="li",
                created_at=NOW,
            )
            unit.payments.add_refund(refund)
            unit.payments.add_exchange(attempt.id, QUESTION, what="refund", refund_id=refund_id)
        unit.commit()
    said = books.queries.exchanges(attempt.id)
    assert [x.refund_id for x in said] == ids[::-1]


def test_a_row_that_cannot_be_read_any_more_stops_nothing(sqlite_books: Books) -> None:
    order = make_order(make_line())
    made = make_attempt(order, AttemptState.PENDING)
    sqlite_books.add_order(order, made)
    keep(sqlite_books, made, QUESTION)
    writer = sqlite_books.database._store._writer.driver_connection  # type: ignore[attr-defined]
    writer.execute("UPDATE payment_exchange SET answer_sealed = x'0102030405060708090a0b0c0d0e0f'")
    with sqlite_books.unit_of_work() as unit:
        unit.payments.add_exchange(made.id, later(QUESTION, 2), what="query")
        unit.commit()
    with pytest.raises(Unavailable, match="personal_data_locked"):
        sqlite_books.queries.exchanges(made.id)


def test_nobody_reads_it_in_the_database_itself(sqlite_books: Books) -> None:
    order = make_order(make_line())
    made = make_attempt(order, AttemptState.PENDING)
    sqlite_books.add_order(order, made)
    secret = replace(QUESTION, request="13800138000", answer='{"buyer":"cus***@x"')
    keep(sqlite_books, made, secret)
    sqlite_books.database.close()
    path = sqlite_books.url.removeprefix("sqlite:///")
    with open(path, "rb") as file:
        raw = file.read()
    assert b"alipay.trade.query" in raw and b"TRADE_NOT_EXIST" in raw
    assert b"13800138000" not in raw and b"cus***" not in raw
