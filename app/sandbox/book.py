"""The provider's books: trades and refunds in one SQLite file that outlives the process."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.sandbox.trades import Refund, State, Trade

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS trade (
    wire TEXT NOT NULL,
    out_trade_no TEXT NOT NULL,
    token TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    code_until INTEGER NOT NULL,
    pay_until INTEGER NOT NULL,
    notify_url TEXT NOT NULL,
    trade_no TEXT NOT NULL,
    state TEXT NOT NULL,
    made INTEGER NOT NULL,
    paid_minor INTEGER NOT NULL,
    scanned_at INTEGER,
    paid_at INTEGER,
    closed_at INTEGER,
    PRIMARY KEY (wire, out_trade_no)
);
CREATE INDEX IF NOT EXISTS trade_by_trade_no ON trade (trade_no);
CREATE INDEX IF NOT EXISTS trade_by_time ON trade (created_at);
CREATE TABLE IF NOT EXISTS refund (
    wire TEXT NOT NULL,
    out_trade_no TEXT NOT NULL,
    request_no TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (wire, out_trade_no, request_no)
);
"""
_COLUMNS = tuple(x.name for x in fields(Trade) if x.name != "refunds")
_TIMES = frozenset({"created_at", "code_until", "pay_until", "scanned_at", "paid_at", "closed_at"})
_SAVE = (
    f"INSERT INTO trade ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
    " ON CONFLICT (wire, out_trade_no) DO UPDATE SET "
    + ", ".join(f"{x} = excluded.{x}" for x in _COLUMNS)
)
_READ = f"SELECT {', '.join(_COLUMNS)} FROM trade"
_SAVE_REFUND = "INSERT OR IGNORE INTO refund VALUES (?, ?, ?, ?, ?)"
_READ_REFUNDS = (
    "SELECT request_no, amount_minor, at FROM refund"
    " WHERE wire = ? AND out_trade_no = ? ORDER BY at, request_no"
)


class Book:
    """Trades by number. Used by one thread at a time; other processes may use the same file."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(_SCHEMA)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction: all of the block, or on any error nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def get(self, wire: str, out_trade_no: str) -> Trade | None:
        """By the shop's number."""
        return self._one("WHERE wire = ? AND out_trade_no = ?", wire, out_trade_no)

    def by_trade_no(self, wire: str, trade_no: str) -> Trade | None:
        """By the provider's own number."""
        return self._one("WHERE wire = ? AND trade_no = ?", wire, trade_no)

    def by_token(self, token: str) -> Trade | None:
        """By what its code holds."""
        return self._one("WHERE token = ?", token)

    def find(self, out_trade_no: str) -> Trade | None:
        """By the shop's number, whatever the wire; the newest."""
        return self._one("WHERE out_trade_no = ? ORDER BY created_at DESC", out_trade_no)

    def newest(self, limit: int) -> list[Trade]:
        """The newest trades first."""
        rows = self._db.execute(f"{_READ} ORDER BY created_at DESC, rowid DESC LIMIT ?", (limit,))
        return [self._trade(row) for row in rows.fetchall()]

    def save(self, trade: Trade) -> None:
        """Write a trade and its refunds, within `writing`."""
        self._db.execute(_SAVE, [_stored(x, getattr(trade, x)) for x in _COLUMNS])
        self._db.executemany(
            _SAVE_REFUND,
            [
                (trade.wire, trade.out_trade_no, x.request_no, x.amount_minor, _micros(x.at))
                for x in trade.refunds
            ],
        )

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _one(self, where: str, *values: str) -> Trade | None:
        row = self._db.execute(f"{_READ} {where} LIMIT 1", values).fetchone()
        return self._trade(row) if row else None

    def _trade(self, row: tuple[Any, ...]) -> Trade:
        values = {x: _loaded(x, v) for x, v in zip(_COLUMNS, row, strict=True)}
        rows = self._db.execute(_READ_REFUNDS, (values["wire"], values["out_trade_no"]))
        values["refunds"] = [
            Refund(request_no=no, amount_minor=minor, at=_time(at)) for no, minor, at in rows
        ]
        return Trade(**values)


def _stored(name: str, value: Any) -> Any:
    return _micros(value) if name in _TIMES and value is not None else value


def _loaded(name: str, value: Any) -> Any:
    if name == "state":
        return State(value)
    return _time(value) if name in _TIMES and value is not None else value


def _micros(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)


def _time(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)
