"""Opening a shop and changing its settings, on a real database."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.catalog import Category, TaxClass
from app.domain.errors import UserError
from app.domain.pricing import TaxRule
from app.domain.shop import ShopProfile
from app.ports.outside import CatalogChanged
from data.demo.goods import GOODS
from tests.helpers.back_office import BackOffice
from tests.helpers.books import Books

PROFILE = ShopProfile(name="小店", time_zone="Asia/Shanghai")


@pytest.fixture
def office(books: Books, tmp_path: Path) -> BackOffice:
    return BackOffice(books.database, tmp_path)


def test_before_the_first_start_there_is_no_shop(office: BackOffice) -> None:
    assert office.shop.profile() is None
    with pytest.raises(UserError) as refused:
        office.shop.save(PROFILE, "li")
    assert refused.value.key == "shop_not_set_up"


def test_a_demo_shop_is_ready_to_sell(office: BackOffice) -> None:
    opened = office.shop.open_demo(PROFILE)
    assert opened == office.shop.profile()
    assert opened.demo
    rows = office.rows()
    assert len(rows) == len(GOODS)
    tea = office.product("9520000010089")
    assert (tea.name, tea.name_en, tea.price_minor) == ("茉莉花茶 500ml", "Jasmine tea 500 ml", 550)
    assert office.on_hand(tea.id) == 60_000
    queries = office.database.queries
    assert [x.name for x in queries.search("mlhc", 5)] == ["茉莉花茶 500ml"]
    assert [x.name_en for x in queries.categories()][:2] == ["Drinks", "Snacks"]
    assert queries.tiles(None, 1)[0].name in {x.name for x in rows}
    assert queries.stock_mismatches() == []
    assert queries.audit_break() is None
    assert CatalogChanged() in office.events


def test_an_empty_shop_has_taxes_and_no_goods(office: BackOffice) -> None:
    office.shop.open_empty(replace(PROFILE, currency="EUR", demo=True))
    profile = office.shop.profile()
    assert profile is not None
    assert not profile.demo
    assert office.rows() == []
    taxes = office.database.queries.tax_classes()
    assert {x.name_en for x in taxes} == {"Standard 21%", "Reduced 9%", "No tax"}
    assert [x.name_en for x in taxes if x.is_default] == ["Standard 21%"]


def test_opening_twice_is_opening_once(office: BackOffice) -> None:
    office.shop.open_demo(PROFILE)
    before = office.rows()
    assert office.shop.open_demo(replace(PROFILE, name="other")).name == "小店"
    assert office.shop.open_empty(replace(PROFILE, name="other")).name == "小店"
    assert office.rows() == before


def test_an_opening_that_breaks_leaves_nothing(
    office: BackOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> str:
        raise OSError("the power went")

    monkeypatch.setattr(office.shop, "_initials", fail)
    with pytest.raises(OSError, match="power"):
        office.shop.open_demo(PROFILE)
    assert office.shop.profile() is None
    assert office.rows() == []
    assert office.database.queries.tax_classes() == []


def test_settings_are_saved_and_written_into_the_books(office: BackOffice) -> None:
    opened = office.shop.open_empty(PROFILE)
    saved = office.shop.save(replace(opened, footer="谢谢", pay_minutes=20), "li")
    assert office.shop.profile() == saved
    assert (saved.footer, saved.pay_minutes) == ("谢谢", 20)
    assert office.audit("shop_saved") == [
        ("li", '{"footer": "", "pay_minutes": 15}', '{"footer": "谢谢", "pay_minutes": 20}')
    ]


def test_saving_what_is_there_writes_nothing(office: BackOffice) -> None:
    opened = office.shop.open_empty(PROFILE)
    assert office.shop.save(opened, "li") == opened
    assert office.audit("shop_saved") == []


def test_settings_that_another_till_changed_are_not_overwritten(office: BackOffice) -> None:
    opened = office.shop.open_empty(PROFILE)
    office.shop.save(replace(opened, footer="a"), "li")
    with pytest.raises(UserError) as refused:
        office.shop.save(replace(opened, footer="b"), "wang")
    assert refused.value.key == "changed_elsewhere"


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        (replace(PROFILE, name=" "), "shop_name_missing"),
        (replace(PROFILE, cash_step_minor=0), "shop_setting_range"),
        (replace(PROFILE, pay_minutes=0), "shop_setting_range"),
        (replace(PROFILE, day_cut_minutes=1440), "shop_setting_range"),
        (replace(PROFILE, time_zone="Nowhere/Here"), "time_zone_unknown"),
        (replace(PROFILE, time_zone="../etc"), "time_zone_unknown"),
        (replace(PROFILE, currency="XYZ"), "currency_unknown"),
        (replace(PROFILE, currency="JPY"), "currency_decimals_differ"),
    ],
)
@pytest.mark.parametrize("books", ["sqlite"], indirect=True)
def test_settings_no_shop_can_have_are_refused(
    office: BackOffice, changed: ShopProfile, key: str
) -> None:
    office.shop.open_empty(PROFILE)
    with pytest.raises(UserError) as refused:
        office.shop.save(changed, "li")
    assert refused.value.key == key
    assert office.shop.profile() == PROFILE


def test_a_new_default_tax_takes_over(office: BackOffice) -> None:
    office.shop.open_empty(PROFILE)
    rule = TaxRule(name="增值税", percent=Decimal("6"))
    saved = office.shop.save_tax_class(
        TaxClass(id="", name="6%", rules=(rule,), is_default=True), "li"
    )
    taxes = office.database.queries.tax_classes()
    assert [x for x in taxes if x.is_default] == [saved]
    assert len(taxes) == 4
    office.shop.save_tax_class(replace(saved, name="服务 6%"), "li")
    assert len(office.database.queries.tax_classes()) == 4
    assert len(office.audit("tax_saved")) == 2


def test_the_default_tax_cannot_simply_go(office: BackOffice) -> None:
    office.shop.open_empty(PROFILE)
    (default,) = [x for x in office.database.queries.tax_classes() if x.is_default]
    with pytest.raises(UserError) as refused:
        office.shop.save_tax_class(replace(default, is_default=False), "li")
    assert refused.value.key == "tax_default_missing"


def test_categories_are_added_and_renamed(office: BackOffice) -> None:
    office.shop.open_empty(PROFILE)
    saved = office.shop.save_category(Category(id="", name="茶"), "li")
    office.shop.save_category(replace(saved, name="茶叶", name_en="Tea"), "li")
    assert [(x.name, x.name_en) for x in office.database.queries.categories()] == [("茶叶", "Tea")]
    assert office.audit("category_saved") == [("li", "", "茶"), ("li", "茶", "茶叶")]


@pytest.mark.parametrize("books", ["sqlite"], indirect=True)
def test_things_without_a_name_are_refused(office: BackOffice) -> None:
    office.shop.open_empty(PROFILE)
    with pytest.raises(UserError) as refused:
        office.shop.save_tax_class(TaxClass(id="", name=" "), "li")
    assert refused.value.key == "tax_name_missing"
    with pytest.raises(UserError) as refused:
        office.shop.save_category(Category(id="", name=""), "li")
    assert refused.value.key == "category_name_missing"
