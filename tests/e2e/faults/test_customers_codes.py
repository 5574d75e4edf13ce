"""Customers' own codes: used up, too old, without money, without an answer."""

from __future__ import annotations

import pytest

from app.domain.order_states import Label
from app.domain.payment import LIVE, Attempt, AttemptState, Way
from tests.e2e.faults.counter import Counter
from tests.helpers.sandbox import wechat_values

CHARGE = {"alipay": "pay", "wechat": "codepay"}
TAKE_BACK = {"alipay": "cancel", "wechat": "reverse"}


@pytest.fixture
def counter(counter: Counter) -> Counter:
    """A counter whose scanner reads customers' codes, where the provider allows it."""
    values = {**wechat_values(counter.shop.provider.info), "codepay": "yes"}
    counter.shop.gateways.set_up("wechat", values)
    return counter


def _charge(counter: Counter, behaviour: str = "pays") -> Attempt:
    code = counter.control.code(counter.provider, behaviour)
    return counter.show(counter.shop.cart("tea"), auth_code=code)


def test_a_code_that_was_used_or_is_too_old_is_refused_and_the_next_one_pays(
    counter: Counter,
) -> None:
    used = counter.control.code(counter.provider)
    counter.show(counter.shop.cart("water"), auth_code=used)
    old = counter.control.code(counter.provider)
    counter.shop.clock.advance(seconds=61)
    cart = counter.shop.cart("tea")
    for code in (used, old):
        assert counter.show(cart, auth_code=code).state is AttemptState.DECLINED
    fresh = counter.show(cart, auth_code=counter.control.code(counter.provider))
    assert (fresh.state, fresh.way) == (AttemptState.SUCCEEDED, Way.SCANNED)
    assert counter.order(fresh).label is Label.COMPLETED
    counter.assert_agreed()


def test_a_customer_without_money_is_refused_and_owes_nothing(counter: Counter) -> None:
    refused = _charge(counter, "balance")
    assert refused.state is AttemptState.DECLINED
    counter.wait(every_s=90)
    assert not counter.needs_somebody(refused)
    counter.assert_agreed()


def test_a_charge_whose_answer_is_lost_is_cleared_up_by_asking(counter: Counter) -> None:
    counter.control.fault("drop-after-execute", method=CHARGE[counter.provider], count=1)
    attempt = _charge(counter)
    assert attempt.state is AttemptState.UNKNOWN
    counter.wait(every_s=10)
    assert counter.again(attempt).state is AttemptState.SUCCEEDED
    counter.assert_agreed()


def test_a_charge_that_never_arrived_is_taken_back_and_ends(counter: Counter) -> None:
    counter.control.fault("drop-before-execute", method=CHARGE[counter.provider], count=1)
    attempt = _charge(counter)
    assert attempt.state is AttemptState.UNKNOWN
    counter.wait(every_s=10)
    assert counter.again(attempt).state in LIVE, "it may still be on its way"
    counter.wait(every_s=70)
    assert counter.again(attempt).state is AttemptState.EXPIRED
    counter.assert_agreed()


def test_a_charge_that_they_do_not_find_yet_may_still_have_been_paid(counter: Counter) -> None:
    counter.control.fault("drop-after-execute", method=CHARGE[counter.provider], count=1)
    attempt = _charge(counter)
    counter.fault("not-found", "query", count=2)
    for _ in range(2):
        counter.wait(every_s=10)
        assert counter.again(attempt).state in LIVE
    counter.wait(every_s=10)
    assert counter.again(attempt).state is AttemptState.SUCCEEDED
    counter.assert_agreed()


def test_a_customer_who_types_the_password_in_time_has_paid(counter: Counter) -> None:
    attempt = _charge(counter, "password")
    assert attempt.state is AttemptState.PENDING
    counter.wait(every_s=3, rounds=5)
    counter.control.pay(attempt.id)
    counter.wait(every_s=6)
    assert counter.again(attempt).state is AttemptState.SUCCEEDED
    counter.assert_agreed()


def test_a_password_that_never_comes_is_taken_back_and_cannot_be_typed_any_more(
    counter: Counter,
) -> None:
    attempt = _charge(counter, "password")
    counter.wait(every_s=70)
    assert counter.again(attempt).state not in LIVE
    assert counter.trade(attempt)["trade_status"] in {"TRADE_CLOSED", "REVOKED"}
    counter.assert_agreed()


def test_a_password_typed_while_the_charge_is_taken_back_gives_the_money_back(
    counter: Counter,
) -> None:
    attempt = _charge(counter, "password")
    counter.control.fault("paid-meanwhile", method=TAKE_BACK[counter.provider])
    ended = counter.shop.house.payments.cancel(attempt.id, staff="li")
    assert (ended.state, ended.evidence) == (AttemptState.CANCELLED, "refunded_by_cancel")
    assert counter.trade(attempt)["refunded_amount"] == "5.50"
    told = counter.control.notification(attempt.id)
    counter.shop.house.notifications.receive(counter.provider, told.headers, told.body)
    assert counter.again(attempt).state is AttemptState.CANCELLED
    counter.wait(every_s=61, rounds=3)
    counter.assert_agreed()


@pytest.mark.parametrize("provider", ["wechat"])
def test_where_customers_codes_are_not_allowed_nobody_is_asked(counter: Counter) -> None:
    counter.shop.gateways.set_up("wechat", wechat_values(counter.shop.provider.info))
    assert _charge(counter).state is AttemptState.DECLINED
    assert counter.control.trades() == []
