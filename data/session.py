"""One transaction on one driver connection: executes prepared statements, translates errors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Dialect

from app.domain.errors import Bug, ShopError
from data.errors import translate
from data.statements import Row, Statement, Values


class Session:
    """Handed to repositories and queries; belongs to one thread.

    Attributes:
        doomed: something failed half-way; only rolling back is left.
    """

    def __init__(self, driver: Any, dialect: Dialect) -> None:
        self._cursor: Any = driver.cursor()
        self._dialect = dialect
        self._errors: type[Exception] = dialect.loaded_dbapi.Error
        self.doomed = False

    @property
    def dialect_name(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._dialect.name

    def write(self, statement: Statement, values: Values) -> int:
        """Execute once; returns the number of rows it touched."""
        ready = statement.ready(self._dialect)
        return self._count(ready.sql, ready.pack(values), many=False)

    def write_all(self, statement: Statement, rows: Iterable[Values]) -> int:
        """Execute for every row; returns the number of rows touched in all."""
        ready = statement.ready(self._dialect)
        packed = [ready.pack(values) for values in rows]
        return self._count(ready.sql, packed, many=True) if packed else 0

    def all(self, statement: Statement, **values: object) -> list[Row]:
        """Execute and return every row."""
        ready = statement.ready(self._dialect)
        return ready.rows(self._fetch(ready.sql, ready.pack(values)))

    def first(self, statement: Statement, **values: object) -> Row | None:
        """Execute and return the first row."""
        ready = statement.ready(self._dialect)
        rows = ready.rows(self._fetch(ready.sql, ready.pack(values))[:1])
        return rows[0] if rows else None

    def command(self, sql: str) -> None:
        """Execute a fixed text: BEGIN, COMMIT, ROLLBACK, a lock, a PRAGMA."""
        self._count(sql, (), many=False)

    def commit(self) -> None:
        """Make everything durable; afterwards nothing goes through this session."""
        if self.doomed:
            raise Bug("transaction_doomed")
        self.command("COMMIT")
        self._cursor = None

    def end(self) -> None:
        """Roll back whatever was not committed."""
        if self._cursor is None:
            return
        try:
            self.command("ROLLBACK")
        except ShopError:
            self.doomed = True  # the connection is gone, and its transaction with it
        self._cursor = None

    def _count(self, sql: str, packed: Any, *, many: bool) -> int:
        cursor = self._cursor
        if cursor is None:
            raise Bug("transaction_over")
        try:
            if many:
                cursor.executemany(sql, packed)
            else:
                cursor.execute(sql, packed)
        except self._errors as error:
            raise self._failed(error) from error
        return int(cursor.rowcount)

    def _fetch(self, sql: str, packed: Any) -> list[Any]:
        cursor = self._cursor
        if cursor is None:
            raise Bug("transaction_over")
        try:
            found: list[Any] = cursor.execute(sql, packed).fetchall()
        except self._errors as error:
            raise self._failed(error) from error
        return found

    def _failed(self, error: Exception) -> ShopError:
        self.doomed = True
        return translate(error, self._dialect.name)
