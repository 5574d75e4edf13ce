"""What a sale writes, row by row, so that raw sqlite3 can write the very same rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Write = tuple[str, list[tuple[Any, ...]]]
Snapshot = dict[str, dict[tuple[Any, ...], tuple[Any, ...]]]


def connect(path: Path) -> sqlite3.Connection:
    """A connection told what the program tells its own, without SQLAlchemy."""
    raw = sqlite3.connect(path, isolation_level=None)
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "wal_autocheckpoint=0",
    ):
        raw.execute(f"PRAGMA {pragma}").fetchall()
    return raw


@dataclass(frozen=True)
class Table:
    """One table: its columns, and where its primary key stands among them."""

    name: str
    columns: tuple[str, ...]
    key: tuple[int, ...]

    @property
    def insert(self) -> str:
        """The INSERT for one row."""
        marks = ", ".join("?" * len(self.columns))
        return f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({marks})"

    @property
    def update(self) -> str:
        """The UPDATE for one row, by primary key."""
        pairs = ", ".join(f"{column} = ?" for column in self.columns)
        where = " AND ".join(f"{self.columns[place]} = ?" for place in self.key)
        return f"UPDATE {self.name} SET {pairs} WHERE {where}"

    def key_of(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """A row's primary key."""
        return tuple(row[place] for place in self.key)


def tables(raw: sqlite3.Connection) -> list[Table]:
    """The ordinary tables of a database, parents before children as they were made."""
    names = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'product_search%' ORDER BY rowid"
    )
    return [_table(raw, name) for (name,) in names.fetchall()]


def _table(raw: sqlite3.Connection, name: str) -> Table:
    info = raw.execute(f"PRAGMA table_info({name})").fetchall()
    key = tuple(place for place, column in enumerate(info) if column[5])
    return Table(name, tuple(column[1] for column in info), key)


def snapshot(raw: sqlite3.Connection, known: Sequence[Table]) -> Snapshot:
    """Every row of every table by its primary key."""
    return {
        table.name: {
            table.key_of(row): row
            for row in raw.execute(f"SELECT {', '.join(table.columns)} FROM {table.name}")
        }
        for table in known
    }


def difference(known: Sequence[Table], before: Snapshot, after: Snapshot) -> list[Write]:
    """The statements that turn one snapshot into the other."""
    writes: list[Write] = []
    for table in known:
        old, new = before[table.name], after[table.name]
        added = [row for key, row in new.items() if key not in old]
        changed = [(*row, *key) for key, row in new.items() if key in old and old[key] != row]
        if added:
            writes.append((table.insert, added))
        if changed:
            writes.append((table.update, changed))
    return writes


def record(raw: sqlite3.Connection, action: Callable[[], object], times: int) -> list[list[Write]]:
    """What each of `times` calls of an action writes."""
    known = tables(raw)
    recorded, before = [], snapshot(raw, known)
    for _ in range(times):
        action()
        after = snapshot(raw, known)
        recorded.append(difference(known, before, after))
        before = after
    return recorded


def replay(raw: sqlite3.Connection, writes: Sequence[Write]) -> None:
    """Write them in one durable transaction."""
    raw.execute("BEGIN IMMEDIATE")
    for sql, rows in writes:
        raw.executemany(sql, rows)
    raw.execute("COMMIT")
