"""The Inventory view: products are found, edited, received and counted; a scan is enough."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.catalog import Category, Product, StockPolicy
from tests.helpers.back_rooms import Rooms, button, cells, sell, tap, words
from tests.helpers.shop import GOODS
from tests.helpers.windows import restyle
from ui import i18n
from ui.views.inventory import products_page

NAME, SKU, CODE, PRICE, STOCK = range(5)
TEA_CODE = "9520000000011"
NEW_CODE = "9520000000998"


def product(rooms: Rooms, code: str) -> Product:
    found = rooms.shop.house.queries.product_by_code(code)
    assert found is not None
    return found


def open_tea(rooms: Rooms) -> None:
    rooms.view("inventory")
    rooms.scan(TEA_CODE)


def test_products_are_listed_with_price_and_stock(rooms: Rooms) -> None:
    view = rooms.view("inventory")
    table = view.products.table
    by_name = sorted(GOODS.values(), key=lambda each: each.name_en)
    assert cells(table, NAME) == [each.name_en for each in by_name]
    figures = zip(cells(table, PRICE), cells(table, STOCK), strict=True)
    listed = dict(zip(cells(table, NAME), figures, strict=True))
    assert listed["Jasmine tea"] == ("¥5.50", "10")
    assert listed["Shopping bag"] == ("¥0.50", "–")
    assert f"{len(GOODS)} products" in words(view)


def test_the_list_is_narrowed_by_words_category_and_stock(rooms: Rooms) -> None:
    house = rooms.shop.house
    drinks = house.shop.save_category(Category(id="", name="饮料", name_en="Drinks"), "li")
    tea = product(rooms, TEA_CODE)
    house.inventory.save_product(replace(tea, category_id=drinks.id), staff="li")
    sell(rooms.shop, *["water"] * 10)
    page = rooms.view("inventory").products
    page.category.choose(drinks.id)
    assert cells(page.table, NAME) == ["Jasmine tea"]
    page.category.choose("")
    page.which.choose(products_page.LOW)
    assert cells(page.table, NAME) == ["Mineral water"]
    page.which.choose(products_page.ALL)
    rooms.press(Qt.Key.Key_F2)
    rooms.type("mlhc")
    rooms.press(Qt.Key.Key_Return)
    assert cells(page.table, NAME) == ["Jasmine tea"]
    page.finder.put("nothing like it")
    assert "Nothing found" in words(page)
    tap(button(page, "Show all products"))
    assert len(cells(page.table, NAME)) == len(GOODS)


def test_a_head_sorts_and_sorts_the_other_way_round(rooms: Rooms) -> None:
    page = rooms.view("inventory").products
    heads = page.table.horizontalHeader()
    heads.sectionClicked.emit(PRICE)
    prices = [f"¥{minor / 100:.2f}" for minor in sorted(x.price_minor for x in GOODS.values())]
    assert cells(page.table, PRICE) == prices
    heads.sectionClicked.emit(PRICE)
    assert cells(page.table, PRICE) == prices[::-1]
    head = page.table.model().headerData(PRICE, Qt.Orientation.Horizontal)
    assert head == "Price ↓"
    assert page.sort.currentText() == "Dearest first"


def test_a_product_is_added_by_keys_alone(rooms: Rooms) -> None:
    view = rooms.view("inventory")
    tap(view.products.add_button)
    rooms.type("Green tea")
    rooms.scan(NEW_CODE)
    rooms.step.form.price.input.setFocus()
    rooms.type("4.20")
    rooms.step.save_button.setFocus()
    rooms.press(Qt.Key.Key_Return)
    made = product(rooms, NEW_CODE)
    assert (made.name, made.price_minor, made.ask_price) == ("Green tea", 420, False)
    assert rooms.panel is None
    assert rooms.news() == ["Green tea is saved"]
    assert "Green tea" in cells(view.products.table, NAME)


def test_a_product_without_a_price_is_asked_for_one_at_the_till(rooms: Rooms) -> None:
    view = rooms.view("inventory")
    view.add_with_code(NEW_CODE)
    rooms.type("Top-up")
    rooms.step.save()
    assert product(rooms, NEW_CODE).ask_price
    rooms.view("inventory")
    assert "ask" in cells(view.products.table, PRICE)


def test_what_is_wrong_stands_beside_its_field(rooms: Rooms) -> None:
    rooms.view("inventory").add_with_code(TEA_CODE)
    form = rooms.step.form
    form.price.input.setText("cheap")
    rooms.step.save()
    assert form.name.complaint.isVisible()
    assert form.price.complaint.isVisible()
    assert form.name.input.hasFocus()
    form.name.set_text("Other tea")
    form.price.set_minor(100)
    rooms.step.save()
    assert "茉莉花茶" in form.codes.complaint.text()
    assert form.codes.input.accessibleDescription() == form.codes.complaint.text()
    assert product(rooms, TEA_CODE).name == "茉莉花茶"


def test_a_product_has_several_codes(rooms: Rooms) -> None:
    open_tea(rooms)
    rooms.scan(NEW_CODE)
    rooms.scan(NEW_CODE)
    rooms.step.save()
    assert product(rooms, NEW_CODE).barcodes == (TEA_CODE, NEW_CODE)
    rooms.scan(NEW_CODE)
    tap(button(rooms.step.form.codes, "Remove this code"))
    rooms.step.save()
    assert product(rooms, NEW_CODE).barcodes == (NEW_CODE,)


def test_a_wrong_check_digit_warns_and_is_kept(rooms: Rooms) -> None:
    open_tea(rooms)
    rooms.scan("9520000000999")
    assert "check digit is wrong" in words(rooms.step)
    rooms.step.save()
    assert "9520000000999" in product(rooms, TEA_CODE).barcodes


def test_every_field_comes_back_as_it_was_saved(rooms: Rooms) -> None:
    house = rooms.shop.house
    drinks = house.shop.save_category(Category(id="", name="饮料"), "li")
    tax = house.queries.tax_classes()[0]
    wanted = replace(
        product(rooms, TEA_CODE), category_id=drinks.id, tax_class_id=tax.id, unit="盒",
        prices_include_tax=False, stock_policy=StockPolicy.ALLOW_NEGATIVE, supplier="Chen",
        favourite=True, active=True, lead_days=3, safety_milli=2500, order_cost_minor=1000,
        holding_cost_minor=25,
    )  # fmt: skip
    house.inventory.save_product(wanted, staff="li")
    saved = product(rooms, TEA_CODE)
    open_tea(rooms)
    rooms.step.save()
    again = product(rooms, TEA_CODE)
    assert again == replace(saved, version=again.version)


def test_a_unit_is_shown_in_the_windows_language_and_kept_as_the_shop_wrote_it(
    rooms: Rooms,
) -> None:
    open_tea(rooms)
    unit = rooms.step.form.unit
    assert unit.text() == "bottle"
    restyle(rooms.window, language="zh")
    assert unit.text() == "瓶"
    rooms.step.save()
    assert product(rooms, TEA_CODE).unit == "瓶"
    open_tea(rooms)
    rooms.step.form.unit.set_text("crate")
    rooms.step.save()
    assert product(rooms, TEA_CODE).unit == "crate"


def test_a_new_category_is_made_on_the_way(rooms: Rooms) -> None:
    open_tea(rooms)
    form = rooms.step.form
    form.category.choose("new")
    assert form.new_category.isVisible()
    form.new_category.set_text("Hot drinks")
    rooms.step.save()
    made = {x.id: x.name for x in rooms.shop.house.queries.categories()}
    assert made[product(rooms, TEA_CODE).category_id or ""] == "Hot drinks"


def test_goods_are_received(rooms: Rooms) -> None:
    open_tea(rooms)
    tap(button(rooms.panel, "Receive"))
    assert "In stock: 10 bottles" in words(rooms.step)
    rooms.type("5")
    rooms.press(Qt.Key.Key_Return)
    rooms.type("3.60")
    rooms.press(Qt.Key.Key_Return)
    rooms.press(Qt.Key.Key_Return)
    assert rooms.shop.on_hand("tea") == 15_000
    assert product(rooms, TEA_CODE).cost_minor == 320
    assert "In stock: 15 bottles" in words(rooms.step)
    assert rooms.news() == ["Jasmine tea: 15 bottles in stock"]


def test_saving_after_receiving_keeps_the_new_cost(rooms: Rooms) -> None:
    open_tea(rooms)
    tap(button(rooms.panel, "Receive"))
    rooms.type("10")
    rooms.step.cost.set_minor(500)
    tap(rooms.step.do_button)
    rooms.step.form.name_en.set_text("Jasmine green tea")
    rooms.step.save()
    after = product(rooms, TEA_CODE)
    assert (after.cost_minor, after.name_en) == (400, "Jasmine green tea")


def test_a_count_sets_what_is_there(rooms: Rooms) -> None:
    open_tea(rooms)
    tap(button(rooms.panel, "Count"))
    rooms.press(Qt.Key.Key_Return)
    tap(button(rooms.panel, "Set the stock"))
    assert "This must be filled in." in words(rooms.step)
    rooms.step.quantity.input.setFocus()
    rooms.type("7.5")
    tap(button(rooms.panel, "Set the stock"))
    assert rooms.shop.on_hand("tea") == 7_500


def test_the_history_tells_every_movement_newest_first(rooms: Rooms, target: Path) -> None:
    sale = sell(rooms.shop, "tea", "tea")
    open_tea(rooms)
    tap(button(rooms.panel, "History"))
    table = rooms.step.table
    assert cells(table, 1) == ["Sold", "Received"]
    assert cells(table, 2) == ["-2", "+10"]
    assert cells(table, 3) == ["8", "10"]
    tap(button(rooms.panel, "Export"))
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines()))
    assert sale.number in rows[1][1]
    assert [row[2] for row in rows[1:]] == ["-2", "+10"]
    rooms.press(Qt.Key.Key_Escape)
    assert rooms.panel.title.text() == "Product"


def test_stock_that_is_not_counted_offers_no_movements(rooms: Rooms) -> None:
    rooms.view("inventory")
    rooms.scan("9520000000035")
    with pytest.raises(LookupError):
        button(rooms.panel, "Receive")


def test_what_was_typed_is_lost_only_at_the_second_try(rooms: Rooms) -> None:
    open_tea(rooms)
    rooms.step.form.name.set_text("Something else")
    rooms.press(Qt.Key.Key_Escape)
    assert "not saved yet" in words(rooms.step)
    assert rooms.panel is not None
    rooms.press(Qt.Key.Key_Escape)
    assert rooms.panel is None
    assert product(rooms, TEA_CODE).name == "茉莉花茶"


def test_what_was_only_looked_at_is_left_at_once(rooms: Rooms) -> None:
    open_tea(rooms)
    rooms.press(Qt.Key.Key_Escape)
    assert rooms.panel is None


def test_an_unknown_code_can_become_a_product(rooms: Rooms) -> None:
    rooms.view("inventory")
    rooms.scan(NEW_CODE)
    assert rooms.news() == [f"{NEW_CODE} is not a product yet"]
    tap(button(rooms.window.frame.strips, "Add product"))
    assert rooms.step.form.codes.codes() == (NEW_CODE,)


def test_what_was_written_after_a_warning_is_warned_about_again(rooms: Rooms) -> None:
    open_tea(rooms)
    rooms.step.form.name_en.set_text("Green tea")
    rooms.press(Qt.Key.Key_Escape)
    rooms.step.form.supplier.set_text("Chen")
    rooms.press(Qt.Key.Key_Escape)
    assert rooms.panel is not None
    rooms.press(Qt.Key.Key_Escape)
    assert rooms.panel is None


def test_products_are_exported_so_that_they_can_be_imported(rooms: Rooms, target: Path) -> None:
    view = rooms.view("inventory")
    tap(button(view, "Export"))
    house = rooms.shop.house
    renamed = target.with_suffix(".csv")
    renamed.write_bytes(target.read_bytes())
    preview = house.importing.preview(house.product_source(renamed))
    assert (preview.unchanged, preview.bad) == (len(GOODS), 0)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_file_has_the_order_of_the_list(rooms: Rooms, target: Path, language: str) -> None:
    rooms.speak(language)
    view = rooms.view("inventory")
    tap(button(view, i18n.tr("list.export")))
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines()))[1:]
    assert [x[language == "en"] for x in rows] == cells(view.products.table, NAME)


def test_names_follow_the_language(rooms: Rooms) -> None:
    view = rooms.view("inventory")
    rooms.speak("zh")
    by_pinyin = ["购物袋", "矿泉水", "茉莉花茶", "奶黄包"]
    assert cells(view.products.table, NAME) == by_pinyin
    assert view.products.list.count.text() == f"共 {len(GOODS)} 种商品"
    assert view.products.sort.currentText() == "按名称"


def test_another_till_that_was_faster_is_told(rooms: Rooms) -> None:
    open_tea(rooms)
    rooms.step.form.name_en.set_text("Mine")
    with rooms.shop.database.unit_of_work() as unit:  # another program: nobody here hears of it
        unit.catalog.save(replace(product(rooms, TEA_CODE), name_en="Theirs"))
        unit.commit()
    rooms.step.save()
    assert "Somebody else changed this" in words(rooms.step)
    assert product(rooms, TEA_CODE).name_en == "Theirs"
