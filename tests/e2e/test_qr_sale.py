"""A sale by QR code against the practice provider, over its real wire."""

from __future__ import annotations

import pytest

from app.domain.errors import ShopError, UserError
from app.domain.order_states import Label, Lifecycle, PaymentState
from app.domain.payment import Attempt, AttemptState, RefundState
from app.ports.queries import OrderFilter
from tests.helpers.shop import Shop


@pytest.fixture
def shop(shop_with_provider: Shop) -> Shop:
    """A shop that takes money by QR code."""
    return shop_with_provider


def _start(shop: Shop, *codes: str) -> Attempt:
    cart = shop.cart(*codes or ("tea",))
    return shop.show_code(cart)


def test_a_scanned_and_paid_code_finishes_the_sale(shop: Shop) -> None:
    attempt = _start(shop)
    assert attempt.state is AttemptState.PENDING
    assert attempt.qr_text.startswith("http")
    assert shop.check(attempt).state is AttemptState.PENDING
    shop.control.scan(attempt.id)
    assert shop.check(attempt).state is AttemptState.PENDING
    assert shop.order(attempt).label is Label.AWAITING_PAYMENT
    shop.control.pay(attempt.id)
    paid = shop.check(attempt)
    assert (paid.state, paid.paid_minor) == (AttemptState.SUCCEEDED, 550)
    assert shop.order(attempt).label is Label.COMPLETED
    assert shop.on_hand("tea") == 9000


def test_the_poller_finds_the_payment_by_itself(shop: Shop) -> None:
    attempt = _start(shop)
    shop.control.pay(attempt.id)
    shop.clock.advance(seconds=3)
    shop.house.poller.run_due()
    assert shop.order(attempt).payment is PaymentState.PAID


def test_asking_again_for_the_same_cart_shows_the_same_code(shop: Shop) -> None:
    cart = shop.cart("tea")
    first = shop.show_code(cart)
    again = shop.show_code(cart)
    assert (again.id, again.qr_text) == (first.id, first.qr_text)
    shop.control.pay(first.id)
    shop.check(first)
    after = shop.show_code(cart)
    assert (after.id, after.state) == (first.id, AttemptState.SUCCEEDED)
    assert len(shop.control.trades()) == 1


def test_a_cancelled_code_can_be_followed_by_cash(shop: Shop) -> None:
    cart = shop.cart("tea")
    attempt = shop.show_code(cart)
    with pytest.raises(UserError) as caught:
        shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li")
    assert caught.value.key == "attempt_live"
    assert shop.house.payments.cancel(attempt.id, staff="li").state is AttemptState.CANCELLED
    sale = shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li")
    assert sale.order.lifecycle is Lifecycle.COMPLETED
    assert shop.house.queries.count_orders(OrderFilter()) == 1


def test_a_customer_who_pays_while_the_cashier_cancels_has_paid(shop: Shop) -> None:
    attempt = _start(shop)
    shop.control.pay(attempt.id)
    assert shop.house.payments.cancel(attempt.id, staff="li").state is AttemptState.SUCCEEDED
    assert shop.order(attempt).label is Label.COMPLETED


def test_money_after_giving_up_is_seen_and_kept_apart(shop: Shop) -> None:
    cart = shop.cart("tea")
    attempt = shop.show_code(cart)
    shop.house.payments.cancel(attempt.id, staff="li")
    shop.house.checkout.withdraw(cart, staff="li")
    shop.control.pay(attempt.id)
    shop.clock.advance(minutes=2)
    shop.house.poller.run_due()
    late = shop.house.payments.attempt(attempt.id)
    assert (late.state, late.paid_minor) == (AttemptState.LATE_PAID, 550)
    assert [a.attempt.id for a in shop.house.queries.open_attempts()] == [attempt.id]


def test_a_wrong_amount_is_never_paid(shop: Shop) -> None:
    attempt = _start(shop)
    shop.control.pay(attempt.id, amount="5.49")
    seen = shop.check(attempt)
    assert (seen.state, seen.paid_minor) == (AttemptState.MISMATCH, 549)
    assert shop.order(attempt).label is not Label.COMPLETED
    assert shop.on_hand("tea") == 10_000


LOGGED = pytest.mark.expects_logs  # an answer that was tampered with is worth a warning


@pytest.mark.parametrize(
    "fault",
    [
        "http-502",
        "html",
        "empty",
        "truncated",
        "system-error",
        pytest.param("wrong-signature", marks=LOGGED),
        pytest.param("tampered-body", marks=LOGGED),
    ],
)
def test_garbage_instead_of_an_answer_is_unknown_and_mends_itself(shop: Shop, fault: str) -> None:
    attempt = _start(shop)
    shop.control.pay(attempt.id)
    shop.control.fault(fault)
    for _ in range(3):
        seen = shop.check(attempt)
    assert seen.state is AttemptState.UNKNOWN
    assert shop.order(attempt).label is Label.CHECKING_PAYMENT
    shop.control.clear()
    assert shop.check(attempt).state is AttemptState.SUCCEEDED
    assert shop.order(attempt).label is Label.COMPLETED


def test_an_answer_lost_on_the_way_back_is_not_a_second_charge(shop: Shop) -> None:
    cart = shop.cart("tea")
    shop.control.fault("drop-after-execute", count=1)
    attempt = shop.show_code(cart)
    assert attempt.state is AttemptState.UNKNOWN
    same = shop.show_code(cart)
    assert same.id == attempt.id
    with pytest.raises(UserError, match="attempt_live"):
        shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li")
    assert shop.check(attempt).state is AttemptState.PENDING


def test_a_provider_that_is_not_there_leaves_no_debt(shop: Shop) -> None:
    shop.provider.stop()
    cart = shop.cart("tea")
    with pytest.raises(ShopError):
        shop.show_code(cart)
    sale = shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li")
    assert sale.order.lifecycle is Lifecycle.COMPLETED
    assert shop.house.queries.open_attempts() == []


def test_a_provider_killed_in_the_middle_is_waited_for(shop: Shop) -> None:
    attempt = _start(shop)
    shop.control.pay(attempt.id)
    shop.provider.stop()
    for _ in range(3):
        seen = shop.check(attempt)
    assert seen.state is AttemptState.UNKNOWN
    shop.provider.start()
    assert shop.check(attempt).state is AttemptState.SUCCEEDED


def test_a_code_nobody_paid_expires_and_frees_its_goods(shop: Shop) -> None:
    attempt = _start(shop)
    shop.clock.advance(minutes=16)
    for _ in range(3):
        shop.house.poller.run_due()
    assert shop.house.payments.attempt(attempt.id).state is AttemptState.EXPIRED
    assert shop.order(attempt).cancel_reason == "PAYMENT_TIMEOUT"
    assert shop.available("tea") == 10_000


def test_nothing_is_cancelled_while_the_result_is_unknown(shop: Shop) -> None:
    attempt = _start(shop)
    shop.control.pay(attempt.id)
    shop.control.fault("http-502")
    shop.clock.advance(minutes=16)
    shop.house.poller.run_due()
    assert shop.order(attempt).lifecycle is Lifecycle.PLACED
    shop.control.clear()
    shop.clock.advance(minutes=1)
    shop.house.poller.run_due()
    assert shop.order(attempt).label is Label.COMPLETED


def test_a_sale_taken_back_is_refunded_and_confirmed_by_the_provider(shop: Shop) -> None:
    attempt = _start(shop)
    shop.control.pay(attempt.id)
    shop.check(attempt)
    shop.house.orders.void(attempt.order_id, staff="li")
    assert shop.order(attempt).label is Label.REFUNDING
    shop.house.poller.run_due()
    assert shop.order(attempt).label is Label.REFUNDING
    shop.clock.advance(seconds=11)
    shop.house.poller.run_due()
    assert shop.order(attempt).label is Label.REFUNDED
    refunds = shop.detail(shop.order(attempt)).refunds
    assert [(r.state, r.amount_minor) for r in refunds] == [(RefundState.SUCCEEDED, 550)]
    assert shop.on_hand("tea") == 10_000


def test_a_refund_whose_answer_is_lost_is_still_one_refund(shop: Shop) -> None:
    attempt = _start(shop)
    shop.control.pay(attempt.id)
    shop.check(attempt)
    shop.house.orders.void(attempt.order_id, staff="li")
    shop.control.fault("drop-after-execute", count=2)
    for _ in range(6):
        shop.house.poller.run_due()
        shop.clock.advance(minutes=6)
    assert shop.order(attempt).label is Label.REFUNDED
    (trade,) = shop.control.trades()
    assert trade["refunded_amount"] == "5.50"
    assert len(trade["refunds"]) == 1


def test_the_clock_may_jump_while_a_customer_pays(shop: Shop) -> None:
    attempt = _start(shop)
    shop.clock.jump(hours=-8)
    shop.control.pay(attempt.id)
    shop.check(attempt)
    shop.clock.jump(hours=8)
    assert shop.check(attempt).state is AttemptState.SUCCEEDED
    assert shop.order(attempt).label is Label.COMPLETED


def test_money_that_went_back_is_asked_for_again_in_full(shop: Shop) -> None:
    cart = shop.cart("tea")
    attempt = shop.show_code(cart)
    shop.control.pay(attempt.id, amount="2.75")
    assert shop.check(attempt).state is AttemptState.MISMATCH
    shop.house.refunds.refund_all(attempt.order_id, staff="li", reason="wrong amount")
    for _ in range(2):
        shop.house.poller.run_due()
        shop.clock.advance(seconds=11)
    sale = shop.house.checkout.pay_cash(cart, tendered_minor=600, staff="li")
    assert (sale.attempt.amount_minor, sale.change_minor) == (550, 50)
    assert shop.order(attempt).label is Label.COMPLETED
    assert shop.on_hand("tea") == 9000


def test_an_order_that_has_its_money_takes_no_more(shop: Shop) -> None:
    cart = shop.cart("tea")
    attempt = shop.show_code(cart)
    shop.control.pay(attempt.id, amount="9.00")
    assert shop.check(attempt).state is AttemptState.MISMATCH
    with pytest.raises(UserError) as caught:
        shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li")
    assert caught.value.key in {"order_already_paid", "order_not_open"}
