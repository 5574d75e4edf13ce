"""Who may write when: one writer on SQLite, a connection per transaction on PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import PoolProxiedConnection

from app.domain.errors import Bug, Unavailable
from app.ports.clock import Clock
from data.engine import BUSY_SECONDS
from data.errors import translate
from data.session import Session

QUIET_SECONDS = 2
WAIT_SECONDS = 30


class Store:
    """PostgreSQL: the pool hands out a connection for every transaction."""

    begin_write: tuple[str, ...] = ("BEGIN",)
    begin_fleeting: tuple[str, ...] = ("BEGIN", "SET LOCAL synchronous_commit = off")
    begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self.clock = clock

    @contextmanager
    def writing(self, *, fleeting: bool = False) -> Iterator[Session]:
        """A write transaction, rolled back unless the session commits.

        Args:
            fleeting: it need not outlast a power cut.
        """
        connection = self._take_writer()
        try:
            begin = self.begin_fleeting if fleeting else self.begin_write
            yield from self._transaction(connection, *begin)
        finally:
            self._give_writer(connection)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A short transaction that sees one state of the database."""
        connection = self.connect()
        try:
            yield from self._transaction(connection, self.begin_read)
        finally:
            _put_back(connection)

    def _transaction(self, connection: PoolProxiedConnection, *begin: str) -> Iterator[Session]:
        session = self._session(connection)
        try:
            for command in begin:
                session.command(command)
            yield session
        finally:
            session.end()

    def _session(self, connection: PoolProxiedConnection) -> Session:
        if connection.driver_connection is None:
            raise Bug("database_closed")
        try:
            return Session(connection.driver_connection, self.engine.dialect)
        except self.engine.dialect.loaded_dbapi.Error as error:
            raise translate(error, self.engine.dialect.name) from error

    def idle(self) -> None:
        """Nothing happens just now: do the housekeeping."""

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _take_writer(self) -> PoolProxiedConnection:
        return self.connect()

    def _give_writer(self, connection: PoolProxiedConnection) -> None:
        _put_back(connection)

    def connect(self) -> PoolProxiedConnection:
        """A connection from the pool."""
        try:
            return self.engine.raw_connection()
        except PoolTimeout:
            raise Unavailable("database_busy") from None
        except self.engine.dialect.loaded_dbapi.Error as error:
            raise translate(error, self.engine.dialect.name) from error


class SqliteStore(Store):
    """SQLite: one connection writes, one thread at a time; others read beside it."""

    begin_write = ("PRAGMA synchronous=FULL", "BEGIN IMMEDIATE")
    begin_fleeting = ("PRAGMA synchronous=NORMAL", "BEGIN IMMEDIATE")
    begin_read = "BEGIN"

    def __init__(self, engine: Engine, clock: Clock) -> None:
        super().__init__(engine, clock)
        self._turn = threading.Lock()
        self._owner = 0
        self._written_at: float | None = None
        self._writer = self.connect()
        self._tell_writer("PRAGMA query_only=OFF")

    def _take_writer(self) -> PoolProxiedConnection:
        if self._owner == threading.get_ident():
            raise Bug("transaction_nested")
        if not self._turn.acquire(timeout=WAIT_SECONDS):
            raise Unavailable("database_busy")
        self._owner = threading.get_ident()
        return self._writer

    def _give_writer(self, connection: PoolProxiedConnection) -> None:
        self._written_at = self.clock.monotonic()
        self._owner = 0
        self._turn.release()

    def idle(self) -> None:
        """Move the write-ahead log into the database file, when nobody wrote for a moment.

        TRUNCATE asks for the write lock first, to keep other processes from writing meanwhile:
        SQLite before 3.51.3 may lose the log's place when a commit meets a checkpoint.
        """
        written_at = self._written_at
        if written_at is None or self.clock.monotonic() - written_at < QUIET_SECONDS:
            return
        if not self._turn.acquire(blocking=False):
            return
        try:
            self._checkpoint()
        finally:
            self._turn.release()

    def close(self) -> None:
        """Close readers first: the last connection to go empties the write-ahead log."""
        with self._turn:
            self.engine.dispose()
            self._written_at = None
            if self._writer.is_valid:
                self._writer.invalidate()

    def _checkpoint(self) -> None:
        self._tell_writer("PRAGMA busy_timeout=0")
        try:
            busy, _, _ = self._tell_writer("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._tell_writer(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        if not busy:
            self._written_at = None

    def _tell_writer(self, pragma: str) -> Any:
        driver: Any = self._writer.driver_connection
        try:
            return driver.execute(pragma).fetchone()
        except self.engine.dialect.loaded_dbapi.Error as error:
            raise translate(error, self.engine.dialect.name) from error


def _put_back(connection: PoolProxiedConnection) -> None:
    driver: Any = connection.driver_connection
    if driver is None or getattr(driver, "closed", False):
        connection.invalidate()
    else:
        connection.close()
