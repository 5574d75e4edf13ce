"""What to order again: due first, each with its reason."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from tests.helpers.back_rooms import Rooms, button, cells, sell, send, tap, words
from tests.helpers.windows import settle
from ui.views.inventory.advice_page import EVERY

NAME, STOCK, ORDER = range(3)


def sold_for_days(rooms: Rooms, days: int = 4) -> None:
    """Two teas a day, up to yesterday."""
    shop = rooms.shop
    tea = shop.house.queries.product(shop.product_id("tea"))
    costs = replace(tea, lead_days=3, order_cost_minor=1000, holding_cost_minor=100)
    shop.house.inventory.save_product(costs, staff="li")
    shop.clock.jump(days=-days)
    for _ in range(days):
        sell(shop, "tea", "tea")
        shop.clock.jump(days=1)


def advice(rooms: Rooms):  # type: ignore[no-untyped-def]
    view = rooms.view("inventory")
    view.show_page("advice")
    return view.advice


def test_a_shop_that_sold_nothing_has_nothing_to_order(rooms: Rooms) -> None:
    page = advice(rooms)
    assert "Nothing to order now" in words(page)
    tap(button(page, "Show all, with reasons"))
    assert "Jasmine tea" in cells(page.table, NAME)
    assert set(cells(page.table, ORDER)) == {""}


def test_what_runs_out_is_told_with_its_reason(rooms: Rooms) -> None:
    sold_for_days(rooms)
    page = advice(rooms)
    assert cells(page.table, NAME) == ["Jasmine tea"]
    assert cells(page.table, STOCK) == ["2"]
    assert cells(page.table, ORDER)[0].endswith(" bottles")
    index = page.table.model().index(0, NAME)
    assert "2 left or on the way" in str(index.data(Qt.ItemDataRole.UserRole + 1))


def test_low_stock_without_costs_is_told_all_the_same(rooms: Rooms) -> None:
    sold_for_days(rooms)
    shop = rooms.shop
    tea = shop.house.queries.product(shop.product_id("tea"))
    shop.house.inventory.save_product(replace(tea, order_cost_minor=None), staff="li")
    page = advice(rooms)
    assert cells(page.table, ORDER) == ["running low"]


def test_what_is_out_is_told_first_with_its_reason(rooms: Rooms) -> None:
    sold_for_days(rooms)
    shop = rooms.shop
    water = shop.product_id("water")
    shop.house.inventory.adjust(water, 0, staff="li")
    page = advice(rooms)
    assert cells(page.table, NAME)[1:] == ["Jasmine tea"]
    assert cells(page.table, STOCK)[0] == "0"
    assert cells(page.table, ORDER)[0] == "none left"
    told = page.table.model().index(0, NAME).data(Qt.ItemDataRole.UserRole + 1)
    assert "None left to sell" in str(told)


def test_what_is_kept_for_an_order_is_not_left(rooms: Rooms) -> None:
    shop = rooms.shop
    water = shop.product_id("water")
    shop.house.inventory.adjust(water, 1_000, staff="li")
    send(shop, "water")
    page = advice(rooms)
    assert cells(page.table, ORDER) == ["none left"]


def test_a_search_that_finds_nothing_calls_no_stock_ample(rooms: Rooms) -> None:
    shop = rooms.shop
    shop.house.inventory.adjust(shop.product_id("water"), 0, staff="li")
    page = advice(rooms)
    page.finder.put("nothing of that name")
    assert "No product that fits is sold out or running low." in words(page)
    assert "Nothing to order now" not in words(page)
    page.finder.put("")
    shop.house.inventory.adjust(shop.product_id("water"), 10_000, staff="li")
    page.load()
    settle()
    assert "Nothing to order now" in words(page)


def test_enter_opens_the_product(rooms: Rooms) -> None:
    sold_for_days(rooms)
    page = advice(rooms)
    page.table.setFocus()
    rooms.press(Qt.Key.Key_Return)
    assert rooms.step.form.name.text() == "茉莉花茶"


def test_the_advice_is_narrowed_and_exported(rooms: Rooms, target: Path) -> None:
    sold_for_days(rooms)
    page = advice(rooms)
    page.which.choose(EVERY)
    page.finder.put("tea")
    assert cells(page.table, NAME) == ["Jasmine tea"]
    tap(button(page, "Export"))
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 2
    assert rows[1][0].startswith("Jasmine tea 2 left")
