"""Opening a database: new, current, newer, foreign, damaged, locked."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect
from sqlalchemy.schema import CreateIndex, CreateTable

from app.domain.errors import Bug, ShopError, Unavailable, UserError
from app.domain.stock import StockItem
from data import engine, schema
from data.database import Database, open_database
from data.tables.all import metadata
from tests.helpers.books import KEY, NOW, Books
from tests.helpers.clock import StandingClock
from tests.helpers.crowds import at_once

SQLITE_ONLY = {"search_gram", "search_index"}


def opened(url: str) -> Database:
    """Open with the tests' key."""
    return open_database(url, key=KEY, clock=StandingClock(NOW))


def refused(error: type[ShopError], key: str, url: str) -> ShopError:
    """Opening is refused with this key."""
    with pytest.raises(error) as caught:
        opened(url)
    assert caught.value.key == key
    return caught.value


def on_connection(books: Books, look: Callable[[Connection], object]) -> object:
    """Look at the database through a plain SQLAlchemy connection."""
    made = create_engine(books.url)
    try:
        with made.connect() as connection:
            return look(connection)
    finally:
        made.dispose()


def test_the_migrations_make_the_tables_of_the_program(books: Books) -> None:
    def ours(name: str | None, kind: str, parent: object) -> bool:
        return kind != "table" or not str(name).startswith("search_")

    def differences(connection: Connection) -> object:
        options = {"include_name": ours, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        return [
            x
            for x in compare_metadata(context, metadata)
            if "ix_product_search_grams" not in str(x)  # PostgreSQL's own
        ]

    assert on_connection(books, differences) == []


def test_the_migrations_make_the_constraints_of_the_program(books: Books) -> None:
    def constraints(connection: Connection) -> object:
        looked = inspect(connection)
        return {
            table: (
                {x["name"] for x in looked.get_check_constraints(table)},
                {x["name"] for x in looked.get_unique_constraints(table)},
                {x["name"] for x in looked.get_foreign_keys(table)},
            )
            for table in metadata.tables
        }

    made = on_connection(books, constraints)
    fresh = create_engine("sqlite://")
    with fresh.begin() as connection:
        metadata.create_all(connection)
        assert made == constraints(connection)
    fresh.dispose()


def test_sqlite_gets_exactly_the_text_of_the_tables(sqlite_books: Books) -> None:
    def texts(connection: Connection) -> object:
        rows = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        )
        return {
            row.name: sorted(_words(row.sql))
            for row in rows
            if not row.name.startswith("search_") and row.name != "alembic_version"
        }

    dialect = create_engine("sqlite://").dialect
    expected = {}
    for table in metadata.tables.values():
        made = str(CreateTable(table).compile(dialect=dialect))
        expected[table.name] = sorted(_words(made))
        for index in table.indexes:
            expected[str(index.name)] = sorted(
                _words(str(CreateIndex(index).compile(dialect=dialect)))
            )
    assert on_connection(sqlite_books, texts) == expected


def _words(sql: str) -> list[str]:
    return sql.replace(",", " ").replace("(", " ").replace(")", " ").split()


def test_the_newest_version_is_the_constant() -> None:
    scripts = ScriptDirectory(str(Path(schema.__file__).with_name("migrations")))
    assert scripts.get_heads() == [schema.HEAD]


def test_a_current_database_opens_without_alembic(sqlite_books: Books) -> None:
    program = (
        "import sys; from data.database import open_database;"
        "from app.clock import SystemClock;"
        f"open_database({sqlite_books.url!r}, key=bytes(32), clock=SystemClock()).close();"
        "late = ('alembic', 'sqlalchemy.orm', 'cryptography', 'psycopg');"
        "print([x for x in late if x in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_new_database_belongs_to_this_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    opened(f"sqlite:///{path}").close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_programs_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    assert at_once(*[lambda: opened(url).close()] * 4) == [None] * 4


def test_a_migration_that_breaks_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shop.db"
    url = f"sqlite:///{path}"
    with monkeypatch.context() as patched:
        patched.setattr("alembic.op.create_index", _broken)
        with pytest.raises(ZeroDivisionError):
            opened(url)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    opened(url).close()


def _broken(*_args: object, **_options: object) -> None:
    raise ZeroDivisionError


def test_a_later_version_is_refused(books: Books) -> None:
    made = create_engine(books.url)
    with made.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    made.dispose()
    refused(UserError, "database_newer", books.url)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    refused(UserError, "database_damaged", f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]
    connection.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear Sir or Madam, " * 100)
    refused(UserError, "database_damaged", f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"Dear Sir")


def test_a_damaged_database_says_so(sqlite_books: Books) -> None:
    path = engine.sqlite_path(engine.parse(sqlite_books.url))
    assert path is not None
    sqlite_books.database.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(UserError) as caught:
        opened(sqlite_books.url).check()
    assert caught.value.key == "database_damaged"


@pytest.mark.skipif(sys.platform != "linux", reason="limits like a full disk are Linux's")
def test_a_disk_without_room_for_a_start_is_full(sqlite_books: Books) -> None:
    import resource

    sqlite_books.database.close()
    no_room, usual = 16_384, resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (no_room, usual[1]))
    try:
        refused(Unavailable, "disk_full", sqlite_books.url)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    refused(UserError, "database_not_writable", f"sqlite:///{tmp_path / 'no' / 'shop.db'}")


@pytest.mark.parametrize("url", ["", "shop.db", "mysql://x/y", "sqlite://", "postgresql+pg8000://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    refused(UserError, "database_url_invalid", url)


def test_a_server_that_is_not_there_is_unreachable() -> None:
    refused(Unavailable, "database_unreachable", "postgresql://nobody@127.0.0.1:1/shop")


def test_another_program_that_keeps_the_database_is_waited_for_and_named(
    sqlite_books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    books = Books(sqlite_books.url)
    other = sqlite3.connect(str(engine.sqlite_path(engine.parse(books.url))))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable) as caught, books.unit_of_work():
        pass
    assert caught.value.key == "database_busy"
    other.rollback()
    other.close()
    with books.unit_of_work() as unit:
        unit.commit()
    books.database.close()


def test_a_server_that_restarts_costs_one_transaction(postgres_books: Books) -> None:
    postgres_books.save_profile()
    made = create_engine(postgres_books.url, isolation_level="AUTOCOMMIT")
    with pytest.raises(Unavailable) as caught, postgres_books.unit_of_work() as unit:
        with made.connect() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        unit.shop.profile()
    made.dispose()
    assert caught.value.key == "database_unreachable"
    assert postgres_books.queries.profile() is not None
    postgres_books.save_profile(name="again")


def test_a_till_that_keeps_what_another_needs_is_waited_for_and_named(
    postgres_books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = postgres_books.add_product(on_hand_milli=5000)
    monkeypatch.setattr(engine, "POSTGRESQL_OPTIONS", "-c lock_timeout=50")
    impatient = postgres_books.another()
    wish = [StockItem(product.id, 1000, product.stock_policy)]
    with postgres_books.unit_of_work() as first:
        first.stock.reserve(wish)
        with pytest.raises(Unavailable) as caught, impatient.unit_of_work() as second:
            second.stock.reserve(wish)
    impatient.close()
    assert caught.value.key == "database_busy"


def test_a_closed_database_says_so_however_often_it_is_asked(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'shop.db'}", key=KEY, clock=StandingClock(NOW))
    database.close()
    for _ in range(2):
        with pytest.raises(Bug, match="database_closed"), database.unit_of_work():
            pass
