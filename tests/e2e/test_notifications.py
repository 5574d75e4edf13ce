"""Payments that the provider tells of: over the real wires, through the till's own ear."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx
import pytest

from app.domain.payment import Attempt, AttemptState
from app.gateways import addresses
from app.gateways.listener import Listener
from app.ports.gateway import ChargeRequest, Money
from app.ports.queries import OrderFilter
from data.ids import new_id
from tests.helpers.crowds import at_once
from tests.helpers.sandbox import Pushed
from tests.helpers.shop import Shop

WAIT_S = 10
THANKS = {"alipay": (200, b"success"), "wechat": (204, b"")}


@dataclass
class Told:
    """A shop that listens, and the provider that tells it."""

    shop: Shop
    provider: str
    ear: Listener
    relay: httpx.Client

    def shown(self) -> Attempt:
        """A code for a tea."""
        return self.shop.show_code(self.shop.cart("tea"), self.provider)

    def message(self, attempt: Attempt) -> Pushed:
        """What the provider says of it now."""
        return self.shop.control.notification(attempt.id)

    def send(self, message: Pushed, to: str = "") -> tuple[int, bytes]:
        """Forward a message; what it is answered."""
        headers = {k: v for k, v in message.headers.items() if k.startswith("wechatpay-")}
        answer = self.relay.post(
            f"/notify/{to or self.provider}", content=message.body, headers=headers
        )
        return answer.status_code, answer.content

    def now(self, attempt: Attempt) -> Attempt:
        """As the books have it."""
        return self.shop.house.payments.attempt(attempt.id)

    @property
    def thanks(self) -> tuple[int, bytes]:
        """What the provider wants to hear."""
        return THANKS[self.provider]


@pytest.fixture(params=["alipay", "wechat"])
def told(request: pytest.FixtureRequest, shop_with_provider: Shop) -> Iterator[Told]:
    """A shop that listens, and messages that only a relay brings."""
    shop, provider = shop_with_provider, str(request.param)
    shop.gateways.set_up(provider, shop.provider.info.settings[provider])
    ear = Listener(shop.house.notifications.receive, 0)
    ear.start()
    root = f"http://{addresses.LOOPBACK}:{ear.port}"
    with httpx.Client(base_url=root, trust_env=False, verify=False, timeout=WAIT_S) as relay:
        yield Told(shop=shop, provider=provider, ear=ear, relay=relay)
    ear.stop()


def test_a_payment_is_known_without_asking(told: Told) -> None:
    values = told.shop.provider.info.settings[told.provider]
    address = {"notify_url": addresses.told_at(told.ear.port, told.provider)}
    told.shop.gateways.set_up(told.provider, {**values, **address})
    attempt = told.shown()
    settled = threading.Event()
    told.shop.house.bus.subscribe(lambda _event: settled.set())
    told.shop.control.pay(attempt.id)
    assert settled.wait(WAIT_S)
    paid = told.now(attempt)
    assert (paid.state, paid.paid_minor) == (AttemptState.SUCCEEDED, 550)
    assert told.shop.on_hand("tea") == 9_000


def test_five_messages_and_a_question_at_once_are_one_payment(told: Told) -> None:
    attempt = told.shown()
    told.shop.control.pay(attempt.id)
    message = told.message(attempt)

    def tell() -> object:
        return told.send(message)

    def ask() -> object:
        return told.shop.check(attempt).state

    answers = at_once(*[tell] * 5, ask)
    assert answers.count(told.thanks) == 5
    assert answers.count(AttemptState.SUCCEEDED) == 1
    history = told.shop.detail(told.shop.order(attempt)).history
    assert [row.after for row in history].count("PAID") == 1
    assert told.shop.on_hand("tea") == 9_000
    jobs = told.shop.house.queries.due_jobs("1", told.shop.clock.now(), 10)
    assert [job.subject for job in jobs] == [attempt.order_id]


def test_what_is_known_already_moves_nothing_back(told: Told) -> None:
    attempt = told.shown()
    told.shop.control.scan(attempt.id)
    waiting = told.message(attempt)
    told.shop.control.pay(attempt.id)
    paid = told.message(attempt)
    for message in (paid, waiting, paid):
        assert told.send(message) == told.thanks
        assert told.now(attempt).state is AttemptState.SUCCEEDED
    before = told.now(attempt)
    told.shop.house.orders.void(attempt.order_id, staff="li")
    told.shop.house.poller.run_due()
    assert told.send(paid) == told.thanks
    assert told.now(attempt) == before
    assert told.shop.on_hand("tea") == 10_000


def test_a_message_about_a_refund_is_no_second_payment(told: Told) -> None:
    attempt = told.shown()
    told.shop.control.pay(attempt.id)
    told.shop.check(attempt)
    told.shop.house.refunds.refund_amount(
        attempt.order_id, 100, key=new_id(), staff="li", reason=""
    )
    told.shop.house.poller.run_due()
    assert told.send(told.message(attempt)) == told.thanks
    assert (told.now(attempt).state, told.now(attempt).paid_minor) == (AttemptState.SUCCEEDED, 550)
    assert told.shop.on_hand("tea") == 9_000


def test_money_after_giving_up_is_told_as_well(told: Told) -> None:
    cart = told.shop.cart("tea")
    attempt = told.shop.show_code(cart, told.provider)
    told.shop.control.scan(attempt.id)
    told.shop.house.vouching.give_up(attempt.id, staff="li", reason="gone")
    told.shop.control.pay(attempt.id)
    assert told.send(told.message(attempt)) == told.thanks
    assert told.now(attempt).state is AttemptState.LATE_PAID


def test_another_amount_is_no_payment(told: Told) -> None:
    attempt = told.shown()
    told.shop.control.pay(attempt.id, amount="5.49")
    assert told.send(told.message(attempt)) == told.thanks
    assert (told.now(attempt).state, told.now(attempt).paid_minor) == (AttemptState.MISMATCH, 549)
    assert told.shop.on_hand("tea") == 10_000


@pytest.mark.expects_logs
@pytest.mark.parametrize("fault", ["notify-forged", "notify-foreign"])
def test_a_message_that_is_not_for_us_is_refused_and_written_down(
    told: Told, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    attempt = told.shown()
    told.shop.control.pay(attempt.id)
    told.shop.control.fault(fault, count=1)
    status, _ = told.send(told.message(attempt))
    assert status == 400
    assert told.now(attempt) == attempt
    assert f"in the name of {told.provider} was refused" in caplog.text


@pytest.mark.expects_logs
def test_an_old_message_of_wechat_pay_is_not_believed_again(told: Told) -> None:
    if told.provider != "wechat":
        pytest.skip("Alipay's messages carry no time to go by")
    attempt = told.shown()
    told.shop.control.pay(attempt.id)
    message = told.message(attempt)
    told.shop.clock.advance(minutes=6)
    assert told.send(message)[0] == 400
    probe = {**message.headers, "wechatpay-signature": "WECHATPAY/SIGNTEST/abc"}
    told.shop.clock.advance(minutes=-6)
    assert told.send(Pushed(probe, message.body))[0] == 400
    assert told.now(attempt) == attempt


def paid_elsewhere(told: Told, number: str) -> None:
    """Another program has shown a code of this provider's under that number, and it was paid."""
    request = ChargeRequest(
        attempt_no=number,
        money=Money(550, "CNY"),
        subject="another till",
        expires_at=told.shop.clock.now() + timedelta(minutes=5),
        till="2",
    )
    told.shop.gateways.offered()[told.provider].create(request)
    told.shop.control.pay(number)


@pytest.mark.expects_logs
def test_a_provider_speaks_of_its_own_payments_alone(told: Told) -> None:
    other = {"alipay": "wechat", "wechat": "alipay"}[told.provider]
    attempt = told.shop.show_code(told.shop.cart("tea"), other)
    paid_elsewhere(told, attempt.id)
    assert told.send(told.message(attempt)) == told.thanks
    assert told.now(attempt) == attempt


@pytest.mark.expects_logs
def test_the_practice_provider_cannot_speak_of_real_money(told: Told) -> None:
    gateway = told.shop.gateways.offered()[told.provider]
    practising = gateway.caps
    gateway.caps = replace(practising, test_mode=False)
    attempt = told.shown()
    gateway.caps = practising
    told.shop.control.pay(attempt.id)
    assert told.send(told.message(attempt)) == told.thanks
    assert told.now(attempt) == attempt


@pytest.mark.expects_logs
def test_a_payment_that_is_not_in_the_books_is_written_down_and_thanked_for(
    told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    number = new_id()
    paid_elsewhere(told, number)
    assert told.send(told.shop.control.notification(number)) == told.thanks
    assert number in caplog.text
    assert told.shop.house.queries.count_orders(OrderFilter()) == 0


@pytest.mark.expects_logs
def test_a_message_goes_to_the_provider_it_names(told: Told) -> None:
    attempt = told.shown()
    told.shop.control.pay(attempt.id)
    other = {"alipay": "wechat", "wechat": "alipay"}[told.provider]
    assert told.send(told.message(attempt), to=other)[0] == 400
    told.shop.gateways.offered()[told.provider].disconnect()
    told.shop.gateways.take_away(told.provider)
    assert told.send(told.message(attempt))[0] == 400
    assert told.now(attempt) == attempt
