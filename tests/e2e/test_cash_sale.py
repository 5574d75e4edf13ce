"""A sale in cash is one transaction: all of it is there, or nothing is."""

from __future__ import annotations

import pytest

from app.domain import originals
from app.domain.cart import Delivery
from app.domain.errors import Unavailable, UserError
from app.domain.order_states import Fulfilment, Label, Lifecycle, PaymentState
from app.ports.queries import OrderFilter
from tests.helpers.crowds import at_once
from tests.helpers.shop import Shop


def test_a_cash_sale_is_complete_the_moment_it_is_committed(shop: Shop) -> None:
    sale = shop.house.checkout.pay_cash(
        shop.cart("tea", "tea", "water"), tendered_minor=2000, staff="li"
    )
    assert sale.change_minor == 2000 - (550 + 550 + 200)
    detail = shop.detail(sale.order)
    assert detail.order.label is Label.COMPLETED
    assert detail.order.payment is PaymentState.PAID
    assert [a.paid_minor for a in detail.attempts] == [1300]
    assert [row.after for row in detail.history] == ["PLACED", "PAID", "COMPLETED"]
    assert shop.on_hand("tea") == 8000
    assert shop.house.queries.stock_mismatches() == []
    assert shop.house.queries.audit_break() is None


def test_paper_says_units_and_taxes_in_its_own_language(shop: Shop) -> None:
    cart = shop.cart("tea", "tea")
    sale = shop.house.checkout.pay_cash(cart, tendered_minor=2000, staff="li")
    sheet = originals.receipt(sale.order.id)
    for language, unit, tax in (("en", "bottles", "VAT"), ("zh", "瓶", "增值税")):
        paper = shop.house.papers.sale_paper(sheet, language=language)
        assert [line.unit for line in paper.lines] == [unit]
        assert {row.name for row in paper.taxes} == {tax}


def test_the_same_cart_paid_twice_is_one_sale(shop: Shop) -> None:
    cart = shop.cart("tea")
    first = shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li")
    again = shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li")
    assert again.order.number == first.order.number
    assert again.change_minor == first.change_minor
    assert shop.on_hand("tea") == 9000
    assert shop.house.queries.count_orders(OrderFilter()) == 1


def test_two_windows_finishing_the_same_cart_make_one_sale(shop: Shop) -> None:
    cart = shop.cart("tea")

    def press() -> str:
        sale = shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li")
        return sale.order.number

    numbers = at_once(*[press] * 4)
    assert shop.house.queries.count_orders(OrderFilter()) == 1
    assert len(set(numbers)) == 1
    assert shop.on_hand("tea") == 9000


def test_too_little_money_sells_nothing(shop: Shop) -> None:
    with pytest.raises(UserError) as caught:
        shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=549, staff="li")
    assert caught.value.key == "tendered_too_little"
    assert caught.value.params["due_minor"] == 550
    assert shop.house.queries.count_orders(OrderFilter()) == 0
    assert shop.on_hand("tea") == 10_000


def test_what_is_not_there_cannot_be_sold(shop: Shop) -> None:
    with pytest.raises(UserError) as caught:
        shop.house.checkout.pay_cash(shop.cart(*["tea"] * 11), tendered_minor=9999, staff="li")
    assert caught.value.key == "out_of_stock"
    assert shop.house.queries.count_orders(OrderFilter()) == 0
    assert shop.on_hand("tea") == 10_000


def test_goods_that_may_go_negative_do(shop: Shop) -> None:
    shop.house.checkout.pay_cash(shop.cart(*["water"] * 12), tendered_minor=9999, staff="li")
    assert shop.on_hand("water") == -2000


def test_a_failed_sale_does_not_use_up_a_number(shop: Shop) -> None:
    first = shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=1000, staff="li")
    with pytest.raises(UserError):
        shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=1, staff="li")
    second = shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=1000, staff="li")
    assert int(second.order.number[-4:]) == int(first.order.number[-4:]) + 1


def test_a_changed_cart_is_not_the_order_it_once_was(shop: Shop) -> None:
    cart = shop.cart("tea")
    shop.house.checkout.place(cart, staff="li")
    desk = shop.desk()
    desk.load(cart)
    desk.add(shop.house.lookup.product(shop.product_id("water")))
    with pytest.raises(UserError) as caught:
        shop.house.checkout.pay_cash(desk.cart, tendered_minor=9999, staff="li")
    assert caught.value.key == "order_already_placed"


def test_a_placed_order_keeps_its_goods_and_gives_them_back(shop: Shop) -> None:
    cart = shop.cart("tea", "tea")
    assert shop.house.checkout.withdraw(cart, staff="li") is None
    order = shop.house.checkout.place(cart, staff="li")
    assert shop.available("tea") == 8000
    assert shop.house.checkout.place(cart, staff="li").id == order.id
    for _ in range(2):
        withdrawn = shop.house.checkout.withdraw(cart, staff="li")
        assert withdrawn is not None
        assert withdrawn.id == order.id
    assert shop.available("tea") == 10_000
    assert shop.detail(order).order.lifecycle is Lifecycle.CANCELLED


def test_cash_for_an_order_that_was_placed_before(shop: Shop) -> None:
    cart = shop.cart("tea")
    order = shop.house.checkout.place(cart, staff="li")
    sale = shop.house.checkout.pay_cash(cart, tendered_minor=600, staff="li")
    assert sale.order.id == order.id
    assert sale.change_minor == 50
    assert shop.available("tea") == 9000
    assert shop.on_hand("tea") == 9000


def test_an_order_for_delivery_waits_for_its_parcel(shop: Shop) -> None:
    desk = shop.desk("tea")
    taxes = shop.house.lookup.usual_taxes()
    desk.set_delivery(Delivery(recipient="r", phone="1", address="a"), 800, "配送费", taxes)
    sale = shop.house.checkout.pay_cash(desk.checked(), tendered_minor=2000, staff="li")
    order = shop.detail(sale.order).order
    assert order.total_minor == 1350
    assert [tax.base_minor + tax.amount_minor for tax in order.taxes] == [1350]
    assert order.fulfilment is Fulfilment.AWAITING_SHIPMENT
    assert order.label is Label.AWAITING_SHIPMENT
    assert shop.on_hand("tea") == 10_000
    assert shop.available("tea") == 9000
    assert order.delivery == Delivery(recipient="r", phone="1", address="a")


def test_undoing_a_sale_gives_back_money_and_goods(shop: Shop) -> None:
    sale = shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=1000, staff="li")
    shop.house.orders.void(sale.order.id, staff="li")
    shop.house.orders.void(sale.order.id, staff="li")
    detail = shop.detail(sale.order)
    assert detail.order.label is Label.REFUNDED
    assert [r.amount_minor for r in detail.refunds] == [550]
    assert shop.on_hand("tea") == 10_000
    assert shop.house.queries.stock_mismatches() == []


def test_undoing_a_sale_brings_back_nothing_that_was_never_counted(shop: Shop) -> None:
    sale = shop.house.checkout.pay_cash(shop.cart("bag"), tendered_minor=50, staff="li")
    shop.house.orders.void(sale.order.id, staff="li")
    assert shop.on_hand("bag") == 0
    assert shop.house.queries.movements(shop.product_id("bag"), 10) == []


def test_unpaid_orders_give_their_goods_back_when_the_time_is_over(shop: Shop) -> None:
    order = shop.house.checkout.place(shop.cart("tea"), staff="li")
    shop.clock.advance(minutes=14)
    shop.house.poller.run_due()
    assert shop.detail(order).order.lifecycle is Lifecycle.PLACED
    shop.clock.advance(minutes=2)
    shop.house.poller.run_due()
    assert shop.detail(order).order.cancel_reason == "PAYMENT_TIMEOUT"
    assert shop.available("tea") == 10_000


def test_a_held_cart_whose_prices_cannot_be_read_stays_held(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = shop.house.holds.hold(shop.cart("tea"), name="Mrs. Li", staff="li")

    def away(_product_id: str) -> None:
        raise Unavailable("database_busy")

    with monkeypatch.context() as broken:
        broken.setattr(shop.house.lookup, "product", away)
        with pytest.raises(Unavailable):
            shop.house.holds.recall(held.id, staff="li")
    assert shop.house.holds.all() == [held]
    assert shop.house.holds.recall(held.id, staff="li") == (held, ())


def test_a_held_cart_goes_to_one_till_with_todays_prices(shop: Shop) -> None:
    held = shop.house.holds.hold(shop.cart("tea", "water"), name="Mrs. Li", staff="li")
    tea = shop.house.lookup.product(shop.product_id("tea")).product
    shop.reprice(tea, 600)
    assert [h.name for h in shop.house.holds.all()] == ["Mrs. Li"]
    got, changed = shop.house.holds.recall(held.id, staff="li")
    assert changed == (tea.name,)
    assert got.cart.priced().total_minor == 800
    with pytest.raises(UserError) as caught:
        shop.house.holds.recall(held.id, staff="li")
    assert caught.value.key == "hold_gone"
    assert shop.house.holds.all() == []
