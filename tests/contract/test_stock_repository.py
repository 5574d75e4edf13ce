"""Stock is promised, taken and given back by conditional updates alone."""

from __future__ import annotations

from app.domain.catalog import StockPolicy
from app.domain.errors import Bug, UserError
from app.domain.stock import MAIN_LOCATION, MovementKind, StockItem, StockLevel
from tests.helpers.books import (
    Books,
    make_line,
    make_movement,
    make_order,
    make_product,
    refused,
)


def test_stock_is_reserved_released_and_consumed(books: Books) -> None:
    product = books.add_product(on_hand_milli=5000)
    order = books.add_order(make_order(make_line(1, product)))
    wish = [StockItem(product.id, 2000, StockPolicy.DENY)]
    out = make_movement(product.id, -2000, MovementKind.SALE, order_id=order.id)
    with books.unit_of_work() as unit:
        unit.stock.reserve(wish)
        unit.stock.reserve(wish)
        assert unit.stock.level(product.id) == StockLevel(product.id, MAIN_LOCATION, 5000, 4000)
        unit.stock.release(wish)
        unit.stock.consume(wish, [out])
        assert unit.stock.level(product.id) == StockLevel(product.id, MAIN_LOCATION, 3000, 0)
        unit.commit()
    assert not books.queries.stock_mismatches()


def test_what_is_promised_cannot_be_taken(books: Books) -> None:
    tea = books.add_product(on_hand_milli=9000)
    water = books.add_product(make_product("矿泉水"), on_hand_milli=5000)
    with books.unit_of_work() as unit:
        unit.stock.reserve([StockItem(water.id, 4000, StockPolicy.DENY)])
        unit.commit()
    wish = [StockItem(x.id, 2000, StockPolicy.DENY) for x in (tea, water)]
    out = [make_movement(x.id, -2000, MovementKind.SALE) for x in (tea, water)]
    with books.unit_of_work() as unit:
        reserving = refused(UserError, "out_of_stock", lambda: unit.stock.reserve(wish))
    with books.unit_of_work() as unit:
        taking = refused(UserError, "out_of_stock", lambda: unit.stock.take(wish, out))
    short = {"product_id": water.id, "available_milli": 1000}
    assert reserving.params == taking.params == short


def test_goods_that_may_go_below_zero_always_leave(books: Books) -> None:
    product = books.add_product(make_product(stock_policy=StockPolicy.ALLOW_NEGATIVE))
    wish = [StockItem(product.id, 2000, StockPolicy.ALLOW_NEGATIVE)]
    with books.unit_of_work() as unit:
        unit.stock.take(wish, [make_movement(product.id, -2000, MovementKind.SALE)])
        unit.stock.reserve(wish)
        assert unit.stock.level(product.id) == StockLevel(product.id, MAIN_LOCATION, -2000, 2000)
        unit.commit()
    assert not books.queries.stock_mismatches()


def test_goods_that_are_not_tracked_have_no_stock(books: Books) -> None:
    product = books.add_product(make_product(stock_policy=StockPolicy.NOT_TRACKED))
    wish = [StockItem(product.id, 2000, StockPolicy.NOT_TRACKED)]
    out = [make_movement(product.id, -2000, MovementKind.SALE)]
    with books.unit_of_work() as unit:
        unit.stock.reserve(wish)
        unit.stock.consume(wish, out)
        unit.stock.take(wish, out)
        unit.stock.release(wish)
        assert unit.stock.level(product.id) == StockLevel(product.id, MAIN_LOCATION, 0, 0)
        unit.commit()
    assert not books.queries.movements(product.id, 10)


def test_stock_that_was_not_reserved_cannot_be_given_back(books: Books) -> None:
    product = books.add_product(on_hand_milli=5000)
    wish = [StockItem(product.id, 1000, StockPolicy.DENY)]
    with books.unit_of_work() as unit:
        refused(Bug, "stock_not_reserved", lambda: unit.stock.release(wish))


def test_movements_must_say_what_the_levels_say(books: Books) -> None:
    product = books.add_product(on_hand_milli=5000)
    wish = [StockItem(product.id, 1000, StockPolicy.DENY)]
    wrong = [make_movement(product.id, -2000, MovementKind.SALE)]
    with books.unit_of_work() as unit:
        refused(Bug, "movements_differ_from_items", lambda: unit.stock.take(wish, wrong))


def test_the_stock_of_what_never_moved_is_zero(books: Books) -> None:
    product = books.add_product()
    with books.unit_of_work() as unit:
        assert unit.stock.level(product.id) == StockLevel(product.id, MAIN_LOCATION, 0, 0)
