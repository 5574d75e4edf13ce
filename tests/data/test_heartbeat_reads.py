"""What the window asks for at every beat costs what is open, however long the shop has existed."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from sqlalchemy import event, make_url
from sqlalchemy.pool import Pool

from app.ports.queries import Line, Queries
from data.tables.all import metadata
from tests.helpers.books import NOW, Books

GROWING = {"orders", "payment_attempt", "refund", "payment_exchange", "difference"}
"""Tables that keep what is over."""
OPEN_ROWS = {
    str(index.name)
    for table in metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
}
"""Indexes of some rows only."""
LINE = Line("alipay", True)
READS: dict[str, Callable[[Queries], object]] = {
    "what waits": lambda queries: queries.waiting("1", NOW),
    "what is due": lambda queries: (
        queries.due_lines(NOW),
        queries.due_attempts(LINE, NOW, 10),
        queries.due_refunds(LINE, NOW, 10),
        queries.due_unpaid(NOW, 10),
        queries.due_jobs("1", NOW, 10),
    ),
    "the Payments view": lambda queries: (
        queries.open_attempts(),
        queries.open_refunds(),
        queries.open_differences(),
        queries.open_orders(NOW),
        queries.claims(NOW),
        queries.troubles(),
    ),
    "what a statement names": lambda queries: queries.numbered([f"{n:032x}" for n in range(3)]),
}


@pytest.mark.parametrize("name", READS)
def test_no_read_of_what_is_open_goes_through_what_is_over(name: str, sqlite_books: Books) -> None:
    asked: list[str] = []

    def listen(connection: sqlite3.Connection, *_: object) -> None:
        connection.set_trace_callback(asked.append)

    event.listen(Pool, "checkout", listen)
    READS[name](sqlite_books.queries)
    event.remove(Pool, "checkout", listen)
    selects = [sql for sql in asked if sql.startswith("SELECT")]
    assert selects
    with closing(sqlite3.connect(make_url(sqlite_books.url).database or "")) as planner:
        for sql in selects:
            for *_, step in planner.execute(f"EXPLAIN QUERY PLAN {sql}"):
                scanned = re.match(r"SCAN (\w+)(?: USING .*INDEX (\w+))?", step)
                if scanned and scanned[1] in GROWING:
                    assert scanned[2] in OPEN_ROWS, f"{step}: {sql}"
