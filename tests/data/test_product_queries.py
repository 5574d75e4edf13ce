"""The product list, tiles, stock history and demand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.catalog import Category, Product, StockPolicy
from app.domain.errors import UserError
from app.domain.stock import MovementKind, StockItem
from app.ports.queries import DemandRow, ProductFilter, ProductSort
from data.ids import new_id
from data.queries.days import day_start
from tests.helpers.books import (
    NOW,
    Books,
    make_line,
    make_movement,
    make_order,
    make_product,
)

ALL = 10_000
DAY = timedelta(days=1)


def names(books: Books, **wanted: object) -> list[str]:
    """Names in the order of the list, which is counted as well."""
    chosen = ProductFilter(**wanted)  # type: ignore[arg-type]
    rows, _ = books.queries.products(chosen, after=None, limit=ALL)
    assert books.queries.count_products(chosen) == len(rows)
    return [row.name for row in rows]


@pytest.fixture
def goods(books: Books) -> list[Product]:
    """Four products that differ in everything a list is sorted by; two have the same price."""
    tea = Category(id=new_id(), name="茶")
    with books.unit_of_work() as unit:
        unit.catalog.save_category(tea)
        unit.commit()
    made = [
        make_product(
            "a", name_en="B", sku="S3", price_minor=5, category_id=tea.id, barcodes=("1", "2")
        ),
        make_product("c", sku="S1", price_minor=9, active=False, safety_milli=100_000),
        make_product("d", sku="S2", price_minor=5, ask_price=True),
        make_product(
            "b", name_en="A", sku="S4", price_minor=7, stock_policy=StockPolicy.NOT_TRACKED
        ),
    ]
    return [books.add_product(x, on_hand_milli=1000 * n) for n, x in enumerate(made)]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (ProductSort.NAME, "abcd"),
        (ProductSort.NAME_EN, "bacd"),
        (ProductSort.SKU, "cdab"),
        (ProductSort.ON_HAND, "acdb"),
    ],
)
def test_the_list_is_sorted_by_any_column_page_by_page(
    books: Books, goods: list[Product], sort: ProductSort, expected: str
) -> None:
    for descending in (False, True):
        chosen = ProductFilter(sort=sort, descending=descending)
        paged, after = "", None
        for _ in range(2):
            rows, after = books.queries.products(chosen, after=after, limit=3)
            paged += "".join(row.name for row in rows)
        assert after is None
        assert paged == (expected[::-1] if descending else expected)


def test_chinese_names_stand_in_the_order_of_their_initials(books: Books) -> None:
    named = {"矿泉水": "kqs", "茉莉花茶": "mlhc", "可乐": "kl", "可乐 2L": "kl2l", "Apple": "apple"}
    for name, letters in named.items():
        books.add_product(make_product(name, initials=letters))
    expected = ["Apple", "可乐", "可乐 2L", "矿泉水", "茉莉花茶"]
    assert names(books) == expected
    assert names(books, descending=True) == expected[::-1]


def test_equal_prices_are_neither_lost_nor_repeated(books: Books, goods: list[Product]) -> None:
    chosen = ProductFilter(sort=ProductSort.PRICE)
    seen, after = [], None
    for _ in goods:
        rows, after = books.queries.products(chosen, after=after, limit=1)
        seen += [row.name for row in rows]
    assert sorted(seen[:2]) == ["a", "d"]
    assert seen[2:] == ["b", "c"]


def test_the_list_is_narrowed(books: Books, goods: list[Product]) -> None:
    assert names(books, category_id=goods[0].category_id) == ["a"]
    assert names(books, ask_price_only=True) == ["d"]
    assert names(books, low_stock_only=True) == ["a", "c"]  # nothing left; under its safety stock
    assert names(books, text="s1") == ["c"]
    assert names(books, text="s", low_stock_only=True) == ["a", "c"]


def test_a_row_says_what_the_list_shows(books: Books, goods: list[Product]) -> None:
    with books.unit_of_work() as unit:
        unit.stock.reserve([StockItem(goods[2].id, 500, StockPolicy.DENY)])
        unit.commit()
    rows, _ = books.queries.products(ProductFilter(), after=None, limit=ALL)
    a, b, c, d = rows
    assert (a.barcode, a.category, a.tracked, a.active) == ("1", "茶", True, True)
    assert (b.barcode, b.category, b.tracked) == ("", "", False)
    assert not c.active
    assert (d.on_hand_milli, d.reserved_milli, d.ask_price) == (2000, 500, True)


def test_tiles_show_favourites_first_and_only_what_is_sold(
    books: Books, goods: list[Product]
) -> None:
    with books.unit_of_work() as unit:
        unit.catalog.save(replace(goods[2], favourite=True))
        unit.commit()
    assert [x.name for x in books.queries.tiles(None, 10)] == ["d", "a", "b"]
    assert [x.name for x in books.queries.tiles(None, 2)] == ["d", "a"]
    assert [x.name for x in books.queries.tiles(goods[0].category_id, 10)] == ["a"]
    available = {x.name: x.available_milli for x in books.queries.tiles(None, 10)}
    assert available == {"d": 2000, "a": 0, "b": None}


def test_nobody_knows_what_is_left_of_goods_that_were_never_counted(books: Books) -> None:
    anyway = StockPolicy.ALLOW_NEGATIVE
    never = books.add_product(make_product("never", stock_policy=anyway))
    books.add_product(make_product("gone", stock_policy=anyway), on_hand_milli=1000)

    def left() -> dict[str, int | None]:
        return {x.name: x.available_milli for x in books.queries.tiles(None, 10)}

    def move(product_id: str, kind: MovementKind, qty_milli: int) -> None:
        with books.unit_of_work() as unit:
            unit.stock.move([make_movement(product_id, kind=kind, qty_milli=qty_milli)])
            unit.commit()

    assert left() == {"never": None, "gone": 1000}
    gone = next(x.product_id for x in books.queries.tiles(None, 10) if x.name == "gone")
    move(gone, MovementKind.SALE, -1000)
    move(never.id, MovementKind.SALE, -1000)
    assert left() == {"never": None, "gone": 0}
    move(gone, MovementKind.SALE, -1000)
    move(never.id, MovementKind.RETURN, 1000)
    assert left() == {"never": None, "gone": None}
    move(never.id, MovementKind.COUNT, 3000)
    assert left()["never"] == 3000


def test_a_product_is_found_by_code_before_sku(books: Books) -> None:
    by_sku = books.add_product(make_product("sku", sku="123"))
    assert books.queries.product_by_code("123") == by_sku
    by_code = books.add_product(make_product("code", barcodes=("123",)))
    assert books.queries.product_by_code("123") == by_code
    assert books.queries.product_by_code("12") is None
    assert books.queries.product(by_sku.id) == by_sku
    with pytest.raises(UserError):
        books.queries.product(new_id())


def test_history_runs_back_from_what_is_on_hand(books: Books) -> None:
    product = books.add_product()
    order = books.add_order(make_order(make_line(1, product)))
    moves = [(MovementKind.RECEIPT, 5000), (MovementKind.SALE, -2000), (MovementKind.COUNT, 100)]
    with books.unit_of_work() as unit:
        for n, (kind, qty_milli) in enumerate(moves):
            order_id = order.id if kind is MovementKind.SALE else None
            at = NOW + n * timedelta(seconds=1)
            unit.stock.move(
                [make_movement(product.id, qty_milli, kind, at=at, order_id=order_id, note=f"{n}")]
            )
        unit.commit()
    rows = books.queries.movements(product.id, 10)
    assert [x.on_hand_after_milli for x in rows] == [3100, 3000, 5000]
    assert [x.order_number for x in rows] == ["", order.number, ""]
    assert (rows[0].kind, rows[0].note, rows[0].staff) == (MovementKind.COUNT, "2", "li")
    assert list(books.queries.movements(product.id, 2)) == list(rows[:2])


def test_levels_that_differ_from_their_movements_are_found(books: Books) -> None:
    books.add_product(on_hand_milli=5)
    wrong = books.add_product(on_hand_milli=5)
    assert books.queries.stock_mismatches() == []
    with books.unit_of_work() as unit:  # consuming says nothing of movements when there are none
        item = [StockItem(wrong.id, 1, StockPolicy.ALLOW_NEGATIVE)]
        unit.stock.take(item, [make_movement(wrong.id, -1, MovementKind.SALE)])
        unit._session.command("DELETE FROM stock_movement WHERE kind = 'SALE'")
        unit.commit()
    assert list(books.queries.stock_mismatches()) == [wrong.id]


def demand(books: Books, first: date, days: int) -> dict[str, DemandRow]:
    """Demand of some days by product name."""
    rows = books.queries.demand(first, first + (days - 1) * DAY)
    return {row.name: row for row in rows}


def test_demand_counts_days_with_stock(books: Books) -> None:
    profile = books.save_profile(time_zone="Asia/Shanghai", day_cut_minutes=240)
    monday = date(2026, 3, 2)
    product = books.add_product(make_product("tea", lead_days=3, cost_minor=7))
    books.add_product(make_product("idle"), on_hand_milli=1000)
    books.add_product(make_product("never"))
    books.add_product(make_product("free", stock_policy=StockPolicy.NOT_TRACKED))
    books.add_product(make_product("gone", active=False))
    moves = [
        (1, MovementKind.RECEIPT, 5000),  # Tuesday: the first stock
        (1, MovementKind.SALE, -1000),
        (2, MovementKind.SALE, -3000),
        (2, MovementKind.RETURN, 1000),
        (3, MovementKind.SALE, -2000),  # Thursday evening there is nothing left
        (6, MovementKind.RECEIPT, 9000),  # after the window
    ]
    with books.unit_of_work() as unit:
        for day, kind, qty_milli in moves:
            at = day_start(monday + day * DAY, profile)
            unit.stock.move([make_movement(product.id, qty_milli, kind, at=at)])
        unit.commit()
    found = demand(books, monday, 5)
    assert sorted(found) == ["idle", "never", "tea"]
    assert found["tea"].daily_milli == (1000, 2000, 2000)
    assert (found["tea"].on_hand_milli, found["tea"].lead_days) == (9000, 3)
    assert found["idle"].daily_milli == ()  # it came after the window
    assert found["never"].daily_milli == ()


def test_a_business_day_ends_at_the_cut(books: Books) -> None:
    profile = books.save_profile(time_zone="Asia/Shanghai", day_cut_minutes=240)
    tuesday = day_start(date(2026, 3, 3), profile)
    product = books.add_product(make_product("tea"))
    second = timedelta(seconds=1)
    with books.unit_of_work() as unit:
        for at, qty_milli in ((tuesday - 2 * second, 9000), (tuesday - second, -1000)):
            unit.stock.move([make_movement(product.id, qty_milli, MovementKind.SALE, at=at)])
        unit.stock.move([make_movement(product.id, -2000, MovementKind.SALE, at=tuesday)])
        unit.commit()
    assert demand(books, date(2026, 3, 3), 1)["tea"].daily_milli == (2000,)
    assert demand(books, date(2026, 3, 2), 1)["tea"].daily_milli == (0,)


def test_goods_without_sales_have_days_of_none(books: Books) -> None:
    books.save_profile()
    product = books.add_product(make_product("tea"))
    long_ago = NOW - 100 * DAY
    with books.unit_of_work() as unit:
        unit.stock.move([make_movement(product.id, 5000, at=long_ago)])
        unit.commit()
    assert demand(books, date(2026, 3, 1), 7)["tea"].daily_milli == (0,) * 7


def test_days_need_a_shop(books: Books) -> None:
    with pytest.raises(UserError) as caught:
        demand(books, date(2026, 3, 1), 7)
    assert caught.value.key == "shop_not_set_up"
