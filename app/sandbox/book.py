"""The provider's books: trades and refunds in one SQLite file that outlives the process."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.sandbox import schema
from app.sandbox.trades import Refund, RefundState, State, Trade

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = tuple(x.name for x in fields(Trade) if x.name != "refunds")
_REFUND_COLUMNS = tuple(x.name for x in fields(Refund))
_TIMES = frozenset(
    {"created_at", "code_until", "pay_until", "scanned_at", "paid_at", "closed_at", "at"}
)
_FLAGS = frozenset({"closes_itself", "by_customers_code"})
_SAVE = (
    f"INSERT INTO trade ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
    " ON CONFLICT (wire, out_trade_no) DO UPDATE SET "
    + ", ".join(f"{x} = excluded.{x}" for x in _COLUMNS)
)
_READ = f"SELECT {', '.join(_COLUMNS)} FROM trade"
_SAVE_REFUND = (
    f"INSERT INTO refund (wire, out_trade_no, {', '.join(_REFUND_COLUMNS)})"
    f" VALUES (?, ?, {', '.join('?' * len(_REFUND_COLUMNS))})"
    " ON CONFLICT (wire, out_trade_no, request_no) DO UPDATE SET state = excluded.state"
)
_READ_REFUNDS = (
    f"SELECT {', '.join(_REFUND_COLUMNS)} FROM refund"
    " WHERE wire = ? AND out_trade_no = ? ORDER BY at, rowid"
)


class Book:
    """Trades by number. Used by one thread at a time; other processes may use the same file."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(schema.TABLES)

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

    def by_refund(self, wire: str, request_no: str) -> Trade | None:
        """By the shop's number of a refund."""
        number = "SELECT out_trade_no FROM refund WHERE wire = trade.wire AND request_no = ?"
        return self._one(f"WHERE wire = ? AND out_trade_no IN ({number})", wire, request_no)

    def by_token(self, token: str) -> Trade | None:
        """By what its code holds."""
        return self._one("WHERE token = ?", token)

    def find(self, out_trade_no: str) -> Trade | None:
        """By the shop's number, whatever the wire; the newest."""
        return self._one("WHERE out_trade_no = ? ORDER BY created_at DESC", out_trade_no)

    def newest(self, limit: int) -> list[Trade]:
        """The newest trades first."""
        return self._all("ORDER BY created_at DESC, rowid DESC LIMIT ?", limit)

    def moved(self, wire: str, start: datetime, end: datetime) -> list[Trade]:
        """Trades of a wire whose money came or went back in a time, oldest first."""
        span = _micros(start), _micros(end)
        back = (
            "SELECT 1 FROM refund WHERE refund.wire = trade.wire"
            " AND refund.out_trade_no = trade.out_trade_no AND at >= ? AND at < ?"
        )
        where = f"WHERE wire = ? AND ((paid_at >= ? AND paid_at < ?) OR EXISTS ({back}))"
        return self._all(f"{where} ORDER BY paid_at, rowid", wire, *span, *span)

    def save(self, trade: Trade) -> None:
        """Write a trade and its refunds, within `writing`."""
        self._db.execute(_SAVE, [_stored(x, getattr(trade, x)) for x in _COLUMNS])
        self._db.executemany(_SAVE_REFUND, [_refund_row(trade, x) for x in trade.refunds])

    def add_code(self, code: str, *, wire: str, behaviour: str, until: datetime) -> None:
        """Write down a code that a customer's phone shows."""
        self._db.execute(
            "INSERT INTO customers_code (code, wire, behaviour, until) VALUES (?, ?, ?, ?)",
            (code, wire, behaviour, _micros(until)),
        )

    def use_code(self, wire: str, code: str, now: datetime) -> str | None:
        """Use a customer's code up, within `writing`; how it behaves, None for one of no use."""
        row = self._db.execute(
            "UPDATE customers_code SET used = 1"
            " WHERE code = ? AND wire = ? AND used = 0 AND until > ? RETURNING behaviour",
            (code, wire, _micros(now)),
        ).fetchone()
        return str(row[0]) if row else None

    def codes(self, now: datetime) -> list[tuple[str, str, str]]:
        """Codes that can still be used, newest first: code, wire, behaviour."""
        rows = self._db.execute(
            "SELECT code, wire, behaviour FROM customers_code"
            " WHERE used = 0 AND until > ? ORDER BY rowid DESC",
            (_micros(now),),
        )
        return [(str(code), str(wire), str(behaviour)) for code, wire, behaviour in rows]

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _one(self, where: str, *values: str) -> Trade | None:
        found = self._all(f"{where} LIMIT 1", *values)
        return found[0] if found else None

    def _all(self, where: str, *values: str | int) -> list[Trade]:
        rows = self._db.execute(f"{_READ} {where}", values).fetchall()
        return [self._trade(row) for row in rows]

    def _trade(self, row: tuple[Any, ...]) -> Trade:
        values = {x: _loaded(x, v) for x, v in zip(_COLUMNS, row, strict=True)}
        rows = self._db.execute(_READ_REFUNDS, (values["wire"], values["out_trade_no"]))
        values["refunds"] = [_refund(found) for found in rows.fetchall()]
        return Trade(**{**values, "state": State(values["state"])})


def _refund_row(trade: Trade, refund: Refund) -> list[Any]:
    values = [_stored(x, getattr(refund, x)) for x in _REFUND_COLUMNS]
    return [trade.wire, trade.out_trade_no, *values]


def _refund(row: tuple[Any, ...]) -> Refund:
    values = {x: _loaded(x, v) for x, v in zip(_REFUND_COLUMNS, row, strict=True)}
    return Refund(**{**values, "state": RefundState(values["state"])})


def _stored(name: str, value: Any) -> Any:
    return _micros(value) if name in _TIMES and value is not None else value


def _loaded(name: str, value: Any) -> Any:
    if name in _FLAGS:
        return bool(value)
    return _time(value) if name in _TIMES and value is not None else value


def _micros(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)


def _time(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)
