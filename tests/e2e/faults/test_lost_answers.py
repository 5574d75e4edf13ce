"""Requests and answers that are lost on the way: nobody pays twice, nothing is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.errors import ShopError, UserError
from app.domain.order_states import Label, Lifecycle, PaymentState
from app.domain.payment import AttemptState
from tests.e2e.faults.counter import Counter

LOST = ("drop-after-execute", "drop-mid-answer", "http-502", "unavailable")


@pytest.mark.parametrize("fault", LOST)
def test_while_an_answer_is_lost_no_second_code_and_no_cash_is_taken(
    counter: Counter, fault: str
) -> None:
    counter.fault(fault, "create", count=1)
    cart = counter.shop.cart("tea")
    attempt = counter.show(cart)
    assert attempt.state is AttemptState.UNKNOWN
    assert counter.order(attempt).label is Label.CHECKING_PAYMENT
    assert counter.show(cart).id == attempt.id
    with pytest.raises(UserError, match="attempt_live"):
        counter.shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li")
    assert len(counter.control.trades()) == 1
    counter.control.pay(attempt.id)
    counter.wait(every_s=10)
    assert counter.again(attempt).state is AttemptState.SUCCEEDED
    assert counter.order(attempt).label is Label.COMPLETED
    counter.assert_agreed()


def test_a_code_given_up_without_an_answer_is_watched_and_late_money_found(
    counter: Counter,
) -> None:
    counter.fault("drop-after-execute", "create", count=1)
    cart = counter.shop.cart("tea")
    lost = counter.show(cart)
    counter.shop.house.vouching.give_up(lost.id, staff="chen", reason="customer in a hurry")
    second = counter.show(cart)
    assert second.id != lost.id
    counter.control.pay(second.id)
    assert counter.shop.check(second).state is AttemptState.SUCCEEDED
    counter.control.pay(lost.id)
    counter.wait(every_s=70)
    assert counter.again(lost).state is AttemptState.LATE_PAID
    assert counter.order(lost).payment is PaymentState.OVERPAID
    assert counter.needs_somebody(lost)
    counter.assert_agreed()


def test_a_request_that_never_arrived_ends_without_money(counter: Counter) -> None:
    counter.fault("drop-before-execute", "create", count=1)
    attempt = counter.sell()
    assert attempt.state is AttemptState.UNKNOWN
    counter.wait(every_s=10)
    assert counter.again(attempt).state is AttemptState.PENDING
    ended = counter.shop.house.payments.cancel(attempt.id, staff="li")
    assert ended.state is AttemptState.CANCELLED
    counter.assert_agreed()


def test_a_provider_that_is_not_there_was_sent_nothing_and_is_owed_nothing(
    counter: Counter,
) -> None:
    counter.shop.provider.stop()
    cart = counter.shop.cart("tea")
    with pytest.raises(ShopError, match="provider_not_reached"):
        counter.show(cart)
    assert counter.shop.house.queries.open_attempts() == []
    counter.shop.provider.start()
    attempt = counter.show(cart)
    assert attempt.state is AttemptState.PENDING
    counter.control.pay(attempt.id)
    assert counter.shop.check(attempt).state is AttemptState.SUCCEEDED
    assert [x["out_trade_no"] for x in counter.control.trades()] == [attempt.id]


def test_a_provider_that_is_not_there_leaves_cash(counter: Counter) -> None:
    counter.shop.provider.stop()
    cart = counter.shop.cart("tea")
    with pytest.raises(ShopError):
        counter.show(cart)
    sale = counter.shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li")
    assert sale.order.lifecycle is Lifecycle.COMPLETED
    assert (sale.attempt.amount_minor, sale.change_minor) == (550, 450)


def test_an_unknown_result_is_asked_about_less_and_less_but_for_ever(counter: Counter) -> None:
    attempt = counter.sell()
    counter.fault("http-502", "query")
    waits = []
    for _ in range(6):
        seen = counter.shop.check(attempt)
        assert seen.due_at is not None
        waits.append(seen.due_at - counter.shop.clock.now())
    assert seen.state is AttemptState.UNKNOWN
    assert waits[0] < timedelta(seconds=7) < waits[-1] <= timedelta(seconds=36)
