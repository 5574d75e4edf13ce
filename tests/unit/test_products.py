"""What may stand in the catalogue, what it costs, and which taxes a new shop begins with."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import money, products, starting_taxes
from app.domain.catalog import Product
from app.domain.errors import UserError

TEA = Product(id="t", name=" 绿茶\t250g ", price_minor=260, cost_minor=100)


def test_texts_and_codes_of_a_product_are_cleaned() -> None:
    cleaned = products.cleaned(
        replace(
            TEA, barcodes=(" 690 1424 333948", "", "012345678905", "0012345678905"), sku=" S 1 "
        )
    )
    assert cleaned.name == "绿茶 250g"
    assert cleaned.barcodes == ("6901424333948", "012345678905")
    assert cleaned.sku == "S 1"
    assert products.cleaned(cleaned) == cleaned


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        (replace(TEA, name=" \u200b"), "product_name_missing"),
        (replace(TEA, price_minor=-1), "price_negative"),
        (replace(TEA, cost_minor=-1), "cost_negative"),
        (replace(TEA, price_minor=money.MAX_MINOR + 1), "amount_too_large"),
    ],
)
def test_what_cannot_be_sold_is_refused(changed: Product, key: str) -> None:
    with pytest.raises(UserError) as refused:
        products.cleaned(changed)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("old", "there", "new", "more", "average"),
    [
        (100, 10_000, 200, 10_000, 150),
        (100, 3_000, 101, 1_000, 100),
        (100, 1_000, 101, 1_000, 101),
        (None, 5_000, 80, 1_000, 80),
        (100, 0, 80, 1_000, 80),
        (100, -4_000, 80, 1_000, 80),
    ],
)
def test_the_cost_is_the_moving_weighted_average(
    old: int | None, there: int, new: int, more: int, average: int
) -> None:
    assert products.average_cost(old, there, new_minor=new, qty_milli=more) == average


@given(st.integers(0, 10**9), st.integers(-(10**9), 10**9), st.integers(0, 10**9))
def test_an_average_cost_lies_between_the_two(old: int, there: int, new: int) -> None:
    average = products.average_cost(old, there, new_minor=new, qty_milli=1000)
    assert min(old, new) <= average <= max(old, new)


def _taxes(currency: str, language: str = "zh") -> starting_taxes.StartingTaxes:
    numbers = count(1)
    return starting_taxes.for_shop(currency, language, lambda: str(next(numbers)))


@pytest.mark.parametrize("currency", money.codes())
def test_every_currency_starts_with_one_default_tax_and_a_way_around_it(currency: str) -> None:
    taxes = _taxes(currency)
    assert [x.is_default for x in taxes.distinct()].count(True) == 1
    assert taxes.standard.is_default
    assert taxes.free.rules == ()
    assert len({x.id for x in taxes.distinct()}) == len({x.name for x in taxes.distinct()})


def test_a_shop_starts_with_the_rates_of_its_country() -> None:
    def percents(currency: str) -> list[Decimal | None]:
        taxes = _taxes(currency)
        return [
            x.rules[0].percent if x.rules else None
            for x in (taxes.standard, taxes.food, taxes.free)
        ]

    assert percents("CNY") == [13, 9, None]
    assert percents("EUR") == [21, 9, None]
    assert percents("GBP") == [20, None, None]
    assert percents("KRW") == [10, 10, None]
    assert percents("USD") == [None, None, None]


@pytest.mark.parametrize("currency", money.codes())
def test_goods_of_a_demo_shop_are_taxed_in_every_currency(currency: str) -> None:
    numbers = count(1)
    taxes = starting_taxes.for_demo(currency, "en", lambda: str(next(numbers)))
    assert [x.is_default for x in taxes.distinct()].count(True) == 1
    assert taxes.standard.is_default
    assert taxes.standard.rules[0].percent > 0


def test_a_made_up_tax_says_that_it_is_a_sample() -> None:
    numbers = count(1)
    taxes = starting_taxes.for_demo("USD", "zh", lambda: str(next(numbers)))
    assert (taxes.standard.name, taxes.standard.name_en) == (
        "税（示例）8%",
        "Sales tax (sample) 8%",
    )
    assert taxes.standard.rules[0].name == "税（示例）"
    assert taxes.food is taxes.free


def test_taxes_are_called_as_on_the_shops_papers() -> None:
    assert _taxes("CNY", "zh").standard.rules[0].name == "增值税"
    assert _taxes("CNY", "en").standard.rules[0].name == "VAT"
