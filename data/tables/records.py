"""Work to do after a commit, and the audit chain."""

from __future__ import annotations

from sqlalchemy import CHAR, Column, Integer, Table

from app.domain.outbox import JobKind
from data.tables.base import key, metadata, moment, words
from data.types import RowNumber, Word

outbox = Table(
    "outbox",
    metadata,
    key(),
    Column("kind", Word(JobKind), nullable=False),
    words("subject"),
    words("till"),
    moment("due_at"),
    Column("tries", Integer(), nullable=False),
    words("last_error"),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("seq", RowNumber, primary_key=True, autoincrement=False),
    moment("at"),
    words("staff"),
    words("till"),
    words("action"),
    words("subject"),
    words("before"),
    words("after"),
    Column("prev_hash", CHAR(64), nullable=False),
    Column("hash", CHAR(64), nullable=False),
)
