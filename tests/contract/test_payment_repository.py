"""Attempts and refunds come back as they went in, and the database guards their rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.errors import UserError
from app.domain.payment import AttemptState, Refund, RefundState
from data.ids import new_id
from tests.helpers.books import (
    NOW,
    Books,
    make_attempt,
    make_line,
    make_order,
    refused,
)


def test_an_attempt_comes_back_as_it_was_added(books: Books) -> None:
    order = make_order(make_line())
    attempt = make_attempt(
        order,
        AttemptState.PENDING,
        merchant="2021000000000000",
        provider_ref="2026033122001",
        qr_text="https://pay.example/茶",
        evidence="slip 7",
        expires_at=NOW + timedelta(minutes=5),
        settled_at=NOW,
        checked_at=NOW,
        due_at=NOW,
        polls=3,
        unanswered=1,
        tendered_minor=1200,
        change_minor=100,
        rounding_minor=0,
    )
    books.add_order(order, attempt)
    with books.unit_of_work() as unit:
        assert unit.payments.get_attempt(attempt.id) == attempt
        assert unit.payments.attempts_of(order.id) == [attempt]
        refused(UserError, "attempt_not_found", lambda: unit.payments.get_attempt(new_id()))


def test_attempts_of_an_order_come_oldest_first(books: Books) -> None:
    order = make_order(make_line())
    later = make_attempt(order, AttemptState.DECLINED, created_at=NOW + timedelta(seconds=1))
    earlier = make_attempt(order, AttemptState.EXPIRED)
    books.add_order(order, later, earlier)
    with books.unit_of_work() as unit:
        assert unit.payments.attempts_of(order.id) == [earlier, later]


def test_saving_an_attempt_writes_what_can_change(books: Books) -> None:
    order = make_order(make_line())
    attempt = make_attempt(order, AttemptState.CREATED)
    books.add_order(order, attempt)
    with books.unit_of_work() as unit:
        attempt.state, attempt.paid_minor = AttemptState.SUCCEEDED, 1100
        attempt.provider_ref, attempt.qr_text, attempt.evidence = "R", "Q", "E"
        attempt.expires_at = attempt.settled_at = attempt.checked_at = attempt.due_at = NOW
        attempt.paid_at = NOW - timedelta(hours=2)
        attempt.polls, attempt.unanswered = 4, 2
        unit.payments.save_attempt(attempt)
        unit.commit()
    assert books.queries.attempt(attempt.id) == attempt
    assert attempt.version == 2


def test_the_second_to_save_an_attempt_loses(books: Books) -> None:
    order = make_order(make_line())
    attempt = make_attempt(order, AttemptState.CREATED)
    books.add_order(order, attempt)
    with books.unit_of_work() as unit:
        stale = unit.payments.get_attempt(attempt.id)
        unit.payments.save_attempt(attempt)
        refused(UserError, "changed_elsewhere", lambda: unit.payments.save_attempt(stale))


@pytest.mark.parametrize(
    "state", [AttemptState.CREATED, AttemptState.PENDING, AttemptState.UNKNOWN]
)
def test_an_order_has_one_live_attempt(books: Books, state: AttemptState) -> None:
    order = make_order(make_line())
    books.add_order(order, make_attempt(order, AttemptState.DECLINED), make_attempt(order, state))
    second = make_attempt(order, AttemptState.CREATED)
    with books.unit_of_work() as unit:
        refused(UserError, "attempt_live", lambda: unit.payments.add_attempt(second))


def test_an_attempt_does_not_come_alive_beside_another(books: Books) -> None:
    order = make_order(make_line())
    old = make_attempt(order, AttemptState.EXPIRED)
    books.add_order(order, old, make_attempt(order, AttemptState.PENDING))
    old.state = AttemptState.UNKNOWN
    with books.unit_of_work() as unit:
        refused(UserError, "attempt_live", lambda: unit.payments.save_attempt(old))


def test_a_provider_reference_belongs_to_one_attempt(books: Books) -> None:
    first, second = make_order(make_line()), make_order(make_line())
    books.add_order(first, make_attempt(first, AttemptState.SUCCEEDED, provider_ref="R"))
    other = make_attempt(second, AttemptState.PENDING)
    elsewhere = make_attempt(second, AttemptState.SUCCEEDED, provider="wechat", provider_ref="R")
    books.add_order(second, other, elsewhere)
    other.provider_ref = "R"
    with books.unit_of_work() as unit:
        refused(UserError, "provider_ref_taken", lambda: unit.payments.save_attempt(other))


def test_refunds_come_back_and_are_saved(books: Books) -> None:
    order = make_order(make_line())
    attempt = make_attempt(order, AttemptState.SUCCEEDED)
    books.add_order(order, attempt)
    refund = Refund(
        id=new_id(),
        order_id=order.id,
        attempt_id=attempt.id,
        tender="cash",
        amount_minor=1100,
        reason="坏了",
        staff="li",
        created_at=NOW,
        due_at=NOW,
    )
    with books.unit_of_work() as unit:
        unit.payments.add_refund(refund)
        refund.state, refund.settled_at, refund.due_at = RefundState.FAILED, NOW, None
        refund.tries, refund.last_error, refund.reason = 3, "refund_refused", "again"
        refund.retried_at = NOW + timedelta(hours=1)
        stale = replace(refund)
        unit.payments.save_refund(refund)
        refused(UserError, "changed_elsewhere", lambda: unit.payments.save_refund(stale))
    with books.unit_of_work() as unit:
        unit.payments.add_refund(stale)
        assert unit.payments.get_refund(refund.id) == stale
        assert unit.payments.refunds_of(order.id) == [stale]
        refused(UserError, "refund_not_found", lambda: unit.payments.get_refund(new_id()))
