"""Products, codes, taxes and categories come back as they went in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.catalog import Category, Product, StockPolicy, TaxClass
from app.domain.errors import UserError
from app.domain.pricing import TaxRule
from data.ids import new_id
from tests.helpers.books import (
    Books,
    make_product,
    refused,
)

FULL = Product(
    id="",
    name="乌龙茶",
    name_en="Oolong",
    sku="OO-1",
    barcodes=("036000291452", "6901234567892", "店内-7"),
    unit="罐",
    price_minor=1250,
    ask_price=True,
    cost_minor=700,
    prices_include_tax=False,
    stock_policy=StockPolicy.DENY,
    supplier="茶厂",
    favourite=True,
    active=True,
    lead_days=7,
    safety_milli=2500,
    order_cost_minor=5000,
    holding_cost_minor=10,
    initials="wlc",
)


def test_a_product_comes_back_as_it_was_added(books: Books) -> None:
    tax = TaxClass(id=new_id(), name="标准", rules=(TaxRule("VAT", percent=Decimal(13)),))
    category = Category(id=new_id(), name="茶", name_en="Tea", position=2)
    product = replace(FULL, id=new_id(), tax_class_id=tax.id, category_id=category.id)
    with books.unit_of_work() as unit:
        unit.catalog.save_tax_class(tax)
        unit.catalog.save_category(category)
        unit.catalog.add(product)
        assert unit.catalog.get(product.id) == product
        assert unit.catalog.by_sku("OO-1") == product
        assert unit.catalog.by_name("乌龙茶") == [product]
        assert unit.catalog.by_sku("") is None
        assert unit.catalog.by_name("绿茶") == []
        refused(UserError, "product_not_found", lambda: unit.catalog.get(new_id()))


def test_a_code_is_found_in_either_form(books: Books) -> None:
    product = books.add_product(replace(FULL, id=new_id()))
    with books.unit_of_work() as unit:
        for code in ("036000291452", "0036000291452", " 0360 00291452 ", "店内-7"):
            assert unit.catalog.by_barcode(code) == product
        assert unit.catalog.by_barcode("36000291452") is None


def test_a_product_that_is_not_sold_is_not_found_by_its_code(books: Books) -> None:
    books.add_product(replace(FULL, id=new_id(), active=False))
    assert books.queries.product_by_code("036000291452") is None
    assert books.queries.product_by_code("OO-1") is None


def test_saving_a_product_replaces_its_codes(books: Books) -> None:
    product = books.add_product(replace(FULL, id=new_id()))
    changed = replace(product, name="铁观音", barcodes=("4006381333931",), price_minor=1300)
    with books.unit_of_work() as unit:
        unit.catalog.save(changed)
        refused(UserError, "changed_elsewhere", lambda: unit.catalog.save(changed))
    with books.unit_of_work() as unit:
        unit.catalog.save(changed)
        unit.commit()
    with books.unit_of_work() as unit:
        assert unit.catalog.get(product.id) == replace(changed, version=2)
        assert unit.catalog.by_barcode("036000291452") is None


@pytest.mark.parametrize("form", ["036000291452", "0036000291452"])
def test_a_code_belongs_to_one_product(books: Books, form: str) -> None:
    books.add_product(replace(FULL, id=new_id()))
    second = make_product("别的", barcodes=(form,))
    other = books.add_product(make_product("第三"))
    with books.unit_of_work() as unit:
        error = refused(UserError, "barcode_taken", lambda: unit.catalog.add(second))
        assert error.params == {"barcode": "036000291452", "name": "乌龙茶"}
    with books.unit_of_work() as unit:
        taker = replace(other, barcodes=(form,))
        refused(UserError, "barcode_taken", lambda: unit.catalog.save(taker))
    with books.unit_of_work() as unit:
        pair = [make_product("甲", barcodes=("1",)), make_product("乙", barcodes=("1",))]
        refused(UserError, "barcode_taken", lambda: unit.catalog.add_many(pair))


def test_a_sku_belongs_to_one_product(books: Books) -> None:
    books.add_product(replace(FULL, id=new_id()))
    with books.unit_of_work() as unit:
        error = refused(UserError, "sku_taken", lambda: unit.catalog.add(make_product(sku="OO-1")))
        assert error.params == {"sku": "OO-1", "name": "乌龙茶"}
    with books.unit_of_work() as unit:
        pair = [make_product(sku="S"), make_product(sku="S")]
        refused(UserError, "sku_taken", lambda: unit.catalog.add_many(pair))
    with books.unit_of_work() as unit:
        unit.catalog.add_many([make_product(), make_product()])  # having none is no clash
        unit.commit()


def test_products_are_matched_by_code_sku_or_name(books: Books) -> None:
    a, b, c = (replace(FULL, id=new_id(), name=x, sku=x, barcodes=(x,)) for x in "abc")
    with books.unit_of_work() as unit:
        unit.catalog.add_many([a, b, c])
        unit.commit()
    with books.unit_of_work() as unit:
        found = unit.catalog.matching(barcodes=["a"], skus=["b", "z"], names=["a"])
        assert sorted(found, key=lambda x: x.name) == [a, b]
        assert unit.catalog.matching(barcodes=[], skus=[], names=[]) == []


def test_tax_classes_come_back_with_their_rules_in_order(books: Books) -> None:
    rules = (
        TaxRule("levy", fixed_minor=Decimal("2.5"), in_base_of_next=True),
        TaxRule("VAT", percent=Decimal("19.125"), included=True),
        TaxRule("city", percent=Decimal("0"), included=False),
    )
    first = TaxClass(id=new_id(), name="A", name_en="a", rules=rules, is_default=True)
    second = TaxClass(id=new_id(), name="B", rules=rules[:1], is_default=True)
    with books.unit_of_work() as unit:
        unit.catalog.save_tax_class(first)
        unit.catalog.save_tax_class(second)
        unit.catalog.save_tax_class(replace(second, name_en="b"))
        unit.commit()
    expected = [replace(first, is_default=False), replace(second, name_en="b")]
    assert list(books.queries.tax_classes()) == expected


def test_a_rate_too_fine_for_the_books_is_refused(books: Books) -> None:
    fine = TaxClass(id=new_id(), name="A", rules=(TaxRule("x", percent=Decimal("0.0001")),))
    with books.unit_of_work() as unit:
        refused(UserError, "rate_too_fine", lambda: unit.catalog.save_tax_class(fine))


def test_categories_come_in_the_order_of_the_tiles(books: Books) -> None:
    tea, milk = Category(id=new_id(), name="茶", position=2), Category(id=new_id(), name="奶")
    with books.unit_of_work() as unit:
        unit.catalog.save_category(tea)
        unit.catalog.save_category(milk)
        unit.catalog.save_category(replace(tea, name_en="Tea"))
        assert unit.catalog.categories() == [milk, replace(tea, name_en="Tea")]
        unit.commit()
    assert list(books.queries.categories()) == [milk, replace(tea, name_en="Tea")]
