"""A shop that changes its account with a provider keeps what was paid to the old one."""

from __future__ import annotations

import pytest

from app.domain.errors import UserError
from app.domain.order_states import PaymentState
from app.domain.payment import AttemptState, RefundState
from app.ports.statements import Span
from tests.helpers.accounts import old_account, other_account
from tests.helpers.shop import Shop

WIRES = pytest.mark.parametrize("provider", ["alipay", "wechat"])


@WIRES
def test_a_payment_is_never_asked_about_with_other_keys(
    shop_with_provider: Shop, provider: str
) -> None:
    shop = shop_with_provider
    shown = shop.show_code(shop.cart("tea"), provider)
    shop.control.pay(shown.id)
    assert not shop.house.payments.keys_missing(shown)
    other_account(shop, provider)
    asked = shop.control.load()
    shop.clock.advance(minutes=20)
    shop.house.poller.run_due()
    assert shop.house.payments.keys_missing(shown)
    for do in (shop.house.payments.check, lambda x: shop.house.payments.cancel(x, staff="li")):
        with pytest.raises(UserError, match="keys_missing"):
            do(shown.id)
    assert shop.control.load() == asked
    waiting = shop.house.payments.attempt(shown.id)
    assert waiting.state is AttemptState.PENDING
    assert shop.order(shown).payment is PaymentState.PENDING
    old_account(shop, provider)
    assert shop.check(shown).state is AttemptState.SUCCEEDED


@WIRES
def test_a_refund_waits_for_the_keys_of_its_payment(
    shop_with_provider: Shop, provider: str
) -> None:
    shop = shop_with_provider
    shown = shop.show_code(shop.cart("tea"), provider)
    shop.control.pay(shown.id)
    shop.check(shown)
    other_account(shop, provider)
    (made,) = shop.house.refunds.refund_all(shown.order_id, staff="li", reason="x")
    shop.house.poller.run_due()
    (waits,) = shop.detail(shop.order(shown)).refunds
    assert (waits.state, waits.last_error) == (RefundState.PENDING, "keys_missing")
    assert shop.control.trade(shown.id)["refunded_amount"] == "0.00"
    old_account(shop, provider)
    for _ in range(4):
        shop.clock.advance(minutes=30)
        shop.house.poller.run_due()
    (done,) = shop.detail(shop.order(shown)).refunds
    assert (done.id, done.state) == (made.id, RefundState.SUCCEEDED)


@WIRES
def test_without_the_old_keys_a_manager_decides(shop_with_provider: Shop, provider: str) -> None:
    shop = shop_with_provider
    vouching = shop.house.vouching
    paid = shop.show_code(shop.cart("tea"), provider)
    unpaid = shop.show_code(shop.cart("tea"), provider)
    other_account(shop, provider)
    seen = vouching.confirm(paid.id, staff="chen", evidence="seen at the provider's site")
    assert seen.state is AttemptState.CLAIMED
    given_up = vouching.give_up(unpaid.id, staff="chen", reason="not at the provider's site")
    assert given_up.state is AttemptState.EXPIRED
    new = shop.show_code(shop.cart_of(shop.order(unpaid)), "manual_card")
    assert (new.provider, new.merchant) == ("manual_card", "")


@WIRES
def test_a_statement_of_the_new_account_says_nothing_of_the_old_one(
    shop_with_provider: Shop, provider: str
) -> None:
    shop = shop_with_provider
    shown = shop.show_code(shop.cart("tea"), provider)
    shop.control.pay(shown.id)
    assert shop.check(shown).state is AttemptState.SUCCEEDED
    other_account(shop, provider)
    reconciliation, queries = shop.house.reconciliation, shop.house.queries
    day = shop.clock.china_day()
    merchant = shop.gateways.offered()[provider].merchant
    assert queries.held(Span(provider, True, day, day, merchant)).attempts == ()
    assert queries.held(Span(provider, True, day, day, shown.merchant)).attempts
    old_account(shop, provider)
    assert reconciliation.download(provider, day, staff="chen").differences == 0
    assert queries.held(Span(provider, True, day, day, shown.merchant)).read
    assert queries.held(Span(provider, True, day, day, merchant)).read == {}


def test_what_the_cashier_confirms_needs_no_keys(shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    slip = shop.show_code(shop.cart("tea"), "manual_card")
    assert not shop.house.payments.keys_missing(slip)
