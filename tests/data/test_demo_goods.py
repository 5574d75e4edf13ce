"""The demo shop's goods: valid codes, sensible prices in every currency, two languages."""

from __future__ import annotations

from itertools import count

import pytest

from app.domain import barcode, money, starting_taxes
from app.domain.catalog import StockPolicy
from app.domain.shop import ShopProfile
from app.ports.demo import DemoShop
from data.demo.goods import GOODS, GROUPS
from data.demo.source import DemoGoods
from data.pinyin import initials


def _shop(currency: str = "CNY", language: str = "zh") -> DemoShop:
    numbers = count(1)

    def new_id() -> str:
        return str(next(numbers))

    profile = ShopProfile(name="x", currency=currency, documents_language=language)
    taxes = starting_taxes.for_demo(currency, language, new_id)
    return DemoGoods().shop(profile, taxes, new_id)


def test_codes_are_valid_and_in_the_range_kept_for_demonstrations() -> None:
    codes = [code for product in _shop().products for code in product.barcodes]
    assert len(codes) == len(set(codes)) == len(GOODS)
    assert all(barcode.symbology(code) is barcode.Symbology.EAN_13 for code in codes)
    assert all(code.startswith("952") for code in codes)


def test_there_is_something_of_everything() -> None:
    shop = _shop()
    assert 55 <= len(shop.products) <= 70
    assert {x.category_id for x in shop.products} == {x.id for x in shop.categories}
    assert [x.name_en for x in shop.products if x.ask_price] == ["Phone top-up"]
    assert [x.name_en for x in shop.products if x.stock_policy is StockPolicy.NOT_TRACKED] == [
        "Fresh coffee",
        "Phone top-up",
    ]
    assert 5 <= sum(x.favourite for x in shop.products) <= 12
    assert {x.unit for x in shop.products} >= {"千克", "瓶", "袋"}
    assert set(shop.stock_milli) == {
        x.id for x in shop.products if x.stock_policy is not StockPolicy.NOT_TRACKED
    }


def test_every_good_has_both_names_once_and_a_group() -> None:
    assert len({x.name for x in GOODS}) == len({x.name_en for x in GOODS}) == len(GOODS)
    assert all(x.name and x.name_en.isascii() and x.number // 1000 in GROUPS for x in GOODS)


def test_units_follow_the_language_of_the_papers() -> None:
    assert {x.unit for x in _shop(language="en").products} >= {"kg", "bottle", "bag"}
    assert all(x.unit.isascii() for x in _shop(language="en").products)


@pytest.mark.parametrize("currency", money.codes())
def test_prices_cover_their_cost_in_every_currency(currency: str) -> None:
    for product in _shop(currency).products:
        if not product.ask_price:
            assert product.price_minor >= (product.cost_minor or 0) > 0


def test_prices_look_like_prices() -> None:
    water = {code: _shop(code).products[0].price_minor for code in ("CNY", "EUR", "JPY", "KRW")}
    assert water == {"CNY": 200, "EUR": 60, "JPY": 80, "KRW": 800}


@pytest.mark.parametrize("currency", ["CNY", "USD", "KWD"])
def test_food_takes_the_lower_tax(currency: str) -> None:
    shop = _shop(currency)
    by_name = {x.name: x.tax_class_id for x in shop.products}
    assert by_name["苹果"] == by_name["牛角包"] == by_name["鲜牛奶 950ml"]
    assert by_name["苹果"] != by_name["牙膏 120g"]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("茉莉花茶", "mlhc"),
        ("茉莉花茶 500ml", "mlhc500ml"),
        ("355ml可口可乐", "kkkl"),
        ("2.5 kg 大米", "dm"),
        ("5号电池", "5hdc"),
        ("AD钙奶", "adgn"),
        ("重庆小面", "cqxm"),
        ("王老吉凉茶（盒）", "wljlch"),
        ("Café Crème", "cafecreme"),
        ("ＡＢＣ １２", "abc12"),
        ("ガラス", ""),
        ("", ""),
    ],
)
def test_initials_are_those_people_type(name: str, letters: str) -> None:
    assert initials(name) == letters
