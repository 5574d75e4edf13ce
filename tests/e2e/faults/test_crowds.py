"""Many at once: slow answers, hours without a network, a provider that has enough."""

from __future__ import annotations

import threading
from datetime import timedelta
from functools import partial

import pytest

from app.domain.order_states import Label
from app.domain.payment import LIVE, AttemptState
from data.ids import new_id
from tests.e2e.faults.counter import Counter
from tests.helpers import second_program
from tests.helpers.crowds import at_once
from tests.helpers.sandbox import alipay_values
from tests.helpers.waiting import left_waiting
from tests.helpers.watched import most_at_once, most_for_one

MANY = 40
ROUNDS = 8


def test_an_attempt_is_asked_about_by_one_at_a_time(counter_on_each: Counter) -> None:
    counter, other = counter_on_each, counter_on_each.beside()
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    counter.fault("slow", "query", seconds=0.1)
    watched = [x.gateways.watch(counter.provider) for x in (counter.shop, other)]
    results = at_once(*[partial(x.check, attempt) for x in (counter.shop, other) * 3])
    other.close()
    assert not [x for x in results if isinstance(x, Exception)]
    assert all(x.spans for x in watched), "everybody has asked"
    assert most_at_once(x for each in watched for x in each.spans) == 1
    assert counter.again(attempt).state is AttemptState.SUCCEEDED
    counter.assert_agreed()


def test_a_code_that_is_being_made_is_not_asked_about_elsewhere(counter_on_each: Counter) -> None:
    counter, other = counter_on_each, counter_on_each.beside()
    counter.fault("slow", "create", seconds=0.7)

    asked = []

    def work_off() -> None:
        while not other.house.queries.open_attempts():
            threading.Event().wait(0.01)
        asked.append(other.house.poller.run_due().asked)

    at_once(lambda: counter.show(counter.shop.cart("tea")), work_off)
    other.close()
    assert asked == [0]
    (shown,) = counter.shop.house.queries.open_attempts()
    assert shown.attempt.state is AttemptState.PENDING
    counter.assert_agreed()


@pytest.mark.parametrize("provider", ["alipay"])
def test_two_programs_share_the_work_and_never_ask_about_one_payment_at_once(
    counter_on_each: Counter,
) -> None:
    counter, shop = counter_on_each, counter_on_each.shop
    given_back = [counter.sold("water") for _ in range(2)]
    for attempt in given_back * 2:
        shop.house.refunds.refund_amount(
            attempt.order_id, 50, key=new_id(), staff="li", reason="damaged"
        )
    overdue = left_waiting(shop, 4, age=timedelta(minutes=10))
    waiting = left_waiting(shop, 6)
    counter.fault("slow", seconds=0.1)
    task = second_program.Task(
        url=counter.url,
        folder=shop.folder,
        provider=counter.provider,
        values=alipay_values(shop.provider.info),
        now=shop.clock.now(),
    )
    with second_program.beside(task, rounds=ROUNDS) as other:
        ours = second_program.rounds(shop, shop.gateways.watch(counter.provider), ROUNDS)
        theirs = other.spans()
    assert ours
    assert theirs
    assert most_for_one([*ours, *theirs]) == 1
    seen = {x.number for x in (*ours, *theirs)}
    assert seen == {*overdue, *waiting, *(x.id for x in given_back)}
    assert {shop.house.payments.attempt(x).state for x in overdue} == {AttemptState.EXPIRED}
    counter.assert_agreed()


@pytest.mark.timeout(240)
def test_forty_attempts_left_for_two_hours_are_settled_once_each_and_in_no_storm(
    counter: Counter,
) -> None:
    attempts = [counter.sell("water") for _ in range(MANY)]
    for attempt in attempts[::2]:
        counter.control.pay(attempt.id)
    counter.shop.provider.stop()
    counter.wait(every_s=60, rounds=3)
    assert {counter.again(x).state for x in attempts} <= LIVE
    counter.shop.clock.advance(hours=2)
    counter.shop.provider.start()
    watched = counter.shop.gateways.watch(counter.provider)
    counter.control.fault("rate-limit", count=5, seconds=20)
    for _ in range(60):
        counter.wait(every_s=15)
        if not any(counter.again(x).state in LIVE for x in attempts):
            break
    states = [counter.again(x).state for x in attempts]
    assert set(states[::2]) == {AttemptState.SUCCEEDED}
    assert set(states[1::2]) <= {AttemptState.EXPIRED, AttemptState.CANCELLED}
    assert most_for_one(watched.spans) == 1
    assert most_at_once(watched.spans) <= 6
    assert len(watched.asked) <= 4 * MANY
    newest = {x.id for x in attempts[-10:]}
    assert newest & set(watched.asked[:10]), "what was shown last is asked about first"
    for attempt in attempts[::2]:
        assert counter.order(attempt).label is Label.COMPLETED
    counter.assert_agreed()
