"""What is left of every call when all is over: whatever was sent, and whatever came back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.domain.payment import Attempt, AttemptState, RefundState
from app.ports.exchanges import Outcome, Said
from data.ids import new_id
from tests.e2e.faults.counter import Counter
from tests.helpers.broken import BROKEN
from tests.helpers.shop import Shop


@pytest.fixture(params=["alipay", "wechat"])
def counter(request: pytest.FixtureRequest, shop_with_provider: Shop) -> Counter:
    """Before each provider, with each kind of database."""
    return Counter(shop=shop_with_provider, provider=str(request.param), url="")


def said(counter: Counter, attempt: Attempt) -> Sequence[Said]:
    """All of it, oldest first."""
    return counter.shop.house.queries.exchanges(attempt.id)[::-1]


def about(counter: Counter, attempt: Attempt, what: str) -> list[Said]:
    """What was said for one reason."""
    return [x for x in said(counter, attempt) if x.what == what]


@pytest.mark.expects_logs
def test_an_answer_that_is_not_believed_stays_in_the_books(counter: Counter) -> None:
    for fault, (status, piece) in {**BROKEN, "wrong-order": (200, "{")}.items():
        attempt = counter.sell("water")
        counter.control.pay(attempt.id)
        counter.fault(fault, "query", count=1)
        assert counter.shop.check(attempt).state is AttemptState.PENDING
        counter.control.clear()
        assert counter.shop.check(attempt).state is AttemptState.SUCCEEDED
        broken, whole = [x.exchange for x in about(counter, attempt, "query")]
        assert (broken.outcome, broken.status) == (Outcome.UNKNOWN, status), fault
        assert piece in broken.answer and bool(broken.answer) == bool(piece), fault
        assert broken.reason.startswith("provider_") and attempt.id in broken.request, fault
        assert whole.outcome is Outcome.ANSWERED and attempt.id in whole.answer


@pytest.mark.expects_logs
def test_a_code_that_is_not_believed_stays_in_the_books(counter: Counter) -> None:
    for fault in ("drop-after-execute", "http-502", "html", "wrong-signature"):
        counter.fault(fault, "create", count=1)
        attempt = counter.sell("water")
        assert (attempt.state, attempt.qr_text) == (AttemptState.UNKNOWN, ""), fault
        (kept,) = about(counter, attempt, "create")
        status, piece = BROKEN[fault]
        assert (kept.exchange.outcome, kept.exchange.status) == (Outcome.UNKNOWN, status), fault
        assert piece in kept.exchange.answer and attempt.id in kept.exchange.request, fault


def test_a_sale_that_is_given_back_leaves_every_call(counter: Counter) -> None:
    attempt = counter.sold()
    refund, *_ = counter.shop.house.refunds.refund_amount(
        attempt.order_id, 100, key=new_id(), staff="li", reason=""
    )
    counter.fault("drop-after-execute", "refund", count=1)
    counter.wait(every_s=15, rounds=4)
    assert counter.refund(attempt).state is RefundState.SUCCEEDED
    told = said(counter, attempt)
    assert [x.what for x in told][:2] == ["create", "query"]
    back = [x for x in told if x.what == "refund"]
    assert {x.refund_id for x in back} == {refund.id}
    assert {x.refund_id for x in told if x.what != "refund"} == {None}
    assert [x.exchange.outcome for x in back] == [Outcome.UNKNOWN, Outcome.ANSWERED]
    assert refund.id in back[0].exchange.request and not back[0].exchange.answer
    assert len({x.exchange.call for x in back}) == 2, "it was asked for, then asked about"


def test_an_end_that_nobody_confirms_is_kept_though_nothing_is_learnt(counter: Counter) -> None:
    attempt = counter.sell()
    counter.control.scan(attempt.id)
    counter.fault("drop-before-execute", "close", count=1)
    counter.fault("drop-before-execute", "cancel")
    counter.shop.house.payments.cancel(attempt.id, staff="li")
    kept = about(counter, attempt, "close")
    ends = [x.exchange for x in kept if x.exchange.outcome is not Outcome.ANSWERED]
    assert ends[0] == kept[0].exchange, "WeChat Pay's till asks before it tries again"
    assert {(x.outcome, x.answer) for x in ends} == {(Outcome.UNKNOWN, "")}
    assert all(attempt.id in x.exchange.request for x in kept)


def test_waiting_for_a_customer_piles_nothing_up(counter: Counter) -> None:
    attempt = counter.sell()
    for _ in range(40):
        counter.shop.clock.advance(seconds=5)
        counter.shop.check(attempt)
    (asked,) = about(counter, attempt, "query")
    assert asked.repeats == 39
    assert asked.last_at >= asked.exchange.sent_at


def test_a_request_that_never_left_is_kept(counter: Counter) -> None:
    attempt = counter.sell()
    counter.shop.provider.stop()
    counter.shop.check(attempt)
    counter.shop.provider.start()
    (kept,) = about(counter, attempt, "query")
    assert (kept.exchange.outcome, kept.exchange.answered_at) == (Outcome.NOT_SENT, None)


def test_a_message_is_kept_once_however_often_it_is_replayed(counter: Counter) -> None:
    attempt = counter.sold()
    paid = counter.control.notification(attempt.id)
    counter.shop.house.refunds.refund_amount(
        attempt.order_id, 100, key=new_id(), staff="li", reason=""
    )
    counter.wait(every_s=1)
    for message in (paid, counter.control.notification(attempt.id)) * 10:
        counter.shop.house.notifications.receive(counter.provider, message.headers, message.body)
    kept = about(counter, attempt, "push")
    assert [x.repeats for x in kept] == [9, 9]
    assert all(attempt.id in x.exchange.answer for x in kept)
    assert counter.again(attempt).state is AttemptState.SUCCEEDED


def test_what_a_person_says_stands_among_it(counter: Counter) -> None:
    attempt = counter.sell()
    counter.shop.house.vouching.give_up(attempt.id, staff="chen", reason="customer in a hurry")
    (kept,) = about(counter, attempt, "manager")
    assert (kept.exchange.call, kept.exchange.answer) == ("", "customer in a hurry")
