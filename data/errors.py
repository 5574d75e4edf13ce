"""Driver errors become the shop's own: the one place that knows what SQLite and PostgreSQL say."""

from __future__ import annotations

import sqlite3
from typing import Any

from app.domain.errors import Bug, ShopError, Unavailable, UserError
from data.types import POSTGRESQL


class Taken(Bug):
    """A value that must be unique is there already; repositories say it in the shop's words.

    Attributes:
        constraint: on PostgreSQL the constraint's name, on SQLite the columns ("orders.number").
    """

    def __init__(self, constraint: str) -> None:
        super().__init__("value_taken", constraint=constraint)
        self.constraint = constraint

    def is_about(self, *names: str) -> bool:
        """Whether one of these names of the constraint was hit."""
        return any(name in self.constraint for name in names)


_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# Without room for its shared memory SQLite speaks of input and output.
_SQLITE_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
_SQLITE_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_SQLITE_CLOSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_POSTGRESQL_BUSY = {"55P03", "40P01", "40001", "57014"}  # lock, deadlock, serialization, cancelled
_POSTGRESQL_FULL = {"53100", "53200"}


def translate(error: Exception, dialect: str) -> ShopError:
    """What a driver's error means to the shop."""
    if dialect == POSTGRESQL:
        return _postgresql(error)
    return _sqlite(error)


def _sqlite(error: Exception) -> ShopError:
    code = getattr(error, "sqlite_errorcode", 0)
    extended = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}
    if code in extended:
        return Taken(str(error).partition(": ")[2])
    primary = code & 0xFF
    problem = str(error)
    if primary in _SQLITE_BUSY:
        return Unavailable("database_busy")
    if code in _SQLITE_FULL:
        return Unavailable("disk_full")
    if primary in _SQLITE_DAMAGED:
        return UserError("database_damaged", problem=problem)
    if primary in _SQLITE_CLOSED:
        return UserError("database_not_writable", problem=problem)
    if primary == sqlite3.SQLITE_IOERR:
        return Unavailable("database_failed", problem=problem)
    return Bug("database_refused", problem=problem)


def _postgresql(error: Any) -> ShopError:
    state = getattr(error, "sqlstate", None) or ""
    if state == "23505":
        return Taken(str(error.diag.constraint_name))
    if state in _POSTGRESQL_BUSY:
        return Unavailable("database_busy")
    if state in _POSTGRESQL_FULL:
        return Unavailable("disk_full")
    if not state or state[:2] in {"08", "28", "3D", "53", "57"}:
        return Unavailable("database_unreachable", problem=_first_line(error))
    return Bug("database_refused", problem=_first_line(error), state=state)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
