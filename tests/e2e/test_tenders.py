"""Every way to pay that a shop has, alone and together: what the order has in the end."""

from __future__ import annotations

import pytest

from app.domain import originals
from app.domain.errors import UserError
from app.domain.order_states import Label, Lifecycle, PaymentState
from app.domain.payment import Attempt, AttemptState, Way
from app.domain.slips import Slip
from app.ports.queries import OrderFilter
from app.services.wishes import Wanted
from data.ids import new_id
from tests.helpers.shop import Shop

IBAN = {"scheme": "epc", "name": "Corner shop", "iban": "DE71110220330123456789"}


def card(shop: Shop, amount_minor: int | None = None) -> Wanted:
    """A card on the shop's terminal."""
    return Wanted(key=new_id(), provider="manual_card", amount_minor=amount_minor)


def paid_by_code(shop: Shop, attempt: Attempt) -> Attempt:
    """The customer pays what the code asks for."""
    shop.control.pay(attempt.id)
    return shop.check(attempt)


def test_a_card_slip_finishes_the_sale_and_keeps_no_card_number(shop: Shop) -> None:
    slip = Slip(number="000123", last_four="4242")
    attempt = shop.house.vouching.take_slip(shop.cart("tea"), card(shop, 550), slip, staff="li")
    assert (attempt.state, attempt.way) == (AttemptState.CLAIMED, Way.CASHIER)
    assert (attempt.paid_minor, attempt.evidence) == (550, "000123 ****4242")
    assert shop.order(attempt).label is Label.COMPLETED
    assert shop.on_hand("tea") == 9000
    shop.clock.advance(minutes=200)
    assert shop.house.poller.run_due().asked == 0, "nobody can be asked"


@pytest.mark.parametrize(
    ("number", "last_four", "problem"),
    [
        ("", "4242", "slip_missing"),
        ("12", "42", "last_four_wrong"),
        ("12", "４２４２", "last_four_wrong"),
        ("4242 4242 4242 4242", "", "card_number_refused"),
        ("nr 4242-4242-4242-4242", "", "card_number_refused"),
    ],
)
def test_a_bad_slip_books_nothing(shop: Shop, number: str, last_four: str, problem: str) -> None:
    cart, slip = shop.cart("tea"), Slip(number=number, last_four=last_four)
    with pytest.raises(UserError, match=problem):
        shop.house.vouching.take_slip(cart, card(shop), slip, staff="li")
    assert shop.house.checkout.withdraw(cart, staff="li") is None


def test_the_shops_own_bank_code_waits_for_the_cashier(shop: Shop) -> None:
    shop.take_bank_codes("EUR", IBAN)
    attempt = shop.show_code(shop.cart("tea"), "static_qr")
    assert attempt.state is AttemptState.PENDING
    assert "EUR5.5\n" in attempt.qr_text
    assert attempt.provider_ref is not None
    assert attempt.provider_ref in attempt.qr_text
    shop.clock.advance(minutes=30)
    assert shop.house.poller.run_due().asked == 0, "an open bank code is a person's to settle"
    assert shop.check(attempt).state is AttemptState.PENDING
    assert [x.attempt.id for x in shop.house.queries.open_attempts()] == [attempt.id]
    claimed = shop.house.vouching.confirm(attempt.id, staff="li", evidence="bank app 12:30")
    assert claimed.state is AttemptState.CLAIMED
    assert shop.order(attempt).label is Label.COMPLETED


def test_a_bank_code_that_nobody_paid_is_ended_by_the_cashier(shop: Shop) -> None:
    shop.take_bank_codes("EUR", IBAN)
    cart = shop.cart("tea")
    attempt = shop.show_code(cart, "static_qr")
    shop.stop_bank_codes()  # settings may have changed meanwhile
    ended = shop.house.payments.cancel(attempt.id, staff="li")
    assert ended.state is AttemptState.CANCELLED
    sale = shop.house.checkout.pay_cash(cart, tendered_minor=550, staff="li")
    assert sale.order.lifecycle is Lifecycle.COMPLETED
    late = shop.house.vouching.confirm(attempt.id, staff="li", evidence="came at 13:00")
    assert late.state is AttemptState.LATE_PAID
    assert shop.order(attempt).payment is PaymentState.OVERPAID


def test_the_customers_own_code_pays_at_once(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    code = shop.control.code("alipay")
    attempt = shop.show_code(shop.cart("tea"), auth_code=code)
    assert (attempt.state, attempt.way) == (AttemptState.SUCCEEDED, Way.SCANNED)
    assert shop.order(attempt).label is Label.COMPLETED
    assert not shop.stored_in_clear(code)


def test_a_customer_who_types_a_password_is_waited_for(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    code = shop.control.code("alipay", "password")
    attempt = shop.show_code(shop.cart("tea"), auth_code=code)
    assert attempt.state is AttemptState.PENDING
    assert paid_by_code(shop, attempt).state is AttemptState.SUCCEEDED


def test_a_password_that_never_comes_is_taken_back(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    attempt = shop.show_code(cart, auth_code=shop.control.code("alipay", "password"))
    shop.clock.advance(minutes=2)
    assert shop.check(attempt).state in {AttemptState.EXPIRED, AttemptState.CANCELLED}
    assert shop.control.trade(attempt.id)["trade_status"] == "TRADE_CLOSED"
    sale = shop.house.checkout.pay_cash(cart, tendered_minor=550, staff="li")
    assert sale.order.lifecycle is Lifecycle.COMPLETED


def test_a_code_used_before_is_refused_and_another_way_stays_open(
    shop_with_provider: Shop,
) -> None:
    shop = shop_with_provider
    code = shop.control.code("alipay")
    shop.show_code(shop.cart("tea"), auth_code=code)
    cart = shop.cart("water")
    again = shop.show_code(cart, auth_code=code)
    assert again.state is AttemptState.DECLINED
    assert shop.house.checkout.pay_cash(cart, tendered_minor=200, staff="li").change_minor == 0


def test_a_sale_is_split_over_cash_a_code_and_a_card(shop_with_provider: Shop) -> None:
    shop, vouching = shop_with_provider, shop_with_provider.house.vouching
    cart = shop.cart("tea", "tea")  # 11.00
    cash = shop.house.checkout.pay_cash(cart, tendered_minor=300, staff="li", amount_minor=300)
    assert (cash.left_minor, cash.change_minor) == (800, 0)
    assert cash.order.payment is PaymentState.PARTIALLY_PAID
    assert shop.available("tea") == 8000
    assert shop.on_hand("tea") == 10_000
    shown = shop.show_code(cart, amount_minor=500)
    assert shown.amount_minor == 500
    assert shop.order(shown).lifecycle is Lifecycle.PLACED
    paid_by_code(shop, shown)
    order = shop.order(shown)
    assert (order.lifecycle, order.payment) == (Lifecycle.PLACED, PaymentState.PARTIALLY_PAID)
    last = vouching.take_slip(cart, card(shop, 300), Slip(number="7"), staff="li")
    assert shop.order(last).label is Label.COMPLETED
    assert shop.on_hand("tea") == 8000


def test_the_same_wish_twice_is_one_payment(shop: Shop) -> None:
    cart, key, wanted = shop.cart("tea", "tea"), new_id(), card(shop, 400)
    for _ in range(2):
        sale = shop.house.checkout.pay_cash(
            cart, tendered_minor=300, staff="li", key=key, amount_minor=300
        )
        assert sale.left_minor == 800
    for _ in range(2):
        part = shop.house.vouching.take_slip(cart, wanted, Slip(number="7"), staff="li")
        assert part.amount_minor == 400
    assert len(shop.detail(sale.order).attempts) == 2


def test_a_part_is_never_more_than_what_is_left(shop: Shop) -> None:
    cart = shop.cart("tea")
    part = shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li", amount_minor=500)
    assert (part.left_minor, part.change_minor) == (50, 500)
    for amount_minor, problem in ((51, "amount_over_left"), (0, "amount_missing")):
        with pytest.raises(UserError, match=problem):
            shop.house.payments.start(cart, card(shop, amount_minor), staff="li")
    rest = shop.house.checkout.pay_cash(cart, tendered_minor=100, staff="li")
    assert (rest.left_minor, rest.change_minor) == (0, 50)


def test_a_split_sale_that_is_cancelled_gives_every_part_back(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea", "tea")
    shop.house.checkout.pay_cash(cart, tendered_minor=300, staff="li", amount_minor=300)
    shown = paid_by_code(shop, shop.show_code(cart, amount_minor=500))
    with pytest.raises(UserError, match="order_part_paid"):
        shop.house.checkout.withdraw(cart, staff="li")
    shop.house.orders.cancel(shown.order_id, staff="li")
    for _ in range(3):
        shop.clock.advance(seconds=15)
        shop.house.poller.run_due()
    detail = shop.detail(shop.order(shown))
    assert detail.order.label is Label.REFUNDED
    assert sorted((r.tender, r.amount_minor) for r in detail.refunds) == [
        ("alipay", 500),
        ("cash", 300),
    ]
    assert shop.available("tea") == 10_000


def test_a_tip_is_the_staffs_and_not_the_orders(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    with pytest.raises(UserError, match="tips_off"):
        shop.show_code(cart, tip_minor=100)
    assert shop.house.queries.count_orders(OrderFilter()) == 0
    shop.change(tips=True)
    shown = shop.show_code(cart, tip_minor=100)
    assert shop.control.trade(shown.id)["total_amount"] == "6.50"
    paid = paid_by_code(shop, shown)
    assert (paid.state, paid.paid_minor, paid.credited_minor) == (AttemptState.SUCCEEDED, 650, 550)
    assert shop.order(paid).payment is PaymentState.PAID


def test_what_was_paid_too_much_is_returned(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    attempt = shop.show_code(shop.cart("tea"))
    shop.control.pay(attempt.id, "7.50")
    assert shop.check(attempt).state is AttemptState.MISMATCH
    order = shop.order(attempt)
    assert (order.payment, order.lifecycle) == (PaymentState.OVERPAID, Lifecycle.COMPLETED)
    key = new_id()
    for _ in range(2):
        made = shop.house.refunds.refund_amount(
            order.id, 200, key=key, staff="li", reason="surplus", only=attempt.id
        )
        assert [r.id for r in made] == [key]
    for _ in range(3):
        shop.clock.advance(seconds=15)
        shop.house.poller.run_due()
    assert shop.order(attempt).payment is PaymentState.PAID
    assert shop.control.trade(attempt.id)["refunded_amount"] == "2.00"
    assert shop.house.queries.open_attempts() == []


def test_more_than_is_left_never_goes_back(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    attempt = paid_by_code(shop, shop.show_code(shop.cart("tea")))
    order_id = attempt.order_id
    for amount_minor, problem in ((551, "refund_too_much"), (0, "refund_amount_missing")):
        with pytest.raises(UserError, match=problem):
            shop.house.refunds.refund_amount(
                order_id, amount_minor, key=new_id(), staff="li", reason="x"
            )
    shop.change(cash_refunds=True)
    (in_cash,) = shop.house.refunds.refund_amount(
        order_id, 150, key=new_id(), staff="li", reason="x", in_cash=True
    )
    assert (in_cash.tender, in_cash.settled_at) == ("cash", shop.clock.now())
    with pytest.raises(UserError, match="refund_too_much"):
        shop.house.refunds.refund_amount(order_id, 401, key=new_id(), staff="li", reason="x")
    assert shop.order(attempt).payment is PaymentState.PARTIALLY_REFUNDED
    assert shop.control.trade(attempt.id)["refunded_amount"] == "0.00"


def test_late_money_goes_back_by_itself_where_the_shop_wants_it(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    shop.change(refund_late_money=True)
    cart = shop.cart("tea")
    attempt = shop.show_code(cart)
    shop.house.payments.cancel(attempt.id, staff="li")
    shop.house.checkout.pay_cash(cart, tendered_minor=550, staff="li")
    shop.control.pay(attempt.id)
    for _ in range(8):
        shop.clock.advance(seconds=20)
        shop.house.poller.run_due()
    detail = shop.detail(shop.order(attempt))
    assert detail.order.payment is PaymentState.PAID
    assert [(r.attempt_id, r.amount_minor) for r in detail.refunds] == [(attempt.id, 550)]
    assert shop.control.trade(attempt.id)["refunded_amount"] == "5.50"


def test_late_money_that_only_a_person_can_give_back_waits_for_one(shop: Shop) -> None:
    shop.change(refund_late_money=True)
    shop.take_bank_codes("EUR", IBAN)
    cart = shop.cart("tea")
    attempt = shop.show_code(cart, "static_qr")
    shop.house.payments.cancel(attempt.id, staff="li")
    shop.house.checkout.withdraw(cart, staff="li")
    late = shop.house.vouching.confirm(attempt.id, staff="li", evidence="came at 13:00")
    assert late.state is AttemptState.LATE_PAID
    assert shop.detail(shop.order(attempt)).refunds == ()
    assert [x.attempt.id for x in shop.house.queries.open_attempts()] == [attempt.id]


def test_an_order_given_up_too_early_is_taken_up_again(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    cart = shop.cart("tea")
    attempt = shop.show_code(cart)
    shop.house.payments.cancel(attempt.id, staff="li")
    shop.house.checkout.withdraw(cart, staff="li")
    with pytest.raises(UserError, match="order_not_paid"):
        shop.house.orders.reinstate(attempt.order_id, staff="li")
    paid_by_code(shop, attempt)
    for _ in range(2):
        order = shop.house.orders.reinstate(attempt.order_id, staff="li")
        assert order.label is Label.COMPLETED
    assert shop.on_hand("tea") == 9000
    assert shop.house.queries.open_attempts() == []


def test_a_manager_may_stop_waiting_and_late_money_is_still_seen(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    shop.control.fault("drop-after-execute", method="precreate")
    cart = shop.cart("tea")
    attempt = shop.show_code(cart)
    assert attempt.state is AttemptState.UNKNOWN
    with pytest.raises(UserError, match="reason_missing"):
        shop.house.vouching.give_up(attempt.id, staff="chen", reason=" ")
    given_up = shop.house.vouching.give_up(attempt.id, staff="chen", reason="phone died")
    assert given_up.state is AttemptState.EXPIRED
    shop.house.checkout.pay_cash(cart, tendered_minor=550, staff="li")
    shop.control.pay(attempt.id)
    shop.clock.advance(minutes=2)
    shop.house.poller.run_due()
    assert shop.house.payments.attempt(attempt.id).state is AttemptState.LATE_PAID


def test_a_managers_word_is_a_claim_until_the_provider_says_so(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    attempt = shop.show_code(shop.cart("tea"))
    with pytest.raises(UserError, match="reason_missing"):
        shop.house.vouching.confirm(attempt.id, staff="chen")
    claimed = shop.house.vouching.confirm(attempt.id, staff="chen", evidence="seen on the phone")
    assert claimed.state is AttemptState.CLAIMED
    assert shop.order(attempt).label is Label.COMPLETED
    shop.control.pay(attempt.id)
    shop.clock.advance(minutes=2)
    shop.house.poller.run_due()
    assert shop.house.payments.attempt(attempt.id).state is AttemptState.SUCCEEDED


def test_what_a_person_has_settled_asks_for_nobody_any_more(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    attempt = shop.show_code(shop.cart("tea"))
    shop.control.pay(attempt.id, "3.00")
    assert shop.check(attempt).state is AttemptState.MISMATCH
    handled = shop.house.vouching.settle_by_hand(attempt.id, staff="chen", reason="paid the rest")
    assert handled.handled == "chen: paid the rest"
    assert shop.house.queries.open_attempts() == []


def test_a_slip_for_a_sale_that_was_let_go_is_late_money(shop: Shop) -> None:
    cart = shop.cart("tea")
    shop.house.checkout.place(cart, staff="li")
    shop.clock.advance(minutes=16)
    shop.house.poller.run_due()
    slip = Slip(number="7")
    late = shop.house.vouching.take_slip(cart, card(shop, 550), slip, staff="li")
    assert (late.state, late.paid_minor) == (AttemptState.LATE_PAID, 550)
    assert [x.attempt.id for x in shop.house.queries.open_attempts()] == [late.id]
    assert shop.house.orders.reinstate(late.order_id, staff="chen").label is Label.COMPLETED
    assert shop.house.queries.open_attempts() == []


def test_only_practice_money_is_marked_on_paper_whatever_the_shop_does_since(
    shop_with_provider: Shop,
) -> None:
    shop = shop_with_provider
    papers = shop.house.papers
    practised = paid_by_code(shop, shop.show_code(shop.cart("tea")))
    assert papers.sale_paper(originals.receipt(practised.order_id)).test_payments
    shop.take_bank_codes("EUR", IBAN)
    real = shop.show_code(shop.cart("tea"), "static_qr")
    shop.house.vouching.confirm(real.id, staff="li")
    assert not papers.sale_paper(originals.receipt(real.order_id)).test_payments
    shop.change(test_payments=False)
    assert papers.sale_paper(originals.receipt(practised.order_id)).test_payments
