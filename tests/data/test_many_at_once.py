"""Several tills and threads at the same books: nothing is sold, numbered or chained twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest

from app.domain.errors import Bug, ShopError, UserError
from app.domain.payment import AttemptState
from app.domain.stock import MovementKind, StockItem
from app.ports.queries import OrderFilter
from data.database import Database
from tests.helpers.books import (
    TODAY,
    Books,
    make_attempt,
    make_entry,
    make_line,
    make_movement,
    make_order,
    make_product,
    sell,
)
from tests.helpers.crowds import at_once

TILLS = 2
THREADS = 8


def race(books: Books, action: Callable[[Database, int], object]) -> list[ShopError]:
    """Run the action on several tills with several threads; returns the refusals."""
    tills = [books.database, *(books.another() for _ in range(TILLS - 1))]
    outcomes = at_once(*(partial(action, tills[x % TILLS], x) for x in range(THREADS)))
    for till in tills[1:]:
        till.close()
    failures = [x for x in outcomes if isinstance(x, Exception)]
    refusals = [x for x in failures if isinstance(x, ShopError)]
    assert refusals == failures
    return refusals


def test_the_last_pieces_are_promised_once(books: Books) -> None:
    product = books.add_product(on_hand_milli=10_000)

    def reserve(till: Database, _number: int) -> None:
        for _ in range(3):
            with till.unit_of_work() as unit:
                unit.stock.reserve([StockItem(product.id, 1000, product.stock_policy)])
                unit.commit()

    refusals = race(books, reserve)
    with books.unit_of_work() as unit:
        assert unit.stock.level(product.id).reserved_milli == 10_000
    assert {x.key for x in refusals} == {"out_of_stock"}


def test_tills_that_sell_the_same_goods_in_any_order_do_not_block_each_other(
    books: Books,
) -> None:
    goods = [books.add_product(make_product(f"p{n}"), on_hand_milli=10**6) for n in range(3)]

    def sale(till: Database, number: int) -> None:
        for turn in range(5):
            shift = (number + turn) % 3
            sell(till, goods[shift:] + goods[:shift], till=str(number))

    assert race(books, sale) == []
    for product in goods:
        with books.unit_of_work() as unit:
            sold = THREADS * 5 * 2000
            assert unit.stock.level(product.id).on_hand_milli == 10**6 - sold
    assert books.queries.audit_break() is None
    assert books.queries.stock_mismatches() == []
    assert books.queries.count_orders(OrderFilter()) == THREADS * 5


def test_numbers_of_a_till_are_given_once(books: Books) -> None:
    given: list[int] = []

    def number(till: Database, _number: int) -> None:
        for _ in range(5):
            with till.unit_of_work() as unit:
                found = unit.orders.next_number("1", TODAY)
                unit.commit()
            given.append(found)

    assert race(books, number) == []
    assert sorted(given) == list(range(1, THREADS * 5 + 1))


def test_the_audit_chain_grows_one_after_the_other(books: Books) -> None:
    def note(till: Database, number: int) -> None:
        for turn in range(5):
            with till.unit_of_work() as unit:
                unit.audit.append([make_entry(f"{number}.{turn}"), make_entry("again")])
                unit.commit()

    assert race(books, note) == []
    assert books.queries.audit_break() is None


def test_one_of_many_starts_the_payment(books: Books) -> None:
    order = books.add_order(make_order(make_line()))

    def start(till: Database, _number: int) -> None:
        with till.unit_of_work() as unit:
            unit.payments.add_attempt(make_attempt(order, AttemptState.CREATED))
            unit.commit()

    refusals = race(books, start)
    assert [x.key for x in refusals] == ["attempt_live"] * (THREADS - 1)
    assert len(books.queries.order_detail(order.id).attempts) == 1


def test_a_cart_sent_many_times_becomes_one_order(books: Books) -> None:
    def place(till: Database, number: int) -> None:
        with till.unit_of_work() as unit:
            if unit.orders.by_token("the cart") is None:
                unit.orders.add(make_order(make_line(), client_token="the cart"))
                unit.commit()

    refusals = race(books, place)
    assert {x.key for x in refusals} <= {"order_exists"}
    assert books.queries.count_orders(OrderFilter()) == 1


def test_one_of_many_changes_an_order(books: Books) -> None:
    order = books.add_order(make_order(make_line()))
    loaded = threading.Barrier(THREADS)

    def change(till: Database, number: int) -> None:
        found = till.queries.order_detail(order.id).order
        loaded.wait()
        found.note = str(number)
        with till.unit_of_work() as unit:
            unit.orders.save(found)
            unit.commit()

    refusals = race(books, change)
    assert [x.key for x in refusals] == ["changed_elsewhere"] * (THREADS - 1)
    assert books.queries.order_detail(order.id).order.version == 2


def test_movements_of_many_add_up(books: Books) -> None:
    product = books.add_product()

    def receive(till: Database, _number: int) -> None:
        for _ in range(5):
            with till.unit_of_work() as unit:
                unit.stock.move([make_movement(product.id, 1000, MovementKind.RECEIPT)])
                unit.commit()

    assert race(books, receive) == []
    with books.unit_of_work() as unit:
        assert unit.stock.level(product.id).on_hand_milli == THREADS * 5 * 1000
    assert books.queries.stock_mismatches() == []


def test_readers_do_not_wait_for_a_writer(books: Books) -> None:
    books.add_product()
    with books.unit_of_work() as unit:
        unit.catalog.add(make_product("new"))
        seen = [x.name for x in books.queries.tiles(None, 10)]
        assert seen == ["茉莉花茶"]  # and not what is not committed


def test_a_transaction_inside_a_transaction_is_a_mistake(sqlite_books: Books) -> None:
    with sqlite_books.unit_of_work():
        with pytest.raises(Bug) as caught, sqlite_books.unit_of_work():
            pass
        assert caught.value.key == "transaction_nested"
    with sqlite_books.unit_of_work() as unit:
        unit.commit()


def test_a_constraint_nobody_expected_is_a_bug(books: Books) -> None:
    order = make_order(make_line())
    order.total_minor += 1
    with pytest.raises(Bug) as caught, books.unit_of_work() as unit:
        unit.orders.add(order)
    assert caught.value.key == "database_refused"
    assert not isinstance(caught.value, UserError)
