"""Ends that come too late, too early, or not at all."""

from __future__ import annotations

import httpx
import pytest

from app.domain.order_states import Label, Lifecycle, PaymentState
from app.domain.payment import LIVE, Attempt, AttemptState, RefundState
from data.ids import new_id
from tests.e2e.faults.counter import Counter


def _end(counter: Counter, attempt: Attempt) -> Attempt:
    return counter.shop.house.payments.cancel(attempt.id, staff="li")


@pytest.mark.parametrize("scanned", [True, False])
def test_a_customer_who_pays_while_the_code_is_ended_has_paid(
    counter: Counter, scanned: bool
) -> None:
    attempt = counter.sell()
    if scanned:
        counter.control.scan(attempt.id)
    counter.fault("paid-meanwhile", "close")
    assert _end(counter, attempt).state is AttemptState.SUCCEEDED
    assert counter.order(attempt).label is Label.COMPLETED
    counter.assert_agreed()


@pytest.mark.parametrize("provider", ["alipay"])
def test_a_payment_that_the_cancel_gave_back_is_recorded_as_given_back(counter: Counter) -> None:
    cart = counter.shop.cart("tea")
    attempt = counter.show(cart)
    counter.control.scan(attempt.id)
    counter.fault("system-error", "close")
    counter.fault("paid-meanwhile", "cancel")
    ended = _end(counter, attempt)
    assert (ended.state, ended.evidence) == (AttemptState.CANCELLED, "refunded_by_cancel")
    assert counter.trade(attempt)["refunded_amount"] == "5.50"
    sale = counter.shop.house.checkout.pay_cash(cart, tendered_minor=550, staff="li")
    assert sale.order.payment is PaymentState.PAID
    counter.wait(every_s=60, rounds=10)
    assert counter.order(attempt).payment is PaymentState.PAID
    counter.assert_agreed()


@pytest.mark.parametrize("provider", ["wechat"])
def test_a_close_refused_as_too_frequent_while_the_customer_pays_ends_nothing(
    counter: Counter,
) -> None:
    attempt = counter.sell()
    counter.fault("frequency-limited", "close")
    assert _end(counter, attempt).state in LIVE
    assert counter.order(attempt).lifecycle is Lifecycle.PLACED
    counter.wait(every_s=10)
    assert counter.again(attempt).state is AttemptState.SUCCEEDED
    counter.assert_agreed()


@pytest.mark.parametrize("provider", ["alipay"])
@pytest.mark.parametrize("paid_again", [True, False])
def test_a_code_scanned_after_the_cancel_found_nothing_is_late_money(
    counter: Counter, paid_again: bool
) -> None:
    cart = counter.shop.cart("tea")
    attempt = counter.show(cart)
    assert _end(counter, attempt).state is AttemptState.CANCELLED
    if paid_again:
        counter.shop.house.checkout.pay_cash(cart, tendered_minor=550, staff="li")
    counter.wait(every_s=30)
    counter.control.pay(attempt.id)
    counter.wait(every_s=40)
    late = counter.again(attempt)
    assert (late.state, late.paid_minor) == (AttemptState.LATE_PAID, 550)
    paid = PaymentState.OVERPAID if paid_again else PaymentState.PAID
    assert counter.order(attempt).payment is paid
    assert counter.needs_somebody(attempt) is paid_again, "an order that has its price asks nobody"
    counter.assert_agreed()


@pytest.mark.parametrize("provider", ["alipay"])
def test_late_money_for_a_sale_taken_back_is_a_task_or_goes_back_by_itself(
    counter: Counter,
) -> None:
    for by_itself in (False, True):
        counter.shop.change(refund_late_money=by_itself)
        cart = counter.shop.cart("tea")
        attempt = counter.show(cart)
        _end(counter, attempt)
        counter.shop.house.checkout.withdraw(cart, staff="li")
        counter.control.pay(attempt.id)
        counter.wait(every_s=61, rounds=3)
        assert counter.again(attempt).state is AttemptState.LATE_PAID
        assert counter.needs_somebody(attempt) is not by_itself
        given_back = counter.trade(attempt)["refunded_amount"]
        assert given_back == ("5.50" if by_itself else "0.00")
        counter.assert_agreed()


@pytest.mark.parametrize("provider", ["wechat"])
def test_a_closed_order_cannot_be_paid_any_more(counter: Counter) -> None:
    attempt = counter.sell()
    assert _end(counter, attempt).state is AttemptState.CANCELLED
    with pytest.raises(httpx.HTTPStatusError, match="409"):
        counter.control.pay(attempt.id)


@pytest.mark.parametrize("provider", ["alipay"])
def test_a_cancel_that_wants_to_be_repeated_is_repeated_under_its_number(
    counter: Counter,
) -> None:
    attempt = counter.sell()
    counter.control.scan(attempt.id)
    counter.fault("system-error", "close")
    counter.fault("retry-flag", "cancel", count=2)
    assert _end(counter, attempt).state is AttemptState.CANCELLED
    assert counter.trade(attempt)["trade_status"] == "TRADE_CLOSED"


def test_an_end_that_nobody_answers_is_tried_again_and_shown_to_staff(counter: Counter) -> None:
    attempt = counter.sell()
    counter.control.scan(attempt.id)
    for call in ("close", "cancel"):
        counter.fault("drop-before-execute", call)
    assert _end(counter, attempt).state in LIVE
    counter.wait(every_s=10)
    assert counter.again(attempt).state in LIVE
    assert counter.needs_somebody(attempt)
    counter.control.clear()
    counter.wait(every_s=10)
    assert counter.again(attempt).state in {AttemptState.CANCELLED, AttemptState.EXPIRED}
    assert len(counter.control.trades()) == 1
    counter.assert_agreed()


@pytest.mark.parametrize("first", ["cash", "code"])
def test_an_order_paid_twice_keeps_both_and_gives_the_surplus_back(
    counter: Counter, first: str
) -> None:
    counter.fault("drop-after-execute", "create", count=1)
    cart = counter.shop.cart("tea")
    lost = counter.show(cart)
    counter.shop.house.vouching.give_up(lost.id, staff="chen", reason="customer in a hurry")
    if first == "cash":
        counter.shop.house.checkout.pay_cash(cart, tendered_minor=600, staff="li")
    else:
        second = counter.show(cart)
        counter.control.pay(second.id)
        counter.shop.check(second)
    counter.control.pay(lost.id)
    counter.wait(every_s=70)
    order = counter.order(lost)
    assert (order.payment, order.lifecycle) == (PaymentState.OVERPAID, Lifecycle.COMPLETED)
    assert counter.shop.on_hand("tea") == 9000, "goods are handed over once"
    counter.assert_agreed()
    counter.shop.house.refunds.refund_amount(
        order.id, 550, key=new_id(), staff="chen", reason="paid twice", only=lost.id
    )
    counter.wait(every_s=15, rounds=3)
    assert counter.order(lost).payment is PaymentState.PAID
    assert counter.refund(lost).state is RefundState.SUCCEEDED
    assert not counter.needs_somebody(lost)
    counter.assert_agreed()


def test_an_order_is_never_let_go_while_its_money_may_be_there(counter: Counter) -> None:
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    counter.fault("unavailable")
    counter.wait(every_s=400, rounds=5)
    assert counter.order(attempt).lifecycle is Lifecycle.PLACED
    assert counter.needs_somebody(attempt)
    counter.control.clear()
    counter.wait(every_s=40)
    assert counter.order(attempt).label is Label.COMPLETED
    counter.assert_agreed()
