"""Many at once: slow answers, hours without a network, a provider that has enough."""

from __future__ import annotations

from functools import partial

import pytest

from app.domain.order_states import Label
from app.domain.payment import LIVE, AttemptState
from tests.e2e.faults.counter import Counter, Watched, at_once

MANY = 40


def _watch(counter: Counter) -> Watched:
    """Count the questions that leave the till from now on."""
    gateways = counter.shop.gateways.offered()
    watched = Watched(gateways[counter.provider])
    gateways[counter.provider] = watched
    return watched


def test_an_attempt_is_asked_about_by_one_at_a_time(counter: Counter) -> None:
    watched = _watch(counter)
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    counter.fault("slow", "query", seconds=0.3)
    results = at_once(*[partial(counter.shop.check, attempt)] * 6)
    assert not [x for x in results if isinstance(x, Exception)]
    assert watched.most_for_one == 1
    assert counter.again(attempt).state is AttemptState.SUCCEEDED
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
    watched = _watch(counter)
    counter.control.fault("rate-limit", count=5, seconds=20)
    for _ in range(60):
        counter.wait(every_s=15)
        if not any(counter.again(x).state in LIVE for x in attempts):
            break
    states = [counter.again(x).state for x in attempts]
    assert set(states[::2]) == {AttemptState.SUCCEEDED}
    assert set(states[1::2]) <= {AttemptState.EXPIRED, AttemptState.CANCELLED}
    assert watched.most_for_one == 1
    assert watched.most_at_once <= 6
    assert len(watched.asked) <= 4 * MANY
    newest = {x.id for x in attempts[-10:]}
    assert newest & set(watched.asked[:10]), "what was shown last is asked about first"
    for attempt in attempts[::2]:
        assert counter.order(attempt).label is Label.COMPLETED
    counter.assert_agreed()
