"""Lines of statements, the days read and the differences come back as they went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.domain.errors import UserError
from app.domain.order import Order
from app.domain.payment import Attempt, AttemptState, Refund, RefundState, Way
from app.domain.reconciling.model import Difference, Finding, Line, numbered
from app.ports.exchanges import Exchange
from app.ports.statements import Span
from data.ids import new_id
from tests.helpers.books import NOW, Books, make_attempt, make_line, make_order, refused

DAY = NOW.date()
SPAN = Span("alipay", False, DAY, DAY)


def sold(books: Books, state: AttemptState, **fields: object) -> tuple[Order, Attempt]:
    """An order with one payment."""
    order = make_order(make_line())
    attempt = make_attempt(order, state, **fields)
    with books.database.unit_of_work() as unit:
        unit.orders.add(order)
        unit.payments.add_attempt(attempt)
        unit.commit()
    return order, attempt


def make_statement_line(**fields: object) -> Line:
    """A payment of a day."""
    values = {"provider": "alipay", "day": DAY, "at": NOW, "amount_minor": 1100, "currency": "CNY"}
    (made,) = numbered([Line(**{**values, **fields})])  # type: ignore[arg-type]
    return made


def make_difference(of: str, **fields: object) -> Difference:
    """Something that does not agree."""
    values = {
        "id": of,
        "finding": Finding.MISSING_HERE,
        "provider": "alipay",
        "test": False,
        "theirs_minor": 1100,
        "currency": "CNY",
        "ours_currency": "CNY",
        "at": NOW,
        "opened_at": NOW,
    }
    return Difference(**{**values, **fields})  # type: ignore[arg-type]


def test_lines_are_kept_once_and_change_in_place(books: Books) -> None:
    _, attempt = sold(books, AttemptState.SUCCEEDED)
    line = make_statement_line(number=attempt.id, words="茶", provider_ref="42")
    known = replace(line, attempt_id=attempt.id, done=True)
    for lines in ([line, line], [known]):
        with books.database.unit_of_work() as unit:
            unit.statements.keep(lines)
            unit.commit()
    assert books.queries.held(SPAN).lines == (known,)
    assert books.queries.held(SPAN._replace(test=True)).lines == ()
    assert books.queries.held(SPAN._replace(provider="wechat")).lines == ()


def test_what_the_books_hold_around_a_day_is_found(books: Books) -> None:
    _, near = sold(books, AttemptState.SUCCEEDED)
    order, old = sold(books, AttemptState.SUCCEEDED, created_at=NOW - timedelta(days=30))
    sold(books, AttemptState.SUCCEEDED, way=Way.CASH)
    sold(books, AttemptState.SUCCEEDED, test=True)
    refund = Refund(
        id=new_id(),
        order_id=order.id,
        attempt_id=old.id,
        tender=old.tender,
        amount_minor=100,
        state=RefundState.SUCCEEDED,
        created_at=NOW,
        settled_at=NOW,
    )
    in_cash = replace(refund, id=new_id(), tender="cash")
    with books.database.unit_of_work() as unit:
        unit.payments.add_refund(refund)
        unit.payments.add_refund(in_cash)
        unit.statements.keep_day(SPAN._replace(first=DAY - timedelta(days=1)), NOW)
        unit.statements.keep_day(SPAN, NOW + timedelta(hours=1))
        unit.commit()
    held = books.queries.held(SPAN)
    assert {a.id for a in held.attempts} == {near.id, old.id}
    assert held.refunds == (refund,)
    assert held.read == {DAY - timedelta(days=1): NOW, DAY: NOW + timedelta(hours=1)}
    attempts, refunds = books.queries.numbered([old.id, "stranger", "", new_id()])
    assert [a.id for a in attempts] == [old.id]
    assert {r.id for r in refunds} == {refund.id, in_cash.id}


def test_a_difference_is_opened_once_and_stays_settled(books: Books) -> None:
    order, attempt = sold(books, AttemptState.SUCCEEDED)
    first = make_difference(new_id(), order_id=order.id, attempt_id=attempt.id)
    second = make_difference(new_id(), finding=Finding.UNCLEAR, theirs_minor=None)
    for _ in range(2):
        with books.database.unit_of_work() as unit:
            unit.statements.open([first, second])
            unit.commit()
    found = books.queries.open_differences()
    assert {(x.difference.id, x.order_number) for x in found} == {
        (first.id, order.number),
        (second.id, ""),
    }
    with books.database.unit_of_work() as unit:
        assert unit.statements.open_ids("alipay", test=False) == {first.id, second.id}
        unit.statements.close([first.id], at=NOW, closing="li: known")
        unit.statements.close([first.id], at=NOW, closing="again")
        unit.statements.open([first])
        assert unit.statements.get_difference(first.id).closing == "li: known"
        assert unit.statements.open_ids("alipay", test=False) == {second.id}
        assert unit.statements.open_ids("alipay", test=True) == set()
        refused(UserError, "difference_not_found", lambda: unit.statements.get_difference(new_id()))
        unit.commit()
    assert [x.difference for x in books.queries.open_differences()] == [second]


def test_claims_are_told_after_a_while_until_somebody_has_looked(books: Books) -> None:
    order, attempt = sold(books, AttemptState.CLAIMED, way=Way.CASHIER, settled_at=NOW)
    assert books.queries.claims(NOW - timedelta(seconds=1)) == []
    assert books.queries.claims(NOW) == [(attempt, order.number)]
    with books.database.unit_of_work() as unit:
        attempt.handled = "li: found"
        unit.payments.save_attempt(attempt)
        unit.commit()
    assert books.queries.claims(NOW) == []


def test_what_was_said_comes_newest_first(books: Books) -> None:
    _, attempt = sold(books, AttemptState.PENDING)
    with books.database.unit_of_work() as unit:
        for what in ("create", "query"):
            unit.payments.add_exchange(
                attempt.id, Exchange(sent_at=NOW, answer=f"{{{what}}}"), what=what
            )
        unit.commit()
    said = [(x.what, x.exchange.answer) for x in books.queries.exchanges(attempt.id)]
    assert said == [("query", "{query}"), ("create", "{create}")]
    assert books.queries.exchanges(new_id()) == []
