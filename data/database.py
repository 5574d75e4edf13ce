"""The one door to the data: open a database, write in transactions, read through queries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL

from app.ports.clock import Clock
from data import engine, schema
from data.crypto import Vault
from data.queries import SqlQueries
from data.store import SqliteStore, Store
from data.unit_of_work import UnitOfWork


class Database:
    """One open database. Safe to use from several threads.

    Attributes:
        queries: every read of the window and the reports.
    """

    def __init__(self, url: URL, store: Store, vault: Vault) -> None:
        self._url = url
        self._store = store
        self._vault = vault
        self.queries = SqlQueries(store, vault)

    @contextmanager
    def unit_of_work(self, *, fleeting: bool = False) -> Iterator[UnitOfWork]:
        """A write transaction; rolled back unless it was committed.

        On SQLite one thread at a time writes, the others wait; Unavailable("database_busy").

        Args:
            fleeting: it need not outlast a power cut.
        """
        with self._store.writing(fleeting=fleeting) as session:
            yield UnitOfWork(session, self._vault)

    def is_set_up(self) -> bool:
        """Whether a shop has been opened in it; a look that needs no key."""
        from data.repositories.shop import read_profile

        with self._store.reading() as session:
            return read_profile(session) is not None

    def migrate(self) -> None:
        """Bring the tables to the newest version; does nothing when they have it."""
        with self._store.reading() as session:
            current = schema.is_current(session)
        if not current:
            schema.upgrade(self._url)

    def idle(self) -> None:
        """Call it now and then when nothing happens: housekeeping that would cost a sale time."""
        self._store.idle()

    def back_up(self, target: Path) -> None:
        """Write a consistent copy while the shop goes on; see data.backup."""
        from data import backup

        backup.back_up(self._store, target)

    def check(self) -> list[str]:
        """What the database finds wrong with itself; empty when all is well."""
        from data import backup

        return backup.check(self._store)

    def close(self) -> None:
        """Close all connections."""
        self._store.close()


def open_database(url: str, *, key: bytes, clock: Clock) -> Database:
    """Open, and create or migrate when need be.

    Args:
        url: "sqlite:////path/to/file" or "postgresql+psycopg://user@host/name".
        key: the shop's key for personal data, at least 16 bytes; the same at every till.

    Raises UserError database_url_invalid, database_damaged, database_newer,
    database_not_writable; Unavailable database_busy, database_unreachable, disk_full.
    """
    parsed = engine.parse(url)
    vault = Vault(key)
    path = engine.sqlite_path(parsed)
    if path is not None:
        engine.create_private(path)
    made = engine.make_engine(parsed)
    store = Store(made, clock) if path is None else SqliteStore(made, clock)
    database = Database(parsed, store, vault)
    try:
        database.migrate()
    except BaseException:
        database.close()
        raise
    return database
