"""Pushed messages that are not the provider's, or not for this shop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping

import pytest

from app.domain.payment import AttemptState
from app.gateways import addresses
from app.gateways.listener import Listener
from app.ports.gateway import Untrusted
from tests.e2e.faults.counter import Counter

WAIT_S = 10


class Ear:
    """A till that is told of payments, and knows how often it was."""

    def __init__(self, counter: Counter) -> None:
        self._receive = counter.shop.house.notifications.receive
        self._heard = threading.Semaphore(0)
        self.listener = Listener(self._take, 0)

    def wait_for(self, messages: int) -> None:
        """Wait until so many have been taken over."""
        for _ in range(messages):
            assert self._heard.acquire(timeout=WAIT_S)

    def _take(self, provider: str, headers: Mapping[str, str], body: bytes) -> None:
        self._receive(provider, headers, body)
        self._heard.release()


@pytest.fixture
def ear(counter: Counter) -> Iterator[Ear]:
    """The provider knows where the till listens."""
    ear = Ear(counter)
    ear.listener.start()
    values = counter.shop.provider.info.settings[counter.provider]
    told_at = addresses.told_at(ear.listener.port, counter.provider)
    counter.shop.gateways.set_up(counter.provider, {**values, "notify_url": told_at})
    yield ear
    ear.listener.stop()


def test_a_payment_that_is_told_five_times_at_once_is_one_payment(
    counter: Counter, ear: Ear
) -> None:
    attempt = counter.sell()
    counter.control.fault("notify-repeated", count=1)
    counter.control.pay(attempt.id)
    counter.shop.check(attempt)
    ear.wait_for(5)
    assert counter.again(attempt).state is AttemptState.SUCCEEDED
    history = counter.shop.detail(counter.order(attempt)).history
    assert [x.after for x in history] == ["PLACED", "PENDING", "PAID", "COMPLETED"]
    assert counter.shop.on_hand("tea") == 9000
    counter.assert_agreed()


@pytest.mark.expects_logs
@pytest.mark.parametrize("fault", ["notify-forged", "notify-foreign"])
def test_a_message_that_is_forged_or_meant_for_another_changes_nothing_and_is_logged(
    counter: Counter, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    attempt = counter.sell()
    counter.control.pay(attempt.id)
    counter.control.fault(fault, count=1)
    receive = counter.shop.house.notifications.receive
    pushed = counter.control.notification(attempt.id)
    with pytest.raises(Untrusted):
        receive(counter.provider, pushed.headers, pushed.body)
    assert counter.again(attempt).state is AttemptState.PENDING
    assert {x.levelno for x in caplog.records if x.name.startswith("app.")} == {logging.WARNING}
    genuine = counter.control.notification(attempt.id)
    receive(counter.provider, genuine.headers, genuine.body)
    assert counter.again(attempt).state is AttemptState.SUCCEEDED
    counter.assert_agreed()
