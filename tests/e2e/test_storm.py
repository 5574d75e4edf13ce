"""Hundreds of payments that wait: they are settled in good time, and nobody is overrun."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from app.domain import pacing
from app.domain.payment import AttemptState
from app.services.poller import AT_ONCE_ON_A_LINE
from tests.helpers.crowds import at_once
from tests.helpers.shop import Shop
from tests.helpers.waiting import left_waiting

BEATS = 2  # a second
MANY = 500


@pytest.mark.timeout(180)
@pytest.mark.parametrize("shop_url", ["sqlite"], indirect=True)
def test_five_hundred_open_payments_settle_without_a_storm(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    waiting = left_waiting(shop, MANY, age=timedelta(hours=2))
    open_, per_second = MANY, []
    while open_ and len(per_second) < 120:
        before = shop.control.load()["answered"]
        for _ in range(BEATS):
            shop.house.poller.run_due()
            shop.clock.advance(seconds=1 / BEATS)
        per_second.append(shop.control.load()["answered"] - before)
        open_ = len(shop.house.queries.open_attempts())
    states = {shop.house.payments.attempt(x).state for x in waiting}
    assert states == {AttemptState.EXPIRED}
    assert sum(per_second) == 3 * MANY, "query, close, cancel: each once"
    most = pacing.FASTEST + AT_ONCE_ON_A_LINE * 3
    assert max(per_second[1:]) <= most
    assert per_second[0] <= pacing.SPARE + most
    assert len(per_second) <= 3 * MANY / pacing.FASTEST * 2
    assert shop.control.load()["most_at_once"] <= AT_ONCE_ON_A_LINE


def test_a_restart_takes_up_what_was_waiting_newest_first(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    waiting = left_waiting(shop, 10)
    shop.clock.advance(seconds=5)
    for call in shop.house.poller.due():
        call()
    asked = [x for x in waiting if shop.house.payments.attempt(x).polls]
    assert asked == waiting[-AT_ONCE_ON_A_LINE:]


@pytest.mark.parametrize("provider", ["alipay", "wechat"])
def test_no_payment_is_asked_about_twice_at_once(shop_with_provider: Shop, provider: str) -> None:
    shop = shop_with_provider
    (waiting,) = left_waiting(shop, 1, provider=provider)
    shop.control.fault("slow", seconds=0.15)
    answers = at_once(*[partial(shop.house.payments.check, waiting)] * 5)
    assert not [x for x in answers if isinstance(x, Exception)]
    assert shop.control.load()["most_at_once"] == 1
