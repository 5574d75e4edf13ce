"""Connections: how each database is reached, and what every connection is told first."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from app.domain.errors import UserError
from data.types import POSTGRESQL

BUSY_SECONDS = 5
READERS = 4
CACHE_KIB = 32_000
"""At most so much of the books each connection keeps at hand: search jumps all over them."""

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",  # on macOS a plain sync stops in the drive's own memory
    "PRAGMA foreign_keys=ON",
    "PRAGMA wal_autocheckpoint=0",  # checkpoints are made when idle, by the writer alone
    f"PRAGMA cache_size=-{CACHE_KIB}",
    "PRAGMA query_only=ON",  # taken back for the one writer
)
POSTGRESQL_OPTIONS = (
    f"-c lock_timeout={BUSY_SECONDS * 1000}"
    " -c idle_in_transaction_session_timeout=60000"  # a frozen till must not stop the others
)


def parse(url: str) -> URL:
    """Read a database URL; "postgresql://" means psycopg 3."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UserError("database_url_invalid") from None
    if parsed.drivername in {"postgresql", "postgres"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return parsed
    if parsed.drivername == "postgresql+psycopg":
        return parsed
    raise UserError("database_url_invalid")


def sqlite_path(url: URL) -> Path | None:
    """The database file, None for PostgreSQL."""
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def make_engine(url: URL) -> Engine:
    """An engine whose driver connections leave transactions to us."""
    if url.get_backend_name() == POSTGRESQL:
        return create_engine(
            url,
            pool_pre_ping=True,
            connect_args={
                "autocommit": True,
                "connect_timeout": BUSY_SECONDS,
                "options": POSTGRESQL_OPTIONS,
            },
        )
    engine = create_engine(
        url,
        pool_size=READERS,
        connect_args={
            "isolation_level": None,
            "check_same_thread": False,
            "timeout": BUSY_SECONDS,
            "cached_statements": 512,
        },
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma).close()


def create_private(path: Path) -> None:
    """Make an empty database file for this user alone, if there is none."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise UserError("database_not_writable", problem=error.strerror or "") from error
