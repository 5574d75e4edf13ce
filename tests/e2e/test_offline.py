"""Without the network: what goes on, what is refused, and how it is all settled later."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.domain.errors import Unavailable
from app.domain.order_states import Label
from app.domain.payment import LIVE, Attempt, AttemptState, RefundState
from app.domain.slips import Slip
from app.ports.gateway import Misconfigured
from app.ports.queries import OrderFilter
from app.services.wishes import Wanted
from data.ids import new_id
from tests.helpers.crowds import at_once
from tests.helpers.shop import Shop, open_shop

IBAN = {"scheme": "epc", "name": "Corner shop", "iban": "DE71110220330123456789"}


@pytest.fixture
def shop(shop_with_provider: Shop) -> Shop:
    """A shop with two providers."""
    return shop_with_provider


def _away(shop: Shop) -> tuple[str, ...]:
    return shop.house.poller.standing().away


def _loses(shop: Shop, attempt: Attempt, *, seconds: float = 3) -> None:
    """The till asks about a payment until it knows that nobody answers."""
    for _ in range(3):
        shop.check(attempt)
        shop.clock.advance(seconds=seconds)


def _orders(shop: Shop) -> int:
    return shop.house.queries.count_orders(OrderFilter())


def test_one_lost_answer_is_no_outage(shop: Shop) -> None:
    attempt = shop.show_code(shop.cart("tea"))
    assert shop.house.poller.standing().here == ("alipay",)
    shop.control.fault("drop-before-execute", count=2)
    shop.check(attempt)
    shop.clock.advance(seconds=10)
    shop.check(attempt)
    standing = shop.house.poller.standing()
    assert (standing.here, standing.away) == ((), ()), "in doubt"
    shop.check(attempt)
    assert shop.house.poller.standing().here == ("alipay",)


def test_a_payment_heard_of_late_has_the_time_it_was_made(shop: Shop) -> None:
    for provider in ("alipay", "wechat"):
        attempt = shop.show_code(shop.cart("water"), provider)
        shop.clock.advance(seconds=20)
        shop.control.pay(attempt.id)
        paid_at = shop.clock.now().replace(microsecond=0)
        shop.provider.stop()
        shop.clock.advance(hours=2)
        shop.provider.start()
        known = shop.check(attempt)
        assert (known.state, known.paid_at) == (AttemptState.SUCCEEDED, paid_at)
        assert known.settled_at == shop.clock.now()


def test_offline_a_code_is_refused_before_anything_is_written(shop: Shop) -> None:
    waiting = shop.show_code(shop.cart("water"))
    shop.provider.stop()
    _loses(shop, waiting)
    assert _away(shop) == ("alipay",)
    before, cart = _orders(shop), shop.cart("tea")
    with pytest.raises(Unavailable) as caught:
        shop.show_code(cart)
    assert caught.value.key == "provider_offline"
    assert caught.value.params == {
        "tender": "alipay",
        "tenders": ("cash", "manual_card", "wechat"),
    }
    assert _orders(shop) == before
    assert shop.available("tea") == 10_000
    assert shop.show_code(shop.cart_of(shop.order(waiting))).id == waiting.id


def test_offline_cash_slips_and_bank_codes_go_on(shop: Shop) -> None:
    shop.take_bank_codes("EUR", IBAN)
    waiting = shop.show_code(shop.cart("water"))
    shop.provider.stop()
    _loses(shop, waiting)
    cash = shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=1000, staff="li")
    wish = Wanted(key=new_id(), provider="manual_card", amount_minor=550)
    slip = Slip(number="0012", last_four="4242")
    card = shop.house.vouching.take_slip(shop.cart("tea"), wish, slip, staff="li")
    shown = shop.show_code(shop.cart("tea"), "static_qr")
    claimed = shop.house.vouching.confirm(shown.id, staff="li", evidence="seen")
    labels = {cash.order.label, shop.order(card).label, shop.order(claimed).label}
    assert labels == {Label.COMPLETED}


def test_a_provider_that_is_away_is_asked_one_thing_at_a_time_and_seldom(shop: Shop) -> None:
    attempts = [shop.show_code(shop.cart("water")) for _ in range(5)]
    shop.control.fault("http-502")
    _loses(shop, attempts[0])
    before = shop.control.load()["answered"]
    asked = []
    for _ in range(60):  # a minute
        shop.clock.advance(seconds=1)
        asked.append(shop.house.poller.run_due().asked)
    assert max(asked) == 1
    assert sum(asked) == shop.control.load()["answered"] - before
    assert 2 <= sum(asked) <= 5
    assert all(shop.house.payments.attempt(x.id).state in LIVE for x in attempts)


def test_when_it_is_back_everything_is_settled_newest_first(shop: Shop) -> None:
    attempts = []
    for _ in range(8):
        attempts.append(shop.show_code(shop.cart("water")))
        shop.clock.advance(seconds=1)
        shop.control.pay(attempts[-1].id)
    refunded = attempts.pop()
    shop.check(refunded)
    shop.provider.stop()
    shop.house.orders.void(refunded.order_id, staff="li")
    _loses(shop, attempts[0])
    shop.clock.advance(minutes=20)
    assert shop.house.poller.run_due().settled == 0
    shop.provider.start()
    shop.clock.advance(minutes=1)
    tally = shop.house.poller.run_due()
    assert _away(shop) == ()
    assert tally.settled == len(attempts)
    assert {shop.order(x).label for x in attempts} == {Label.COMPLETED}
    done = [x.checked_at or x.created_at for x in map(_fresh(shop), attempts)]
    assert done == sorted(done), "the clock stands still, so this says only that none is missing"
    shop.clock.advance(minutes=20)
    shop.house.poller.run_due()
    assert [r.state for r in shop.detail(shop.order(refunded)).refunds] == [RefundState.SUCCEEDED]


def _fresh(shop: Shop) -> Callable[[Attempt], Attempt]:
    return lambda attempt: shop.house.payments.attempt(attempt.id)


def test_one_provider_that_is_away_does_not_hold_up_the_other(shop: Shop) -> None:
    away = [shop.show_code(shop.cart("water")) for _ in range(4)]
    here = shop.show_code(shop.cart("tea"), "wechat")
    shop.control.pay(here.id)
    for _ in range(3):
        for method in ("alipay.trade.query", "alipay.trade.close", "alipay.trade.cancel"):
            shop.control.fault("drop-before-execute", method=method)
        shop.check(away[0])
        shop.clock.advance(seconds=3)
    standing = shop.house.poller.standing()
    assert (standing.here, standing.away) == (("wechat",), ("alipay",))
    shop.house.poller.run_due()
    assert shop.order(here).label is Label.COMPLETED


def test_a_rate_limit_is_an_answer(shop: Shop) -> None:
    attempt = shop.show_code(shop.cart("tea"))
    shop.control.fault("rate-limit", seconds=20)
    for _ in range(4):
        shop.check(attempt)
        shop.clock.advance(seconds=3)
    assert _away(shop) == ()
    shop.control.clear()
    assert shop.house.poller.run_due().asked == 0, "it asked to be left alone"
    shop.control.pay(attempt.id)
    shop.clock.advance(seconds=40)
    shop.house.poller.run_due()
    assert shop.order(attempt).label is Label.COMPLETED


def test_a_provider_is_left_alone_as_long_as_it_asks(shop: Shop) -> None:
    refused, other = shop.show_code(shop.cart("tea")), shop.show_code(shop.cart("water"))
    shop.control.fault("rate-limit", method="query", count=1, seconds=120)
    shop.check(refused)
    shop.clock.advance(seconds=115)
    assert shop.house.poller.run_due().asked == 0, "not about another payment either"
    shop.control.pay(other.id)
    shop.clock.advance(seconds=10)
    shop.house.poller.run_due()
    assert shop.order(other).label is Label.COMPLETED
    assert shop.house.payments.attempt(refused.id).polls == 3


def test_what_is_given_out_is_not_given_out_twice(shop: Shop) -> None:
    attempt = shop.show_code(shop.cart("tea"))
    shop.clock.advance(seconds=3)
    (call,) = shop.house.poller.due()
    assert shop.house.poller.due() == []
    call()
    assert shop.house.poller.due() == []
    assert shop.house.payments.attempt(attempt.id).polls == 2


@pytest.mark.parametrize("kind", ["payment", "refund"])
def test_missing_keys_are_no_reason_to_ask_without_end(shop: Shop, kind: str) -> None:
    attempt = shop.show_code(shop.cart("tea"))
    if kind == "refund":
        shop.control.pay(attempt.id)
        shop.check(attempt)
        shop.house.orders.void(attempt.order_id, staff="li")
    shop.gateways.take_away("alipay")
    asked = 0
    for _ in range(120):  # a minute of beats
        shop.clock.advance(seconds=0.5)
        asked += shop.house.poller.run_due().asked
    assert 2 <= asked <= 12
    shop.connect(shop.control)
    if kind == "payment":
        shop.control.pay(attempt.id)
    for _ in range(4):
        shop.clock.advance(seconds=40)
        shop.house.poller.run_due()
    expected = {"payment": Label.COMPLETED, "refund": Label.REFUNDED}[kind]
    assert shop.order(attempt).label is expected


def test_settings_that_cannot_be_any_more_are_no_reason_either(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = shop.show_code(shop.cart("tea"))
    shop.provider.stop()
    _loses(shop, attempt)
    assert _away(shop) == ("alipay",)

    def unusable(*_: object, **__: object) -> None:
        raise Misconfigured("key_unreadable", which="private")

    monkeypatch.setattr(shop.gateways, "that_made", unusable)
    shop.clock.advance(seconds=60)
    for _ in range(2):  # whether it is back, and about the payment
        for call in shop.house.poller.due():
            call()
    assert shop.house.poller.due() == []


@pytest.mark.expects_logs
def test_a_fault_of_our_own_is_told_and_not_repeated_at_once(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = shop.show_code(shop.cart("tea"))
    shop.control.pay(attempt.id)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("app.services.ending.ask", broken)
        shop.clock.advance(seconds=3)
        tally = shop.house.poller.run_due()
        assert [type(x) for x in tally.broken] == [ZeroDivisionError]
        shop.clock.advance(seconds=30)
        assert shop.house.poller.run_due().asked == 0
    shop.clock.advance(minutes=5)
    shop.house.poller.run_due()
    assert shop.house.payments.attempt(attempt.id).state is not AttemptState.CREATED
    assert shop.order(attempt).label is Label.COMPLETED


def test_two_programs_settle_the_same_payments_once(shop: Shop, shop_url: str) -> None:
    attempts = [shop.show_code(shop.cart("water")) for _ in range(6)]
    for attempt in attempts:
        shop.control.pay(attempt.id)
    shop.clock.advance(seconds=5)
    other = open_shop(shop_url, shop.folder / "other", shop.provider, shop.clock)
    other.connect(shop.control)
    tallies = at_once(*(x.house.poller.run_due for x in (shop, other)))
    other.close()
    assert not [x for x in tallies if isinstance(x, Exception)]
    assert {shop.order(x).label for x in attempts} == {Label.COMPLETED}
    assert shop.on_hand("water") == 10_000 - 6_000
    for attempt in attempts:
        rows = [row.after for row in shop.detail(shop.order(attempt)).history]
        assert rows == ["PLACED", "PENDING", "PAID", "COMPLETED"]
