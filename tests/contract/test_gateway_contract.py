"""Promises of every registered provider, kept against the sandbox over a real connection."""

from __future__ import annotations

import socket
from datetime import UTC, datetime

import pytest

from app.gateways.registry import PROVIDERS
from app.ports.gateway import (
    CancelEffect,
    Declined,
    Misconfigured,
    Money,
    NotSent,
    RateLimited,
    RefundStatus,
    Status,
    UnknownOutcome,
    Untrusted,
)
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import moved
from tests.helpers.tills import TOTAL, Till, disconnect, new_no, open_gateway

UNKNOWN_FAULTS = (
    "drop-before-execute",
    "drop-after-execute",
    "drop-mid-answer",
    "http-502",
    "html",
    "empty",
    "truncated",
    "system-error",
    "unavailable",
)
ACCEPTED = {RefundStatus.DONE, RefundStatus.PENDING}
UNTRUSTED_FAULTS = ("wrong-signature", "unsigned", "tampered-body", "wrong-order")


def test_a_gateway_goes_by_the_name_it_is_registered_under(till: Till) -> None:
    assert PROVIDERS[till.gateway.id]
    assert till.gateway.caps.confirms == "provider"


def test_a_new_charge_shows_a_code_and_is_pending(qr: Till) -> None:
    request = qr.request(new_no())
    charge = qr.gateway.create(request)
    assert charge.status is Status.PENDING
    assert charge.qr_text
    assert charge.attempt_no == request.attempt_no
    assert charge.expires_at == request.expires_at
    assert charge.paid is None


def test_a_charge_is_pending_before_and_after_the_scan_and_paid_after_payment(qr: Till) -> None:
    number = qr.shown()
    before = qr.ask(number)
    qr.control.scan(number)
    scanned = qr.ask(number)
    qr.control.pay(number)
    after = qr.ask(number)
    assert (before.status, before.paid) == (Status.PENDING, None)
    assert (scanned.status, scanned.paid) == (Status.PENDING, None)
    assert (after.status, after.paid) == (Status.PAID, TOTAL)
    assert after.provider_ref
    assert after.paid_at is not None
    assert after.paid_at.tzinfo is UTC
    paid_at = datetime.fromisoformat(qr.control.trade(number)["paid_at"])
    assert after.paid_at == paid_at.replace(microsecond=0)


def test_a_turned_down_charge_is_closed(qr: Till) -> None:
    number = qr.shown()
    qr.control.decline(number)
    assert qr.ask(number).status is Status.CLOSED


def test_a_wrong_amount_is_reported_as_it_was_paid(qr: Till) -> None:
    number = qr.shown()
    qr.control.pay(number, "12.49")
    assert qr.ask(number).paid == Money(1249, "CNY")


@pytest.mark.parametrize("fault", ["wrong-amount", "wrong-currency"])
def test_an_answer_with_other_money_is_never_passed_on_as_ours(qr: Till, fault: str) -> None:
    number = qr.paid()
    qr.control.fault(fault)
    charge = qr.ask(number)
    assert charge.paid is not None
    assert charge.paid != TOTAL


def test_the_same_charge_again_is_the_same_charge(qr: Till) -> None:
    number = qr.shown()
    qr.gateway.create(qr.request(number))
    qr.control.pay(number)
    again = qr.gateway.create(qr.request(number))
    assert (again.status, again.paid) == (Status.PAID, TOTAL)


@pytest.mark.expects_logs
def test_a_number_used_for_another_amount_is_declined(qr: Till) -> None:
    number = qr.shown()
    with pytest.raises(Declined) as refusal:
        qr.gateway.create(qr.request(number, money=Money(1251, "CNY")))
    assert refusal.value.params["action"] == "new_attempt"


def test_a_closed_number_is_not_used_again(qr: Till) -> None:
    number = qr.shown()
    qr.control.decline(number)
    with pytest.raises(Declined) as refusal:
        qr.gateway.create(qr.request(number))
    assert refusal.value.params["action"] == "new_attempt"


@pytest.mark.parametrize(
    "subject", ['茶 }{ "x" \\ / =&', "🍵🧋", "a\nb\tc", "", "龙" * 400, "</script>&amp;"]
)
def test_any_title_makes_a_charge(qr: Till, subject: str) -> None:
    number = new_no()
    qr.gateway.create(qr.request(number, subject=subject))
    qr.control.pay(number)
    assert qr.ask(number).status is Status.PAID


def test_slashes_may_come_escaped(qr: Till) -> None:
    qr.control.fault("escaped-slashes")
    charge = qr.gateway.create(qr.request(new_no()))
    assert charge.qr_text is not None
    assert charge.qr_text.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("fault", UNKNOWN_FAULTS)
@pytest.mark.parametrize("call", ["create", "query", "close", "cancel", "refund", "query_refund"])
def test_an_answer_that_says_nothing_leaves_the_outcome_unknown(
    qr: Till, call: str, fault: str
) -> None:
    number = qr.paid() if "refund" in call else qr.shown()
    qr.control.fault(fault)
    with pytest.raises(UnknownOutcome) as outcome:
        _call(qr, call, number)
    assert not isinstance(outcome.value, (Untrusted, RateLimited))


@pytest.mark.expects_logs
@pytest.mark.parametrize("fault", UNTRUSTED_FAULTS)
@pytest.mark.parametrize("call", ["create", "query", "close", "cancel", "refund", "query_refund"])
def test_an_answer_that_is_not_the_providers_is_never_believed(
    qr: Till, call: str, fault: str
) -> None:
    number = qr.paid()
    if call == "query_refund":
        qr.gateway.refund(number, refund_no=f"R{number[1:]}", money=TOTAL, total=TOTAL)
    qr.control.fault(fault)
    with pytest.raises(Untrusted):
        _call(qr, call, number)


def test_a_lost_answer_to_create_charges_nobody_twice(qr: Till) -> None:
    number = new_no()
    qr.control.fault("drop-after-execute", count=1)
    with pytest.raises(UnknownOutcome):
        qr.gateway.create(qr.request(number))
    qr.gateway.create(qr.request(number))
    qr.control.pay(number)
    assert [x["out_trade_no"] for x in qr.control.trades()].count(number) == 1


def test_a_busy_provider_says_how_long_to_wait(qr: Till) -> None:
    number = qr.shown()
    qr.control.fault("rate-limit", seconds=7)
    with pytest.raises(RateLimited) as outcome:
        qr.ask(number)
    assert outcome.value.params["retry_after_s"] == 7


def test_a_refused_clock_is_said_to_be_the_clock(qr: Till) -> None:
    number = qr.shown()
    clock = StandingClock()
    clock.jump(hours=8)
    ahead = open_gateway(qr.gateway.id, qr.info, clock)
    qr.control.fault("invalid-timestamp")
    with pytest.raises(Misconfigured) as outcome:
        ahead.query(number)
    disconnect(ahead)
    assert outcome.value.key == "provider_clock_wrong"
    off_s = outcome.value.params["off_s"]
    assert isinstance(off_s, int)
    assert abs(off_s - 8 * 3600) < 60


def test_where_nobody_listens_nothing_was_sent(qr: Till) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but not listening
        nowhere = moved(qr.info, f"http://127.0.0.1:{taken.getsockname()[1]}")
        lost = open_gateway(qr.gateway.id, nowhere, qr.clock)
        with pytest.raises(NotSent):
            lost.query(new_no())
    disconnect(lost)


def test_closing_a_waiting_charge_closes_it(qr: Till) -> None:
    number = qr.shown()
    qr.control.scan(number)
    assert qr.gateway.close(number).effect is CancelEffect.CLOSED
    assert qr.ask(number).status is Status.CLOSED
    assert qr.gateway.close(number).effect is CancelEffect.CLOSED


def test_closing_never_refunds(qr: Till) -> None:
    number = qr.paid()
    assert qr.gateway.close(number).effect is CancelEffect.ALREADY_PAID
    assert qr.ask(number).paid == TOTAL
    assert qr.control.trade(number)["refunded_amount"] == "0.00"


def test_ending_an_unscanned_code_finds_nothing_or_ends_it(qr: Till) -> None:
    number = qr.shown()
    effect = qr.gateway.close(number).effect
    assert effect in {CancelEffect.NOTHING_TO_CANCEL, CancelEffect.CLOSED}
    assert qr.gateway.cancel(number).effect is effect


def test_ending_what_never_was_finds_nothing(qr: Till) -> None:
    assert qr.gateway.close(new_no()).effect is CancelEffect.NOTHING_TO_CANCEL
    assert qr.gateway.cancel(new_no()).effect is CancelEffect.NOTHING_TO_CANCEL


def test_what_never_reached_the_provider_is_still_open(qr: Till) -> None:
    number = new_no()
    assert (qr.ask(number).status, qr.ask(number).paid) == (Status.PENDING, None)


def test_money_that_comes_just_before_closing_is_never_overlooked(qr: Till) -> None:
    number = qr.shown()
    qr.control.scan(number)
    qr.control.fault("paid-meanwhile", count=1)
    assert qr.gateway.close(number).effect is CancelEffect.ALREADY_PAID
    assert qr.ask(number).paid == TOTAL


def test_a_code_that_was_cancelled_unscanned_can_still_be_paid_and_is_seen_paid(qr: Till) -> None:
    number = qr.shown()
    if qr.gateway.cancel(number).effect is not CancelEffect.NOTHING_TO_CANCEL:
        pytest.skip("codes of this provider end with the order")
    qr.control.pay(number)
    assert qr.ask(number).paid == TOTAL


def test_cancelling_ends_whatever_there_is(qr: Till) -> None:
    waiting, paid = qr.shown(), qr.paid()
    if qr.gateway.cancel(paid).effect is CancelEffect.ALREADY_PAID:
        pytest.skip("cancelling never refunds here")
    qr.control.scan(waiting)
    for _ in range(2):  # a retry gets the same answer
        assert qr.gateway.cancel(waiting).effect is CancelEffect.CLOSED
        assert qr.gateway.cancel(paid).effect is CancelEffect.REFUNDED
    assert qr.ask(waiting).status is Status.CLOSED
    assert qr.ask(paid).status is Status.REFUNDED
    assert qr.control.trade(paid)["refunded_amount"] == "12.50"


def test_cancel_says_when_it_wants_to_be_called_again(qr: Till) -> None:
    number = qr.paid()
    qr.control.fault("retry-flag", count=2)
    results = [qr.gateway.cancel(number) for _ in range(3)]
    if results[0].effect is CancelEffect.ALREADY_PAID:
        pytest.skip("cancelling never refunds here")
    assert [x.retry for x in results] == [True, True, False]
    assert results[-1].effect is CancelEffect.REFUNDED


def test_a_refund_is_done_once_however_often_it_is_asked_for(qr: Till) -> None:
    number, refund_no = qr.paid(), new_no()
    part = Money(300, "CNY")
    first = qr.gateway.refund(number, refund_no=refund_no, money=part, total=TOTAL)
    again = qr.gateway.refund(number, refund_no=refund_no, money=part, total=TOTAL)
    assert (first.status in ACCEPTED, first.money) == (True, part)
    assert (again.status, again.money) == (RefundStatus.PENDING, part)
    known = qr.gateway.query_refund(number, refund_no=refund_no)
    assert (known.status, known.money) == (RefundStatus.DONE, part)
    assert qr.control.trade(number)["refunded_amount"] == "3.00"


def test_a_lost_answer_to_a_refund_is_cleared_up_under_the_same_number(qr: Till) -> None:
    number, refund_no = qr.paid(), new_no()
    qr.control.fault("drop-after-execute", method="refund", count=1)
    with pytest.raises(UnknownOutcome):
        qr.gateway.refund(number, refund_no=refund_no, money=TOTAL, total=TOTAL)
    assert qr.gateway.query_refund(number, refund_no=refund_no).status is RefundStatus.DONE
    again = qr.gateway.refund(number, refund_no=refund_no, money=TOTAL, total=TOTAL)
    assert again.status is RefundStatus.PENDING
    assert qr.control.trade(number)["refunded_amount"] == "12.50"


def test_equal_parts_under_two_numbers_are_two_refunds_up_to_what_was_paid(qr: Till) -> None:
    number = qr.paid()
    half = Money(625, "CNY")
    for _ in range(2):
        result = qr.gateway.refund(number, refund_no=new_no(), money=half, total=TOTAL)
        assert result.status in ACCEPTED
    with pytest.raises(Declined):
        qr.gateway.refund(number, refund_no=new_no(), money=Money(1, "CNY"), total=TOTAL)
    assert qr.ask(number).status in {Status.REFUNDED, Status.PARTLY_REFUNDED}


def test_a_refund_the_balance_is_too_low_for_can_be_sent_again_after_topping_up(qr: Till) -> None:
    number, refund_no = qr.paid(), new_no()
    qr.control.fault("balance-low", count=1)
    with pytest.raises(Declined) as refusal:
        qr.gateway.refund(number, refund_no=refund_no, money=TOTAL, total=TOTAL)
    assert refusal.value.params["action"] == "top_up"
    qr.gateway.refund(number, refund_no=refund_no, money=TOTAL, total=TOTAL)
    assert qr.gateway.query_refund(number, refund_no=refund_no).status is RefundStatus.DONE


def test_a_partly_refunded_charge_is_still_paid(qr: Till) -> None:
    number = qr.paid()
    qr.gateway.refund(number, refund_no=new_no(), money=Money(1, "CNY"), total=TOTAL)
    charge = qr.ask(number)
    assert charge.status in {Status.PAID, Status.PARTLY_REFUNDED}
    assert charge.paid == TOTAL


def test_a_refund_nobody_asked_for_is_unknown_to_the_provider(qr: Till) -> None:
    known = qr.gateway.query_refund(qr.paid(), refund_no=new_no())
    assert known.status is RefundStatus.CLOSED


def _call(till: Till, call: str, number: str) -> None:
    gateway = till.gateway
    refund_no = f"R{number[1:]}"
    calls = {
        "create": lambda: gateway.create(till.request(number)),
        "query": lambda: gateway.query(number),
        "close": lambda: gateway.close(number),
        "cancel": lambda: gateway.cancel(number),
        "refund": lambda: gateway.refund(number, refund_no=refund_no, money=TOTAL, total=TOTAL),
        "query_refund": lambda: gateway.query_refund(number, refund_no=refund_no),
    }
    calls[call]()
