"""The tour's own arithmetic, and the words it speaks."""

from __future__ import annotations

import ast
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.catalog import Product, StockPolicy, TaxClass
from app.domain.pricing import TaxRule
from ui import i18n
from ui.tour import plan
from ui.tour.phone import Page, Phone
from ui.tour.plan import Good, Ring, Way

FOLDER = Path(plan.__file__).parent
VAT = TaxClass(id="vat", name="VAT", rules=(TaxRule("VAT", percent=Decimal(13)),), is_default=True)


def product(name: str, **given: object) -> Product:
    return Product(id=name, name=name, price_minor=250, **given)  # type: ignore[arg-type]


def goods(*products: Product, on_hand_milli: int = 0) -> tuple[Good, ...]:
    return plan.goods_of([(x, on_hand_milli) for x in products], [VAT])


def test_what_can_be_scanned_is_sold_first_and_a_price_beats_a_question() -> None:
    chosen = goods(
        product("nameless"),
        product("typed", sku="7"),
        product("asked", barcodes=("9520000000028",), ask_price=True),
        product("scanned", barcodes=("9520000000011",), sku="77"),
        product("by sku", sku="TEA-1", barcodes=("茶",)),
    )
    assert [(x.product.name, x.way, x.code) for x in chosen] == [
        ("scanned", Way.SCAN, "9520000000011"),
        ("asked", Way.SCAN, "9520000000028"),
        ("typed", Way.TYPE_CODE, "7"),
        ("nameless", Way.SEARCH, "nameless"),
        ("by sku", Way.SEARCH, "by sku"),
    ]


def test_goods_that_cannot_go_below_zero_must_be_there() -> None:
    scarce = product("scarce", stock_policy=StockPolicy.DENY)
    assert goods(scarce, on_hand_milli=19_000) == ()
    assert len(goods(scarce, on_hand_milli=20_000)) == 1


def test_one_product_alone_makes_a_day() -> None:
    day = plan.day_with(goods(product("one", sku="ONE1")))
    assert [(x.times, x.total_minor) for x in plan.lines_of(day.by_code)] == [(5, 1250)]
    assert day.sold_milli() == {"one": 9000}


def test_goods_whose_price_is_asked_are_a_line_each_time() -> None:
    [asked] = goods(product("asked", ask_price=True))
    lines = plan.lines_of([Ring(good=asked), Ring(good=asked, times=2)])
    assert [x.times for x in lines] == [1, 2]
    assert plan.total_minor(lines) == 3 * asked.unit_minor > 0


@pytest.mark.parametrize(("times", "total", "tax"), [(1, 250, 29), (2, 500, 58), (13, 3250, 374)])
def test_the_tax_inside_a_price(times: int, total: int, tax: int) -> None:
    [good] = goods(product("taxed"))
    [line] = plan.lines_of([Ring(good=good, times=times)])
    assert (line.total_minor, line.tax_minor) == (total, tax)


def test_taxes_that_are_more_than_one_number_are_not_guessed() -> None:
    levy = TaxRule("levy", fixed_minor=Decimal(5))
    both = TaxClass(id="both", name="", rules=(*VAT.rules, levy))
    [good] = plan.goods_of([(product("taxed", tax_class_id="both"), 0)], [VAT, both])
    assert good.percent is None
    [on_top] = goods(product("on top", prices_include_tax=False))
    assert on_top.percent is None


def test_the_customer_hands_over_more_than_is_due() -> None:
    for due in (1, 4999, 5000, 123_456):
        given = plan.handed_over_minor(due, 100)
        assert given > due
        assert given % 5000 == 0


def test_a_phone_does_not_press_what_is_not_there() -> None:
    page = Page("http://127.0.0.1:9/qr/x", "", (("/pay", ("amount", "pay")),), "")
    with pytest.raises(ValueError, match="no button 'pay'"):
        Phone("en").press(page, "pay")


def test_everything_the_tour_says_has_words() -> None:
    spoken = {"same": "check", "holds": "check", "until": "wait", "_until": "wait"}
    said = [f"tour.{spoken[name]}.{text}" for name, text in _first_texts() if name in spoken]
    assert len(said) > 60
    assert [key for key in said if not i18n.known(key)] == []
    told = {key.split(".", 2)[2] for key in i18n.MESSAGES if key.startswith("tour.check.")}
    assert told - {key.split(".", 2)[2] for key in said} == {"import_would", "import_did"}


def _first_texts() -> list[tuple[str, str]]:
    """Name of the function and its first argument that is a text, of every call."""
    found = []
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                texts = [x.value for x in node.args if isinstance(x, ast.Constant)]
                found += [(name, str(text)) for text in texts[:1] if isinstance(text, str)]
    return found
