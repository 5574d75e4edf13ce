"""Clocks that are wrong, and time zones that are not China's."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from app.domain.payment import AttemptState, RefundState
from tests.e2e.faults.counter import Counter

ZONES = ("America/New_York", "Asia/Kathmandu", "UTC")


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """This machine stands somewhere else."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield str(request.param)
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("zone")
def test_the_machines_time_zone_and_summer_time_are_nobodys_business(counter: Counter) -> None:
    if counter.provider == "alipay":
        counter.fault("strict-clock")  # WeChat Pay is as strict by itself
    assert counter.sold().state is AttemptState.SUCCEEDED
    for _ in range(2):  # half a year on, on the other side of summer time
        counter.shop.clock.advance(days=183)
        assert counter.sold().state is AttemptState.SUCCEEDED


@pytest.mark.parametrize("off", [{"hours": 8}, {"hours": -8}, {"minutes": 11}, {"minutes": -11}])
def test_a_wrong_clock_is_said_to_be_the_clock_and_takes_no_money(
    counter: Counter, off: dict[str, float]
) -> None:
    if counter.provider == "alipay":
        counter.fault("strict-clock")
    cart = counter.shop.cart("tea")
    counter.shop.clock.jump(**off)
    refused = counter.show(cart)
    assert (refused.state, refused.evidence) == (AttemptState.DECLINED, "provider_clock_wrong")
    assert counter.control.trades() == []
    counter.shop.clock.jump(**{unit: -amount for unit, amount in off.items()})
    attempt = counter.show(cart)
    counter.control.pay(attempt.id)
    assert counter.shop.check(attempt).state is AttemptState.SUCCEEDED
    counter.assert_agreed()


@pytest.mark.parametrize("hours", [8, -8])
def test_a_clock_that_is_set_while_a_customer_pays_loses_nothing(
    counter: Counter, hours: int
) -> None:
    if counter.provider == "alipay":
        counter.fault("strict-clock")
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    counter.shop.clock.jump(hours=hours)
    for _ in range(3):
        seen = counter.shop.check(attempt)
    assert (seen.state, seen.evidence) == (AttemptState.UNKNOWN, "provider_clock_wrong")
    counter.shop.clock.jump(hours=-hours)
    assert counter.shop.check(attempt).state is AttemptState.SUCCEEDED
    counter.assert_agreed()


def test_a_clock_that_is_set_right_again_holds_up_no_payment_and_no_refund(
    counter: Counter,
) -> None:
    if counter.provider == "alipay":
        counter.fault("strict-clock")
    sold, shown, ended = counter.sold(), counter.sell(), counter.sell()
    counter.control.pay(shown.id)
    counter.shop.clock.jump(hours=8)
    counter.shop.house.refunds.refund_all(sold.order_id, staff="chen", reason="cold")
    counter.shop.house.vouching.give_up(ended.id, staff="chen", reason="left")
    counter.wait(every_s=1)
    assert counter.again(shown).state is AttemptState.PENDING
    counter.shop.clock.jump(hours=-8)
    counter.wait(every_s=20, rounds=3)
    assert counter.again(shown).state is AttemptState.SUCCEEDED
    assert counter.refund(sold).state is RefundState.SUCCEEDED
    counter.control.pay(ended.id)
    counter.wait(every_s=61)
    assert counter.again(ended).state is AttemptState.LATE_PAID
    counter.assert_agreed()


def test_a_refused_time_is_said_to_be_the_clock_though_ours_is_right(counter: Counter) -> None:
    counter.fault("invalid-timestamp", "create", count=1)
    cart = counter.shop.cart("tea")
    refused = counter.show(cart)
    assert (refused.state, refused.evidence) == (AttemptState.DECLINED, "provider_clock_wrong")
    assert counter.show(cart).state is AttemptState.PENDING
