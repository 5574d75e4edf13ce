"""Pushed messages: forged, foreign, old, late, again. None of them moves a state back."""

from __future__ import annotations

import logging

import pytest

from app.domain.order_states import Label, PaymentState
from app.domain.payment import AttemptState
from app.ports.gateway import Untrusted
from data.ids import new_id
from tests.e2e.faults.counter import Counter


def _refund(counter: Counter, order_id: str, amount_minor: int) -> None:
    counter.shop.house.refunds.refund_amount(
        order_id, amount_minor, key=new_id(), staff="li", reason="damaged"
    )
    counter.wait(every_s=15, rounds=3)


@pytest.mark.expects_logs
@pytest.mark.parametrize("fault", ["notify-forged", "notify-foreign"])
def test_a_message_that_is_forged_or_meant_for_another_changes_nothing_and_is_logged(
    counter: Counter, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    counter.control.fault(fault)
    pushed = counter.control.notification(attempt.id)
    with pytest.raises(Untrusted):
        counter.hear(pushed)
    assert counter.again(attempt).state is AttemptState.PENDING
    assert [x.levelno for x in caplog.records] == [logging.WARNING]


@pytest.mark.expects_logs
@pytest.mark.parametrize("provider", ["wechat"])
def test_a_message_of_six_minutes_ago_is_not_believed(counter: Counter) -> None:
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    pushed = counter.control.notification(attempt.id)
    counter.shop.clock.advance(minutes=6)
    with pytest.raises(Untrusted):
        counter.hear(pushed)
    assert counter.again(attempt).state is AttemptState.PENDING


def test_a_message_replayed_after_the_refund_is_no_second_payment(counter: Counter) -> None:
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    pushed = counter.control.notification(attempt.id)
    assert counter.hear(pushed).state is AttemptState.SUCCEEDED
    _refund(counter, attempt.order_id, 550)
    assert counter.order(attempt).label is Label.REFUNDED
    counter.hear(pushed)
    assert counter.order(attempt).label is Label.REFUNDED
    assert counter.again(attempt).paid_minor == 550
    counter.assert_agreed()


def test_the_message_about_a_part_given_back_is_no_second_payment(counter: Counter) -> None:
    attempt = counter.sold()
    _refund(counter, attempt.order_id, 200)
    before = counter.shop.detail(counter.order(attempt))
    heard = counter.hear(counter.control.notification(attempt.id))
    assert (heard.state, heard.paid_minor) == (AttemptState.SUCCEEDED, 550)
    after = counter.shop.detail(counter.order(attempt))
    assert after.order.payment is PaymentState.PARTIALLY_REFUNDED
    assert (after.history, after.refunds) == (before.history, before.refunds)
    assert counter.shop.on_hand("tea") == 9000
    counter.assert_agreed()


@pytest.mark.parametrize("provider", ["alipay"])
def test_an_older_message_that_comes_after_a_newer_one_undoes_nothing(counter: Counter) -> None:
    attempt = counter.sell()
    counter.control.scan(attempt.id)
    waiting = counter.control.notification(attempt.id)
    counter.control.pay(attempt.id)
    assert counter.hear(counter.control.notification(attempt.id)).state is AttemptState.SUCCEEDED
    assert counter.hear(waiting).state is AttemptState.SUCCEEDED
    assert counter.order(attempt).label is Label.COMPLETED


def test_a_message_with_another_amount_is_not_called_paid(counter: Counter) -> None:
    attempt = counter.sell()
    counter.control.pay(attempt.id, "0.01")
    heard = counter.hear(counter.control.notification(attempt.id))
    assert (heard.state, heard.paid_minor) == (AttemptState.MISMATCH, 1)
    assert counter.needs_somebody(attempt)
    counter.assert_agreed()
