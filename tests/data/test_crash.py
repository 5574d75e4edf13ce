"""A till that is killed in the middle of a write leaves books that are whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.catalog import Product
from app.ports.queries import OrderFilter
from data.database import open_database
from tests.helpers import chance
from tests.helpers.books import KEY, Books, make_product

KILLS = 3
ROOT = Path(__file__).parents[2]
SELLING = """
import sys
from tests.helpers.books import KEY, NOW, sell
from tests.helpers.clock import StandingClock
from data.database import open_database
from app.ports.queries import ProductFilter

books = open_database(sys.argv[1], key=KEY, clock=StandingClock(NOW))
rows, _ = books.queries.products(ProductFilter(), after=None, limit=10)
goods = [books.queries.product(row.product_id) for row in rows]
while True:
    print(sell(books, goods).number, flush=True)
"""


def kill_while_selling(url: str, sales: int, delay_steps: int) -> list[str]:
    """Sell, and die without warning some time after so many sales; returns what was reported."""
    child = subprocess.Popen(
        [sys.executable, "-c", SELLING, url], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert child.stdout is not None
    reported = [child.stdout.readline().strip() for _ in range(sales)]
    for _ in range(delay_steps):
        os.sched_yield()
    child.kill()
    reported += [line.strip() for line in child.stdout.read().splitlines(keepends=True)
                 if line.endswith("\n")]  # fmt: skip
    child.wait()
    child.stdout.close()
    return reported


@pytest.mark.skipif(not hasattr(os, "sched_yield"), reason="needs sched_yield (Linux, macOS)")
def test_what_was_committed_stays_and_nothing_is_half(sqlite_books: Books) -> None:
    goods = [sqlite_books.add_product(make_product(f"p{n}"), on_hand_milli=10**9) for n in "abc"]
    sqlite_books.database.close()
    reported: list[str] = []
    with chance.dice() as dice:
        for _ in range(KILLS):
            delay_steps = dice.randint(0, 3000)
            reported += kill_while_selling(sqlite_books.url, dice.randint(1, 8), delay_steps)
        _assert_whole(sqlite_books, goods, reported)


def _assert_whole(killed: Books, goods: list[Product], reported: list[str]) -> None:
    assert len(reported) == len(set(reported))

    books = open_database(killed.url, key=KEY, clock=killed.clock)
    queries = books.queries
    rows, _ = queries.orders(OrderFilter(), after=None, limit=10**6)
    written = {row.number for row in rows}
    assert set(reported) <= written
    assert len(written) - len(set(reported)) <= KILLS  # committed, and killed before saying so
    assert books.check() == []
    assert queries.audit_break() is None
    assert queries.stock_mismatches() == []
    for row in rows:
        detail = queries.order_detail(row.order_id)
        assert len(detail.order.lines) == len(goods)
        assert len(detail.attempts) == 1 and len(detail.history) == 4
    with books.unit_of_work() as unit:
        for product in goods:
            level = unit.stock.level(product.id)
            assert level.on_hand_milli == 10**9 - 2000 * len(rows)
    books.close()
