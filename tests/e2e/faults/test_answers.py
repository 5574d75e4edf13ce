"""Answers that say nothing, say it late, or must not be believed: the state never jumps."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from app.domain.order_states import Label, PaymentState
from app.domain.payment import AttemptState
from app.ports.gateway import ChargeRequest, Money
from app.services.wishes import Wanted
from data.ids import new_id
from tests.e2e.faults.counter import Counter, soon
from tests.helpers.sandbox import alipay_values

GARBAGE = (
    "unavailable", "system-error", "http-502", "html", "empty", "truncated", "drop-mid-answer",
)  # fmt: skip
FORGERIES = ("wrong-signature", "tampered-body", "unsigned", "wrong-order")


def test_a_code_that_nobody_knows_for_ninety_seconds_is_waited_for(counter: Counter) -> None:
    attempt = counter.sell()
    counter.fault("not-found", "query")
    for _ in range(30):
        counter.wait(every_s=3)
        assert counter.again(attempt).state is AttemptState.PENDING
        assert counter.order(attempt).label is Label.AWAITING_PAYMENT
    counter.control.clear()
    counter.control.pay(attempt.id)
    counter.wait(every_s=8)
    assert counter.again(attempt).state is AttemptState.SUCCEEDED


@pytest.mark.parametrize("fault", GARBAGE)
def test_garbage_says_nothing_about_the_money(counter: Counter, fault: str) -> None:
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    counter.fault(fault)
    first = counter.shop.check(attempt)
    assert first.state is AttemptState.PENDING, "one lost answer frightens nobody"
    for _ in range(2):
        seen = counter.shop.check(attempt)
    assert seen.state is AttemptState.UNKNOWN
    assert counter.order(attempt).payment is PaymentState.UNKNOWN
    assert counter.order(attempt).label is Label.CHECKING_PAYMENT
    assert soon(counter, attempt).total_seconds() > 7
    counter.control.clear()
    counter.wait(every_s=40)
    assert counter.again(attempt).state is AttemptState.SUCCEEDED
    counter.assert_agreed()


@pytest.mark.expects_logs
@pytest.mark.parametrize("fault", FORGERIES)
def test_what_the_provider_did_not_sign_is_not_believed_and_logged(
    counter: Counter, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    counter.fault(fault, "query")
    caplog.clear()
    seen = counter.shop.check(attempt)
    assert (seen.state, seen.paid_minor) == (AttemptState.PENDING, 0)
    assert [x.levelno for x in caplog.records if x.name.startswith("app.gateways")] == [
        logging.WARNING
    ]
    counter.control.clear()
    assert counter.shop.check(attempt).state is AttemptState.SUCCEEDED


@pytest.mark.expects_logs
@pytest.mark.parametrize("fault", ["wrong-signature", "tampered-body", "unsigned"])
def test_a_code_that_the_provider_did_not_sign_is_never_shown(counter: Counter, fault: str) -> None:
    counter.fault(fault, "create")
    attempt = counter.sell()
    assert (attempt.state, attempt.qr_text) == (AttemptState.UNKNOWN, "")


@pytest.mark.expects_logs
@pytest.mark.parametrize(
    ("provider", "fault"), [("wechat", "old-answer"), ("wechat", "unknown-serial")]
)
def test_what_was_signed_at_another_time_or_by_a_stranger_is_not_believed(
    counter: Counter, fault: str
) -> None:
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    counter.fault(fault)
    assert counter.shop.check(attempt).state is AttemptState.PENDING
    counter.control.clear()
    assert counter.shop.check(attempt).state is AttemptState.SUCCEEDED


@pytest.mark.parametrize("provider", ["wechat"])
def test_a_new_key_of_the_provider_is_fetched_and_believed(counter: Counter) -> None:
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    counter.fault("new-certificate")
    assert counter.shop.check(attempt).state is AttemptState.SUCCEEDED
    counter.assert_agreed()


def test_any_text_in_a_signed_answer_verifies(counter: Counter) -> None:
    counter.shop.change(name='茶 }{ "号" \\ 🍵')
    counter.fault("odd-texts")
    attempt = counter.sold()
    assert attempt.state is AttemptState.SUCCEEDED
    counter.shop.house.orders.void(attempt.order_id, staff="li")
    counter.wait(every_s=15, rounds=3)
    assert counter.order(attempt).label is Label.REFUNDED
    counter.assert_agreed()


@pytest.mark.parametrize("provider", ["alipay"])
def test_slashes_that_come_escaped_verify(counter: Counter) -> None:
    counter.fault("escaped-slashes")
    attempt = counter.sold()
    assert attempt.state is AttemptState.SUCCEEDED
    assert "\\" not in attempt.qr_text


@pytest.mark.parametrize(("amount", "paid_minor"), [("5.49", 549), ("5.51", 551)])
def test_another_amount_than_asked_for_is_recorded_and_never_called_paid(
    counter: Counter, amount: str, paid_minor: int
) -> None:
    attempt = counter.sell()
    counter.control.pay(attempt.id, amount)
    seen = counter.shop.check(attempt)
    assert (seen.state, seen.paid_minor) == (AttemptState.MISMATCH, paid_minor)
    assert counter.needs_somebody(attempt)
    assert counter.order(attempt).payment is not PaymentState.PAID
    counter.assert_agreed()


def test_another_amount_in_the_providers_words_is_never_called_paid(counter: Counter) -> None:
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    counter.fault("wrong-amount", "query")
    assert counter.shop.check(attempt).state is AttemptState.MISMATCH
    assert counter.needs_somebody(attempt)
    assert counter.shop.on_hand("tea") == 9000, "all its money is there, and more"


def test_another_currency_than_asked_for_is_recorded_and_never_called_paid(
    counter: Counter,
) -> None:
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    counter.fault("wrong-currency", "query")
    seen = counter.shop.check(attempt)
    assert (seen.state, seen.paid_minor) == (AttemptState.MISMATCH, 0)
    assert counter.needs_somebody(attempt)
    assert counter.shop.on_hand("tea") == 10_000


@pytest.mark.expects_logs
def test_an_answer_about_another_merchant_is_not_believed(counter: Counter) -> None:
    info = counter.shop.provider.info
    if counter.provider == "alipay":
        seller_id = f"2088{info.app_id[-12:]}"
        counter.shop.gateways.set_up("alipay", {**alipay_values(info), "seller_id": seller_id})
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    counter.fault("wrong-merchant", "query")
    assert counter.shop.check(attempt).state is AttemptState.PENDING
    counter.control.clear()
    assert counter.shop.check(attempt).state is AttemptState.SUCCEEDED


@pytest.mark.parametrize("fault", ["says-waiting", "says-closed", "not-found", "system-error"])
def test_news_from_before_the_payment_undo_nothing(counter: Counter, fault: str) -> None:
    attempt = counter.sold()
    counter.fault(fault, "query")
    for _ in range(4):
        seen = counter.shop.check(attempt)
        assert (seen.state, seen.paid_minor) == (AttemptState.SUCCEEDED, 550)
    assert counter.order(attempt).label is Label.COMPLETED
    history = [x.after for x in counter.shop.detail(counter.order(attempt)).history]
    assert history == ["PLACED", "PENDING", "PAID", "COMPLETED"]


@pytest.mark.expects_logs
def test_a_number_that_was_used_for_something_else_is_a_bug_and_no_payment(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    cart, number = counter.shop.cart("tea"), new_id()
    counter.shop.gateways.offered()[counter.provider].create(
        ChargeRequest(
            attempt_no=number,
            money=Money(999, "CNY"),
            subject="something else",
            expires_at=counter.shop.clock.now() + timedelta(minutes=5),
            till="1",
        )
    )
    wish = Wanted(key=number, provider=counter.provider)
    attempt = counter.shop.house.payments.start(cart, wish, staff="li")
    assert (attempt.state, attempt.qr_text) == (AttemptState.DECLINED, "")
    assert any(x.levelno == logging.ERROR for x in caplog.records)
    assert counter.show(cart).state is AttemptState.PENDING
