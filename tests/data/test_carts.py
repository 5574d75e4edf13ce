"""Held carts survive as text, whatever is in them."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cart import Cart, CartLine, Delivery
from app.domain.catalog import StockPolicy
from app.domain.errors import UserError
from app.domain.money import codes, currency
from app.domain.pricing import Discount, TaxRounding, TaxRule
from data import carts

rates = st.decimals(min_value=0, max_value=100, places=3)
discounts = st.none() | st.one_of(
    st.builds(Discount, percent=rates),
    st.builds(Discount, amount_minor=st.integers(0, 10**9)),
)
rules = st.one_of(
    st.builds(TaxRule, st.text(), percent=rates, included=st.none() | st.booleans()),
    st.builds(TaxRule, st.text(), fixed_minor=rates, in_base_of_next=st.booleans()),
)
texts = st.text(st.characters(exclude_categories=["Cs"]))
lines = st.builds(
    CartLine,
    key=st.integers(1, 99),
    product_id=st.none() | texts,
    name=texts,
    name_en=texts,
    sku=texts,
    unit=texts,
    qty_milli=st.integers(1, 10**9),
    unit_minor=st.integers(0, 10**12),
    list_minor=st.integers(0, 10**12),
    cost_minor=st.none() | st.integers(0, 10**12),
    taxes=st.lists(rules, max_size=3).map(tuple),
    discount=discounts,
    note=texts,
    stock_policy=st.sampled_from(StockPolicy),
    needs_price=st.booleans(),
)
some_carts = st.builds(
    Cart,
    client_token=texts,
    currency=st.sampled_from(codes()).map(currency),
    prices_include_tax=st.booleans(),
    tax_rounding=st.sampled_from(TaxRounding),
    cash_step_minor=st.integers(1, 100),
    lines=st.lists(lines, max_size=4).map(tuple),
    order_discount=discounts,
    note=texts,
    customer_name=texts,
    customer_phone=texts,
    delivery=st.none() | st.builds(Delivery, recipient=texts, phone=texts, address=texts),
    next_key=st.integers(1, 100),
)


@given(some_carts)
def test_a_cart_survives_as_text(cart: Cart) -> None:
    assert carts.decode(carts.encode(cart), carts.encode_person(cart)) == cart


@given(some_carts)
def test_the_text_does_not_hold_who_and_where(cart: Cart) -> None:
    stranger = replace(cart, customer_phone="13800138000", delivery=Delivery(address="南京路"))
    nobody = replace(cart, customer_phone="", delivery=None)
    assert carts.encode(stranger) == carts.encode(nobody)


def test_a_cart_of_a_later_program_is_refused() -> None:
    cart = Cart(client_token="t", currency=currency("CNY"))
    later = json.dumps({**json.loads(carts.encode(cart)), "format": carts.FORMAT + 1})
    with pytest.raises(UserError) as caught:
        carts.decode(later, "")
    assert caught.value.key == "cart_too_new"


def test_rates_stay_exact() -> None:
    rule = TaxRule("VAT", percent=Decimal("19.60"))
    line = CartLine(key=1, product_id=None, name="x", taxes=(rule,))
    cart = Cart(client_token="t", currency=currency("CNY"), lines=(line,))
    (read,) = carts.decode(carts.encode(cart), "").lines
    assert str(read.taxes[0].percent) == "19.60"
