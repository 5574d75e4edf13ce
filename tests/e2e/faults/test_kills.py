"""A till that is killed around its call to the provider: what it left is found and asked about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.order_states import Label
from app.domain.payment import LIVE, AttemptState
from app.services.turns import LEASE
from data.ids import new_id
from tests.e2e.faults.counter import Counter
from tests.e2e.test_kill import Till

BEFORE_SENDING = "app.gateways.http:exchange"
BEFORE_THE_ANSWER = "app.gateways.http:_read"
BEFORE_RECORDING = "app.services.records:_in_transaction"


@pytest.mark.parametrize("moment", [BEFORE_SENDING, BEFORE_THE_ANSWER, BEFORE_RECORDING])
def test_an_attempt_left_by_a_killed_till_is_asked_about_and_never_made_again(
    counter: Counter, moment: str
) -> None:
    token = new_id()
    till = Till(counter.shop, counter.url)
    assert till.sell(counter.provider, token, kill_at=moment).killed
    (left,) = [x.attempt for x in counter.shop.house.queries.open_attempts()]
    assert (left.state, left.qr_text) == (AttemptState.CREATED, "")
    arrived = moment != BEFORE_SENDING
    assert len(counter.control.trades()) == arrived

    cart = replace(counter.shop.cart("tea", "water"), client_token=token)
    assert counter.show(cart).id == left.id, "the cashier who asks again is given the same one"
    counter.wait(every_s=40)
    assert counter.again(left).polls == 0, "the dead till may still be asking, for all we know"
    counter.wait(every_s=LEASE.total_seconds())
    assert counter.again(left).state is AttemptState.PENDING
    assert [x["precreated"] for x in counter.control.trades()] == [1] * arrived

    if arrived:
        counter.control.pay(left.id)
    counter.wait(every_s=5)
    counter.wait(every_s=310)
    ended = counter.again(left).state
    assert ended is (AttemptState.SUCCEEDED if arrived else AttemptState.EXPIRED)
    if arrived:
        assert counter.order(left).label is Label.COMPLETED
    counter.assert_agreed()


@pytest.mark.parametrize("moment", [BEFORE_THE_ANSWER, BEFORE_RECORDING])
def test_a_cashier_who_starts_the_killed_till_again_need_not_wait(
    counter: Counter, moment: str
) -> None:
    till = Till(counter.shop, counter.url, holder="the till at the door")
    assert till.sell(counter.provider, new_id(), kill_at=moment).killed
    (left,) = counter.control.trades()
    counter.control.pay(left["out_trade_no"])
    back = counter.beside(holder="the till at the door")
    back.house.poller.run_due()
    back.close()
    attempt = counter.shop.house.payments.attempt(left["out_trade_no"])
    assert attempt.state is AttemptState.SUCCEEDED
    counter.assert_agreed()


@pytest.mark.parametrize("paid", [False, True])
@pytest.mark.parametrize("moment", [BEFORE_SENDING, "app.gateways.{}.gateway:close"])
def test_a_wish_to_end_a_code_outlives_a_killed_till(
    counter: Counter, moment: str, paid: bool
) -> None:
    attempt = counter.sell()
    counter.control.scan(attempt.id)
    till = Till(counter.shop, counter.url, holder="the till at the door")
    kill_at = moment.format(counter.provider)
    assert till.end(counter.provider, attempt.id, kill_at=kill_at).killed
    assert counter.again(attempt).state in LIVE
    if paid:
        counter.control.pay(attempt.id)
    back = counter.beside(holder="the till at the door")
    counter.shop.clock.advance(seconds=5)
    back.house.poller.run_due()
    back.close()
    ended = counter.again(attempt).state
    assert ended is (AttemptState.SUCCEEDED if paid else AttemptState.EXPIRED)
    counter.assert_agreed()


def test_money_that_came_while_the_till_was_dead_is_found_when_it_is_back(
    counter: Counter,
) -> None:
    till = Till(counter.shop, counter.url)
    assert till.sell(counter.provider, new_id(), kill_at=BEFORE_RECORDING).killed
    (left,) = counter.control.trades()
    counter.control.pay(left["out_trade_no"])
    counter.wait(every_s=2 * 60 * 60)
    counter.wait(every_s=40, rounds=3)
    assert counter.shop.house.queries.open_attempts() == []
    attempt = counter.shop.house.payments.attempt(left["out_trade_no"])
    assert attempt.state is AttemptState.SUCCEEDED
    assert counter.order(attempt).label is Label.COMPLETED
    counter.assert_agreed()
