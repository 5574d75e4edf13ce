"""Copies of the database, and its own opinion of its health."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Any

from app.domain.errors import UserError
from data.errors import translate
from data.store import Store
from data.types import POSTGRESQL


def back_up(store: Store, target: Path) -> None:
    """Write a consistent copy beside running sales; `target` appears only when it is whole.

    UserError("backup_by_server") on PostgreSQL, which has tools of its own for this;
    UserError("backup_failed", problem=) when the copy cannot be written or is not sound.
    """
    if store.engine.dialect.name == POSTGRESQL:
        raise UserError("backup_by_server")
    partial = target.with_name(target.name + ".partial")
    try:
        _copy(store, partial)
        os.replace(partial, target)
    except (OSError, sqlite3.Error) as error:
        raise UserError("backup_failed", problem=str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def check(store: Store) -> list[str]:
    """Run the database's own check; empty when all is well. PostgreSQL checks its pages itself."""
    if store.engine.dialect.name == POSTGRESQL:
        return []
    connection = store.connect()
    driver: Any = connection.driver_connection
    try:
        found = [str(row[0]) for row in driver.execute("PRAGMA integrity_check")]
        found += [f"foreign key: {row}" for row in driver.execute("PRAGMA foreign_key_check")]
    except sqlite3.Error as error:
        raise translate(error, "sqlite") from error
    finally:
        connection.close()
    return [problem for problem in found if problem != "ok"]


def _copy(store: Store, partial: Path) -> None:
    connection = store.connect()
    source: Any = connection.driver_connection
    try:
        write_copy(source, partial)
    finally:
        connection.close()


def write_copy(source: sqlite3.Connection, copy: Path) -> None:
    """Copy all of a database to a file for this user alone, durably; replaces what is there.

    Raises OSError and sqlite3.Error, also for a copy that is not sound.
    """
    copy.unlink(missing_ok=True)
    os.close(os.open(copy, os.O_CREAT | os.O_WRONLY, 0o600))
    with contextlib.closing(sqlite3.connect(copy)) as made:
        source.backup(made)  # in one step: writers go on meanwhile
        _require_sound(made)
    with open(copy, "rb+") as written:
        os.fsync(written.fileno())


def _require_sound(copy: sqlite3.Connection) -> None:
    (answer,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise sqlite3.DatabaseError(str(answer))
    copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
