"""Which product a row means, and what it changes of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain import money
from app.domain.catalog import Category, Product, TaxClass
from app.domain.importing.model import Field, Goods, Outcome, Planned, SourceRow
from app.domain.importing.plan import Planner
from app.domain.importing.shelf import Shelf
from app.domain.pricing import TaxRule

TEA = Product(
    id="t", name="绿茶", barcodes=("6901424333948",), sku="T1", unit="盒", price_minor=260
)
MILK = Product(id="m", name="牛奶", barcodes=("012345678905",), sku="M1", price_minor=500)
BREAD = Product(id="b", name="面包", price_minor=300)
DRINKS = Category(id="d", name="饮料", name_en="Drinks")
FULL = TaxClass(
    id="13",
    name="标准税率 13%",
    name_en="Standard 13%",
    rules=(TaxRule(name="VAT", percent=Decimal("13")),),
)
LOW = TaxClass(id="9", name="低税率", rules=(TaxRule(name="VAT", percent=Decimal("9")),))
FREE = TaxClass(id="0", name="免税", name_en="No tax")


def _goods(line: int = 2, **said: object) -> Goods:
    return Goods(source=SourceRow(line, ()), **{"name": "绿茶", **said})  # type: ignore[arg-type]


def _plan(*goods: Goods, products: tuple[Product, ...] = (TEA, MILK, BREAD)) -> list[Planned]:
    shelf = Shelf(products, (DRINKS,), (FULL, LOW, FREE))
    return Planner(money.currency("CNY")).plan(goods, shelf)


def _reason(row: Planned) -> str:
    assert row.outcome is Outcome.BAD
    assert row.reason is not None
    return row.reason.key


def test_a_row_finds_its_product_by_code_then_sku_then_name() -> None:
    by_code, by_form, by_sku, by_name = (
        _plan(goods)[0].before
        for goods in (
            _goods(barcodes=("6901424333948",), name="x"),
            _goods(barcodes=("0012345678905",), name="x"),
            _goods(sku="M1", name="x"),
            _goods(name="面包"),
        )
    )
    assert by_code == TEA
    assert by_form == by_sku == MILK
    assert by_name == BREAD


def test_a_row_with_an_unknown_code_is_new_whatever_its_name() -> None:
    (row,) = _plan(_goods(name="面包", barcodes=("4006381333931",)))
    assert (row.outcome, row.before) == (Outcome.NEW, None)


def test_a_row_that_says_what_is_known_changes_nothing() -> None:
    (row,) = _plan(_goods(barcodes=TEA.barcodes, price_minor=260, unit="盒", stock_milli=99_000))
    assert row.outcome is Outcome.UNCHANGED
    assert row.after == TEA
    assert row.stock_milli is None


def test_changes_are_said_as_people_read_them() -> None:
    (row,) = _plan(
        _goods(name="龙井", barcodes=(*TEA.barcodes, "99"), price_minor=280, category="Drinks")
    )
    assert row.outcome is Outcome.CHANGED
    assert [(x.field, x.before, x.after) for x in row.changes] == [
        (Field.NAME, "绿茶", "龙井"),
        (Field.BARCODE, "6901424333948", "6901424333948, 99"),
        (Field.CATEGORY, "", "Drinks"),
        (Field.PRICE, "2.60", "2.80"),
    ]
    assert row.after is not None
    assert row.after.category_id == "d"
    assert row.after.sku == "T1"


def test_what_a_row_does_not_say_stays() -> None:
    (row,) = _plan(_goods(sku="T1"))
    assert row.outcome is Outcome.UNCHANGED


def test_without_a_price_a_new_product_is_asked_for_one_and_an_old_one_keeps_its_own() -> None:
    new, zero, old = _plan(
        _goods(name="a"), _goods(name="b", price_minor=0), _goods(barcodes=TEA.barcodes)
    )
    assert new.after is not None
    assert zero.after is not None
    assert old.after is not None
    assert (new.after.price_minor, new.after.ask_price) == (0, True)
    assert (zero.after.price_minor, zero.after.ask_price) == (0, True)
    assert (old.after.price_minor, old.after.ask_price) == (260, False)


def test_a_price_ends_the_asking() -> None:
    asked = replace(BREAD, price_minor=0, ask_price=True)
    (row,) = _plan(_goods(name="面包", price_minor=350), products=(asked,))
    assert row.after is not None
    assert (row.after.price_minor, row.after.ask_price) == (350, False)
    assert [(x.before, x.after) for x in row.changes] == [("?", "3.50")]


def test_opening_stock_is_for_new_products_only() -> None:
    (row,) = _plan(_goods(name="new", stock_milli=5000))
    assert row.stock_milli == 5000


def test_an_unknown_category_is_to_be_made() -> None:
    new, known = _plan(_goods(name="a", category="茶"), _goods(name="b", category="drinks"))
    assert new.new_category == "茶"
    assert known.new_category == ""


@pytest.mark.parametrize(
    ("text", "tax_class_id"),
    [
        ("13%", "13"),
        ("13", "13"),
        ("13.00 %", "13"),
        ("0.13", "13"),
        ("standard 13%", "13"),
        ("低税率", "9"),
        ("9％", "9"),
        ("免税", "0"),
        ("0%", "0"),
        ("0", "0"),
    ],
)
def test_taxes_are_known_by_name_or_percentage(text: str, tax_class_id: str) -> None:
    (row,) = _plan(_goods(name="a", tax=text))
    assert row.after is not None
    assert row.after.tax_class_id == tax_class_id
    assert row.warnings == ()


@pytest.mark.parametrize("text", ["17%", "luxury", "0.17"])
def test_an_unknown_tax_warns_and_changes_nothing(text: str) -> None:
    (row,) = _plan(_goods(name="a", tax=text))
    assert row.after is not None
    assert row.after.tax_class_id is None
    assert [note.key for note in row.warnings] == ["import_tax_unknown"]


def test_codes_of_two_products_in_one_row_are_refused() -> None:
    (row,) = _plan(_goods(barcodes=(*TEA.barcodes, *MILK.barcodes)))
    assert _reason(row) == "import_codes_of_several"


def test_the_sku_of_another_product_is_refused() -> None:
    (row,) = _plan(_goods(barcodes=TEA.barcodes, sku="M1"))
    assert _reason(row) == "sku_taken"


def test_two_rows_for_one_product_are_refused_the_second_time() -> None:
    first, second = _plan(
        _goods(2, sku="T1", barcodes=("99",)), _goods(3, barcodes=TEA.barcodes, price_minor=1)
    )
    assert first.outcome is Outcome.CHANGED
    assert _reason(second) == "import_same_product"


def test_a_name_of_several_products_needs_a_code() -> None:
    twin = replace(TEA, id="t2", sku="T2", barcodes=("77",))
    (row,) = _plan(_goods(name="绿茶"), products=(TEA, twin))
    assert _reason(row) == "import_name_ambiguous"
    bare = replace(TEA, id="t3", sku="", barcodes=())
    (row,) = _plan(_goods(name="绿茶"), products=(TEA, twin, bare))
    assert row.before == bare


def test_a_retired_product_comes_back_when_a_file_names_it() -> None:
    retired = replace(TEA, active=False)
    (row,) = _plan(_goods(barcodes=TEA.barcodes), products=(retired,))
    assert row.outcome is Outcome.CHANGED
    assert row.after is not None
    assert row.after.active
