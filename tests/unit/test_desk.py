"""The cashier's desk: adding, editing, taking back; a cart is never lost."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import cart as carts
from app.domain.cart import Delivery
from app.domain.catalog import Product, StockPolicy
from app.domain.errors import UserError
from app.domain.pricing import Discount, TaxRule
from app.domain.shop import ShopProfile
from app.services.desk import Desk
from app.services.lookup import Found

VAT = TaxRule(name="VAT", percent=Decimal(13))
TEA = Product(id="tea", name="茉莉花茶", name_en="Jasmine tea", price_minor=550)
APPLE = Product(id="apple", name="苹果", unit="kg", price_minor=1590)
TOP_UP = Product(id="topup", name="话费充值", ask_price=True, stock_policy=StockPolicy.NOT_TRACKED)


def _found(product: Product, **more: int) -> Found:
    return Found(product=product, taxes=(VAT,), **more)


def _reprice(desk: Desk, key: int, unit_minor: int) -> None:
    desk.edit(lambda cart: carts.set_unit_price(cart, key, unit_minor))


@pytest.fixture
def desk() -> Desk:
    ids = count()
    return Desk(ShopProfile(name="小店"), lambda: f"token{next(ids)}")


def test_the_same_product_again_raises_its_line(desk: Desk) -> None:
    first = desk.add(_found(TEA))
    again = desk.add(_found(TEA), 5000)
    assert first == again
    assert [line.qty_milli for line in desk.cart.lines] == [6000]
    assert desk.priced.total_minor == 3300


def test_a_line_with_its_own_price_or_note_stays_apart(desk: Desk) -> None:
    key = desk.add(_found(TEA))
    _reprice(desk, key, 500)
    other = desk.add(_found(TEA))
    desk.edit(lambda cart: carts.set_line_note(cart, other, "cold"))
    third = desk.add(_found(TEA))
    assert len({key, other, third}) == 3


def test_a_code_with_a_price_in_it_never_merges(desk: Desk) -> None:
    desk.add(_found(APPLE, unit_minor=716))
    desk.add(_found(APPLE, unit_minor=716))
    assert [line.unit_minor for line in desk.cart.lines] == [716, 716]


def test_a_code_with_a_weight_in_it_sets_the_quantity(desk: Desk) -> None:
    desk.add(_found(APPLE, qty_milli=450))
    assert desk.cart.lines[0].qty_milli == 450
    assert desk.priced.total_minor == 716


def test_a_product_without_a_price_cannot_be_paid_until_it_has_one(desk: Desk) -> None:
    key = desk.add(_found(TOP_UP))
    with pytest.raises(UserError) as caught:
        desk.checked()
    assert caught.value.key == "price_missing"
    _reprice(desk, key, 5000)
    assert desk.checked().lines[0].unit_minor == 5000


def test_an_empty_cart_cannot_be_paid(desk: Desk) -> None:
    with pytest.raises(UserError) as caught:
        desk.checked()
    assert caught.value.key == "cart_empty"


def test_a_delivery_fee_alone_is_no_sale(desk: Desk) -> None:
    desk.set_delivery(Delivery(address="x"), 800, "配送费")
    with pytest.raises(UserError, match="cart_empty"):
        desk.checked()


def test_the_delivery_fee_is_a_line_and_goes_with_the_delivery(desk: Desk) -> None:
    desk.add(_found(TEA))
    desk.set_delivery(Delivery(address="x"), 800, "配送费")
    assert desk.priced.total_minor == 1350
    desk.set_delivery(Delivery(address="y"), 900, "配送费")
    assert desk.priced.total_minor == 1450
    desk.set_delivery(None)
    assert desk.priced.total_minor == 550


def test_a_discount_of_nothing_is_refused_and_goes_with_the_last_line(desk: Desk) -> None:
    off = Discount(amount_minor=100)
    with pytest.raises(UserError, match="discount_too_large"):
        desk.discount(off)
    desk.set_delivery(Delivery(address="x"), 800, "配送费")
    desk.discount(off)
    desk.set_delivery(None)
    assert desk.cart.order_discount is None
    assert desk.priced.total_minor == 0


def test_the_delivery_fee_bears_the_usual_taxes_but_no_levy_on_goods(desk: Desk) -> None:
    desk.add(_found(TEA))
    without = desk.priced.tax_minor
    deposit = TaxRule(name="Deposit", fixed_minor=Decimal(25))
    desk.set_delivery(Delivery(address="x"), 1130, "配送费", (VAT, deposit))
    assert desk.priced.total_minor == 1680
    assert desk.priced.tax_minor == without + 130
    assert {tax.name for tax in desk.priced.taxes} == {VAT.name}


def test_removing_a_line_chooses_its_neighbour(desk: Desk) -> None:
    first, second = desk.add(_found(TEA)), desk.add(_found(APPLE))
    desk.select(first)
    desk.remove(first)
    assert desk.selected == second
    desk.remove(second)
    assert desk.selected is None


def test_the_arrow_keys_stop_at_the_ends(desk: Desk) -> None:
    desk.move_selection(1)
    assert desk.selected is None
    first, second = desk.add(_found(TEA)), desk.add(_found(APPLE))
    desk.move_selection(5)
    assert desk.selected == second
    desk.move_selection(-5)
    assert desk.selected == first


@pytest.mark.parametrize("qty", [0, -1000, 10**13])
def test_a_quantity_out_of_range_is_refused_and_changes_nothing(desk: Desk, qty: int) -> None:
    key = desk.add(_found(TEA))
    before = desk.cart
    with pytest.raises(UserError):
        desk.set_qty(key, qty)
    assert desk.cart == before


def test_a_discount_larger_than_the_line_is_refused_and_changes_nothing(desk: Desk) -> None:
    key = desk.add(_found(TEA))
    before = (desk.cart, desk.can_undo)
    with pytest.raises(UserError):
        desk.discount(Discount(amount_minor=551), key)
    assert (desk.cart, desk.can_undo) == before


def test_an_order_discount_survives_only_as_long_as_the_order_can_bear_it(desk: Desk) -> None:
    tea = desk.add(_found(TEA))
    desk.add(_found(APPLE))
    desk.discount(Discount(amount_minor=600))
    with pytest.raises(UserError):
        desk.discount(Discount(amount_minor=600_000))
    assert desk.priced.total_minor == 550 + 1590 - 600
    assert desk.cart.line(tea).qty_milli == 1000


def test_an_emptied_cart_has_no_discount_left(desk: Desk) -> None:
    key = desk.add(_found(TEA))
    desk.discount(Discount(amount_minor=500))
    desk.remove(key)
    desk.add(_found(TEA))
    assert desk.priced.total_minor == 550


def test_a_new_sale_has_a_token_of_its_own(desk: Desk) -> None:
    before = desk.cart.client_token
    desk.add(_found(TEA))
    desk.new_sale()
    assert desk.cart.client_token != before
    assert not desk.cart.lines
    assert not desk.can_undo


def test_undo_after_a_withdrawn_order_keeps_the_new_token(desk: Desk) -> None:
    desk.add(_found(TEA))
    desk.add(_found(APPLE))
    desk.renew_token()
    token = desk.cart.client_token
    desk.undo()
    assert desk.cart.client_token == token
    assert len(desk.cart.lines) == 1


_ACTIONS: list[Callable[[Desk], object]] = [
    lambda d: d.add(_found(TEA)),
    lambda d: d.add(_found(APPLE, qty_milli=333)),
    lambda d: d.selected and d.set_qty(d.selected, 7000),
    lambda d: d.selected and _reprice(d, d.selected, 99),
    lambda d: d.selected and d.discount(Discount(percent=Decimal(10)), d.selected),
    lambda d: d.selected and d.remove(d.selected),
    lambda d: d.discount(Discount(percent=Decimal("2.5"))),
    lambda d: d.set_customer("", "", "bag"),
    lambda d: d.set_customer("Li", "13800138000", ""),
]


@given(st.lists(st.sampled_from(_ACTIONS), max_size=25))
def test_undo_walks_all_the_way_back_and_redo_all_the_way_forth(
    actions: list[Callable[[Desk], object]],
) -> None:
    ids = count()
    desk = Desk(ShopProfile(name="s"), lambda: f"t{next(ids)}")
    seen = [desk.cart]
    for action in actions:
        action(desk)
        if desk.cart != seen[-1]:
            seen.append(desk.cart)
    for earlier in reversed(seen[:-1]):
        desk.undo()
        assert desk.cart == earlier
    assert not desk.can_undo
    for later in seen[1:]:
        desk.redo()
        assert desk.cart == later
    assert not desk.can_redo
    assert desk.priced == desk.cart.priced()
