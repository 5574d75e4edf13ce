"""Money on its way back: once, in full, and never called done before the provider says so."""

from __future__ import annotations

import pytest

from app.domain.errors import UserError
from app.domain.order_states import Label, PaymentState
from app.domain.payment import Attempt, RefundState
from data.ids import new_id
from tests.e2e.faults.counter import Counter

LOST = ("drop-after-execute", "drop-before-execute", "http-502", "unavailable", "truncated")


def _give_back(counter: Counter, attempt: Attempt, amount_minor: int) -> str:
    key = new_id()
    counter.shop.house.refunds.refund_amount(
        attempt.order_id, amount_minor, key=key, staff="li", reason="damaged"
    )
    return key


@pytest.mark.parametrize("fault", LOST)
def test_a_refund_whose_answers_are_lost_is_sent_again_and_is_one_refund(
    counter: Counter, fault: str
) -> None:
    attempt = counter.sold()
    number = _give_back(counter, attempt, 550)
    counter.fault(fault, "refund", count=2)
    for _ in range(8):
        counter.wait(every_s=70)
        refund = counter.refund(attempt)
        assert refund.id == number
    assert refund.state is RefundState.SUCCEEDED
    assert counter.order(attempt).label is Label.REFUNDED
    assert [x["out_request_no"] for x in counter.trade(attempt)["refunds"]] == [number]
    counter.assert_agreed()


def test_a_refund_is_not_done_before_the_question_about_it_is_answered(
    counter: Counter,
) -> None:
    attempt = counter.sold()
    _give_back(counter, attempt, 550)
    counter.fault("unavailable", "query_refund")
    for _ in range(4):
        counter.wait(every_s=15)
        assert counter.refund(attempt).state is RefundState.PENDING
        assert counter.order(attempt).label is Label.REFUNDING
    counter.control.clear()
    counter.wait(every_s=310, rounds=2)
    assert counter.refund(attempt).state is RefundState.SUCCEEDED
    counter.assert_agreed()


def test_a_refund_of_which_another_amount_is_told_is_not_called_done(counter: Counter) -> None:
    attempt = counter.sold()
    _give_back(counter, attempt, 200)
    counter.fault("wrong-amount", "query_refund")
    counter.wait(every_s=70, rounds=3)
    assert counter.refund(attempt).state is RefundState.PENDING
    counter.control.clear()
    counter.wait(every_s=310, rounds=2)
    assert counter.refund(attempt).state is RefundState.SUCCEEDED
    counter.assert_agreed()


def test_two_equal_parts_are_two_refunds(counter: Counter) -> None:
    attempt = counter.sold()
    numbers = [_give_back(counter, attempt, 100) for _ in range(2)]
    counter.wait(every_s=15, rounds=4)
    made = {x["out_request_no"]: x["refund_amount"] for x in counter.trade(attempt)["refunds"]}
    assert made == dict.fromkeys(numbers, "1.00")
    assert counter.order(attempt).payment is PaymentState.PARTIALLY_REFUNDED
    counter.assert_agreed()


def test_more_than_was_paid_is_refused_before_anybody_is_asked(counter: Counter) -> None:
    attempt = counter.sold()
    _give_back(counter, attempt, 300)
    counter.fault("drop-before-execute")  # whoever asks now hears nothing
    with pytest.raises(UserError, match="refund_too_much"):
        _give_back(counter, attempt, 251)
    assert len(counter.shop.detail(counter.order(attempt)).refunds) == 1


def test_a_balance_too_low_is_flagged_and_sent_again_at_a_persons_wish(counter: Counter) -> None:
    attempt = counter.sold()
    number = _give_back(counter, attempt, 550)
    counter.fault("balance-low", "refund")
    counter.wait(every_s=310, rounds=4)
    failed = counter.refund(attempt)
    assert (failed.id, failed.state) == (number, RefundState.FAILED)
    assert counter.order(attempt).label is not Label.REFUNDED
    assert [x.refund.id for x in counter.shop.house.queries.open_refunds()] == [number]
    counter.assert_agreed()
    counter.control.clear()
    counter.shop.house.refunds.retry(number)
    counter.wait(every_s=15, rounds=2)
    assert counter.refund(attempt).state is RefundState.SUCCEEDED
    assert counter.shop.house.queries.open_refunds() == []
    counter.assert_agreed()


@pytest.mark.parametrize("provider", ["wechat"])
def test_a_refund_under_way_is_waited_for_and_not_called_done(counter: Counter) -> None:
    attempt = counter.sold()
    counter.fault("refund-processing", "refund")
    _give_back(counter, attempt, 550)
    for _ in range(6):
        counter.wait(every_s=60)
        assert counter.refund(attempt).state is RefundState.PENDING
        assert counter.order(attempt).label is Label.REFUNDING
    counter.control.settle(attempt.id)
    counter.wait(every_s=310, rounds=2)
    assert counter.refund(attempt).state is RefundState.SUCCEEDED
    counter.assert_agreed()


@pytest.mark.parametrize("provider", ["wechat"])
@pytest.mark.parametrize("fault", ["refund-abnormal", "refund-closed"])
def test_a_refund_accepted_first_and_failed_later_is_flagged(counter: Counter, fault: str) -> None:
    attempt = counter.sold()
    counter.fault(fault, "refund")
    number = _give_back(counter, attempt, 550)
    counter.wait(every_s=1)
    assert counter.refund(attempt).state is RefundState.PENDING
    counter.wait(every_s=60, rounds=3)
    assert counter.refund(attempt).state is RefundState.FAILED
    assert [x.refund.id for x in counter.shop.house.queries.open_refunds()] == [number]
    assert counter.order(attempt).payment is PaymentState.PAID
    counter.assert_agreed()


@pytest.mark.expects_logs
def test_a_refund_of_money_that_never_came_can_be_given_up(counter: Counter) -> None:
    attempt, vouching = counter.sell(), counter.shop.house.vouching
    counter.shop.change(cash_refunds=True)
    vouching.confirm(attempt.id, staff="chen", evidence="seen on a phone")
    _give_back(counter, attempt, 550)
    counter.wait(every_s=300, rounds=8)
    assert counter.refund(attempt).state is RefundState.FAILED
    assert len(counter.shop.house.queries.open_refunds()) == 1
    counter.shop.house.refunds.refund_amount(
        attempt.order_id, 550, key=new_id(), staff="chen", reason="cash after all", in_cash=True
    )
    assert counter.order(attempt).label is Label.REFUNDED
