"""Payments, refunds and slips that cross each other: no money is lost, taken or returned twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.order import Order
from app.domain.order_states import Label, Lifecycle, PaymentState
from app.domain.payment import Attempt, AttemptState, RefundState, held_minor
from app.domain.returning import Brought
from app.domain.slips import Slip
from app.services.returns import Wish
from data.ids import new_id
from data.repositories.orders import OrderRepository
from data.repositories.payments import PaymentRepository
from tests.e2e.test_tenders import IBAN, card, paid_by_code
from tests.helpers.crowds import at_once
from tests.helpers.shop import Shop, open_shop


def run_refunds(shop: Shop) -> None:
    """The refunds that are under way arrive."""
    for _ in range(4):
        shop.clock.advance(seconds=20)
        shop.house.poller.run_due()


def test_money_that_comes_while_a_refund_is_under_way_finishes_the_sale(
    shop_with_provider: Shop,
) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    attempt = shop.show_code(cart)
    shop.control.pay(attempt.id, "5.00")
    assert shop.check(attempt).state is AttemptState.MISMATCH
    shop.house.refunds.refund_attempt(attempt.id, staff="chen", reason="wrong")
    shop.house.checkout.pay_cash(cart, tendered_minor=550, staff="li")
    assert shop.order(attempt).lifecycle is Lifecycle.PLACED
    run_refunds(shop)
    order = shop.order(attempt)
    assert (order.lifecycle, order.payment) == (Lifecycle.COMPLETED, PaymentState.PAID)
    assert shop.on_hand("tea") == 9000


def test_what_goes_back_before_all_is_paid_is_still_to_be_paid(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    first = paid_by_code(shop, shop.show_code(cart, amount_minor=50))
    rest = shop.show_code(cart)
    shop.house.refunds.refund_amount(
        first.order_id, 8, key=new_id(), staff="chen", reason="damaged"
    )
    shop.control.pay(rest.id)
    shop.check(rest)
    run_refunds(shop)
    order = shop.order(rest)
    assert (order.lifecycle, order.payment) == (Lifecycle.PLACED, PaymentState.PARTIALLY_PAID)
    sale = shop.house.checkout.pay_cash(cart, tendered_minor=8, staff="li")
    assert (sale.order.lifecycle, sale.order.payment) == (Lifecycle.COMPLETED, PaymentState.PAID)


@pytest.mark.parametrize("fault", ["wrong-amount", "wrong-currency"])
def test_money_that_arrived_as_asked_is_not_another_amount_afterwards(
    shop_with_provider: Shop, fault: str
) -> None:
    shop = shop_with_provider
    attempt = paid_by_code(shop, shop.show_code(shop.cart("tea")))
    shop.control.fault(fault, method="query")
    assert shop.check(attempt).paid_minor == 550
    assert shop.order(attempt).payment is PaymentState.PAID


def test_an_order_follows_a_wrong_amount_that_is_put_right(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    attempt = shop.show_code(shop.cart("tea"))
    shop.control.pay(attempt.id)
    shop.control.fault("wrong-amount", method="query", count=1)
    assert shop.check(attempt).paid_minor == 650
    assert shop.order(attempt).payment is PaymentState.OVERPAID
    assert shop.check(attempt).paid_minor == 550
    assert shop.order(attempt).payment is PaymentState.PAID
    assert shop.house.queries.open_attempts() == []


def test_a_slip_is_booked_though_another_window_was_faster(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    shown = paid_by_code(shop, shop.show_code(cart))
    slip = Slip(number="000123")
    booked = shop.house.vouching.take_slip(cart, card(shop, 550), slip, staff="li")
    assert booked.id != shown.id
    assert shop.house.payments.attempt(shown.id).evidence == shown.evidence
    order = shop.order(shown)
    assert (order.payment, order.lifecycle) == (PaymentState.OVERPAID, Lifecycle.COMPLETED)


def test_a_slip_says_how_much_the_terminal_charged(shop: Shop) -> None:
    cart = shop.cart("tea")
    shop.house.checkout.pay_cash(cart, tendered_minor=300, staff="li", amount_minor=300)
    slip = Slip(number="9")
    booked = shop.house.vouching.take_slip(cart, card(shop, 550), slip, staff="li")
    assert booked.paid_minor == 550
    assert shop.order(booked).payment is PaymentState.OVERPAID
    for wrong in (card(shop), card(shop, -550), replace(card(shop, 550), tip_minor=-50)):
        with pytest.raises(UserError, match="amount_missing"):
            shop.house.vouching.take_slip(shop.cart("bun"), wrong, slip, staff="li")


def test_a_slip_ends_the_code_that_was_shown_beside_it(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    shop.take_bank_codes("EUR", IBAN)
    cart = shop.cart("tea")
    code = shop.show_code(cart, "static_qr")
    shop.house.vouching.take_slip(cart, card(shop, 550), Slip(number="9"), staff="li")
    assert shop.house.payments.attempt(code.id).state is AttemptState.CANCELLED
    assert shop.order(code).label is Label.COMPLETED


def test_a_slip_ends_the_providers_code_beside_it_at_once(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    shown = shop.show_code(cart)
    shop.control.scan(shown.id)
    shop.house.vouching.take_slip(cart, card(shop, 550), Slip(number="9"), staff="li")
    shop.clock.advance(seconds=2)
    shop.house.poller.run_due()
    assert shop.control.trade(shown.id)["trade_status"] == "TRADE_CLOSED"
    assert shop.order(shown).label is Label.COMPLETED


def test_late_money_closes_the_bank_code_beside_it(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    shop.take_bank_codes("EUR", IBAN)
    cart = shop.cart("tea")
    first = shop.show_code(cart)
    shop.house.payments.cancel(first.id, staff="li")
    code = shop.show_code(cart, "static_qr")
    shop.control.pay(first.id)
    assert shop.check(first).state is AttemptState.LATE_PAID
    assert shop.house.payments.attempt(code.id).state is AttemptState.CANCELLED
    assert shop.order(first).label is Label.COMPLETED


def test_money_that_went_back_is_asked_for_again(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    first = paid_by_code(shop, shop.show_code(cart, amount_minor=300))
    shop.house.refunds.refund_attempt(first.id, staff="li", reason="mistake")
    run_refunds(shop)
    second = shop.house.vouching.take_slip(cart, card(shop, 300), Slip(number="1"), staff="li")
    third = shop.show_code(cart)
    assert third.id != second.id
    assert (third.state, third.amount_minor) == (AttemptState.PENDING, 250)


def test_a_tip_that_goes_back_leaves_the_orders_money_alone(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    shop.change(tips=True)
    cart = shop.cart("tea")
    shown = paid_by_code(shop, shop.show_code(cart, tip_minor=55))
    shop.house.refunds.refund_amount(
        shown.order_id, 55, key=new_id(), staff="li", reason="tip", only=shown.id
    )
    run_refunds(shop)
    order = shop.order(shown)
    assert order.payment is PaymentState.PAID
    detail = shop.detail(order)
    assert held_minor(detail.attempts, detail.refunds) == 550


def test_late_money_is_watched_for_until_somebody_answers(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    attempt = shop.show_code(shop.cart("tea"))
    shop.house.payments.cancel(attempt.id, staff="li")
    shop.control.pay(attempt.id)
    shop.control.fault("http-502", method="query")
    shop.clock.advance(minutes=121)
    assert shop.check(attempt).due_at is not None
    shop.control.clear()
    shop.clock.advance(minutes=10)
    assert shop.check(attempt).state is AttemptState.LATE_PAID


def test_a_refund_given_up_is_not_revived_by_an_old_answer(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    shop.change(cash_refunds=True)
    attempt = paid_by_code(shop, shop.show_code(shop.cart("tea")))
    (refund,) = shop.house.refunds.refund_attempt(attempt.id, staff="li", reason="x")
    with shop.database.unit_of_work() as unit:  # what another till has written meanwhile
        given_up = unit.payments.get_refund(refund.id)
        given_up.state, given_up.due_at = RefundState.FAILED, None
        unit.payments.save_refund(given_up)
        unit.commit()
    shop.house.refunds.refund_amount(
        attempt.order_id, 550, key=new_id(), staff="li", reason="cash", in_cash=True
    )
    shop.house.refunds.run(refund.id)
    with pytest.raises(UserError, match="refund_replaced"):
        shop.house.refunds.retry(refund.id)
    assert shop.control.trade(attempt.id)["refunded_amount"] == "0.00"


def test_a_person_cannot_vouch_for_a_payment_that_has_ended(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    attempt = shop.show_code(shop.cart("tea"))
    shop.house.payments.cancel(attempt.id, staff="li")
    with pytest.raises(UserError, match="attempt_over"):
        shop.house.vouching.confirm(attempt.id, staff="chen", evidence="seen on the phone")
    assert shop.house.payments.attempt(attempt.id).state is AttemptState.CANCELLED


def test_cash_for_a_cancelled_order_is_refused(shop: Shop) -> None:
    cart = shop.cart("tea", "tea")
    part = shop.house.checkout.pay_cash(cart, tendered_minor=300, staff="li", amount_minor=300)
    shop.house.orders.cancel(part.order.id, staff="li")
    with pytest.raises(UserError, match="order_not_open"):
        shop.house.checkout.pay_cash(cart, tendered_minor=1100, staff="li")


@pytest.fixture
def beaten(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on, the next to save an order or a payment finds that another one was faster."""

    def begin() -> None:
        for repository, name in ((OrderRepository, "save"), (PaymentRepository, "save_attempt")):
            monkeypatch.setattr(repository, name, loses_once(getattr(repository, name)))

    def loses_once(save: Callable[..., None]) -> Callable[..., None]:
        lost = False

        def saved(repository: object, thing: Order | Attempt) -> None:
            nonlocal lost
            if not lost:
                lost = True
                raise UserError("changed_elsewhere")
            save(repository, thing)

        return saved

    return begin


def test_what_staff_want_of_an_order_is_done_though_another_was_faster(
    shop: Shop, beaten: Callable[[], None]
) -> None:
    cart, orders = shop.cart("tea"), shop.house.orders
    placed = shop.house.checkout.place(cart, staff="li")
    beaten()
    assert shop.house.checkout.withdraw(cart, staff="li") is not None
    assert shop.detail(placed).order.lifecycle is Lifecycle.CANCELLED
    other = shop.house.checkout.place(shop.cart("tea"), staff="li")
    beaten()
    assert orders.cancel(other.id, staff="li").lifecycle is Lifecycle.CANCELLED
    sold = shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=550, staff="li").order
    beaten()
    assert orders.void(sold.id, staff="li").lifecycle is Lifecycle.CANCELLED
    late = shop.house.vouching.take_slip(cart, card(shop, 550), Slip(number="9"), staff="li")
    beaten()
    assert orders.reinstate(placed.id, staff="li").lifecycle is Lifecycle.COMPLETED
    beaten()
    shop.house.vouching.settle_by_hand(late.id, staff="li", reason="as it should be")
    assert shop.house.payments.attempt(late.id).handled
    assert shop.house.queries.stock_mismatches() == []
    assert shop.available("tea") == 9000


def test_two_tills_at_once_never_move_the_goods_of_an_order_twice(
    shop: Shop, shop_url: str, tmp_path: Path
) -> None:
    other = open_shop(shop_url, tmp_path / "other", clock=shop.clock)
    for _ in range(8):
        unpaid = shop.house.checkout.place(shop.cart("tea"), staff="li")
        done = at_once(*(partial(x.house.orders.expire, unpaid.id) for x in (shop, other)))
        assert [x for x in done if isinstance(x, Exception)] == []
        sold = shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=550, staff="li").order
        wish = Wish(key=new_id(), brought=(Brought(line_id=sold.lines[0].id, qty_milli=1000),))
        both: list[Callable[[], object]] = [
            partial(shop.house.orders.void, sold.id, staff="li"),
            partial(other.house.returns.take_back, sold.id, wish, staff="wu"),
        ]
        failures = [x for x in at_once(*both) if isinstance(x, Exception)]
        assert [x for x in failures if not isinstance(x, UserError)] == []
    other.close()
    assert shop.on_hand("tea") == shop.available("tea") == 10_000
    assert shop.house.queries.stock_mismatches() == []
