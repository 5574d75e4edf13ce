"""Copies, checkpoints, a full disk, and the database's own check."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from app.domain.errors import ShopError, Unavailable, UserError
from app.ports.queries import OrderFilter
from data import engine
from data.database import open_database
from tests.helpers.books import KEY, Books, make_order, make_product, sell


def file_of(books: Books) -> Path:
    """The database file."""
    path = engine.sqlite_path(engine.parse(books.url))
    assert path is not None
    return path


def log_bytes(books: Books) -> int:
    """Size of the write-ahead log."""
    return Path(f"{file_of(books)}-wal").stat().st_size


def refused(books: Books, target: Path) -> ShopError:
    """A backup that cannot be made."""
    with pytest.raises(UserError) as caught:
        books.database.back_up(target)
    return caught.value


def test_the_log_is_emptied_when_nothing_was_written_for_a_moment(sqlite_books: Books) -> None:
    sqlite_books.add_product()
    sqlite_books.database.idle()
    assert log_bytes(sqlite_books) > 0  # somebody may be in the middle of a rush
    sqlite_books.clock.advance(seconds=3)
    sqlite_books.database.idle()
    assert log_bytes(sqlite_books) == 0
    sqlite_books.add_product(make_product("next"))
    assert log_bytes(sqlite_books) > 0


def test_an_idle_moment_does_not_wait_for_a_sale(sqlite_books: Books) -> None:
    sqlite_books.add_product()
    sqlite_books.clock.advance(seconds=3)
    with sqlite_books.unit_of_work():
        sqlite_books.database.idle()
    assert log_bytes(sqlite_books) > 0


def test_a_reader_puts_the_checkpoint_off_and_nothing_else(sqlite_books: Books) -> None:
    sqlite_books.add_product()
    other = sqlite3.connect(file_of(sqlite_books), isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM product").fetchone()
    sqlite_books.clock.advance(seconds=3)
    sqlite_books.add_product(make_product("next"))
    sqlite_books.clock.advance(seconds=3)
    sqlite_books.database.idle()
    assert log_bytes(sqlite_books) > 0
    other.close()
    sqlite_books.database.idle()
    assert log_bytes(sqlite_books) == 0


def test_closing_leaves_one_file(sqlite_books: Books) -> None:
    sqlite_books.add_product()
    sqlite_books.database.close()
    assert [x.name for x in file_of(sqlite_books).parent.glob("shop.db*")] == ["shop.db"]


def test_a_copy_is_whole_while_a_sale_is_under_way(sqlite_books: Books, tmp_path: Path) -> None:
    product = sqlite_books.add_product(on_hand_milli=10_000)
    done = sell(sqlite_books.database, [product])
    target = tmp_path / "copy.db"
    with sqlite_books.unit_of_work() as unit:
        unit.orders.add(make_order())
        sqlite_books.database.back_up(target)
    assert sorted(x.name for x in tmp_path.glob("copy.db*")) == ["copy.db"]
    copy = open_database(f"sqlite:///{target}", key=KEY, clock=sqlite_books.clock)
    rows, _ = copy.queries.orders(OrderFilter(), after=None, limit=5)
    assert [x.number for x in rows] == [done.number]
    assert copy.check() == []
    copy.close()


def test_a_copy_that_cannot_be_made_leaves_the_old_one(sqlite_books: Books, tmp_path: Path) -> None:
    assert refused(sqlite_books, tmp_path / "no" / "copy.db").key == "backup_failed"
    old = tmp_path / "copy.db"
    old.write_bytes(b"old")
    (tmp_path / "copy.db.partial").mkdir()
    assert refused(sqlite_books, old).key == "backup_failed"
    assert old.read_bytes() == b"old"


def test_a_server_makes_its_own_copies(postgres_books: Books, tmp_path: Path) -> None:
    assert refused(postgres_books, tmp_path / "copy").key == "backup_by_server"
    postgres_books.database.idle()
    assert postgres_books.database.check() == []


def test_a_full_disk_refuses_the_sale_and_harms_nothing(sqlite_books: Books) -> None:
    product = sqlite_books.add_product(on_hand_milli=10**9)
    writer = sqlite_books.database._store._writer.driver_connection  # type: ignore[attr-defined]
    pages = writer.execute("PRAGMA page_count").fetchone()[0]
    writer.execute(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(Unavailable) as caught:
        for _ in range(1000):
            done = sell(sqlite_books.database, [product])
    assert caught.value.key == "disk_full"
    writer.execute("PRAGMA max_page_count=1000000")
    assert sell(sqlite_books.database, [product]).number > done.number
    assert sqlite_books.database.check() == []
    assert sqlite_books.queries.stock_mismatches() == []


def test_the_check_names_what_is_wrong(sqlite_books: Books) -> None:
    writer = sqlite_books.database._store._writer.driver_connection  # type: ignore[attr-defined]
    writer.execute("PRAGMA foreign_keys=OFF")
    writer.execute(
        "INSERT INTO payment_exchange"
        " (attempt_id, what, call, outcome, reason, sent_at, repeats, last_at)"
        " VALUES ('gone', '', '', 'ANSWERED', '', 0, 0, 0)"
    )
    (problem,) = sqlite_books.database.check()
    assert "payment_exchange" in problem
