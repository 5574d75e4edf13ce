"""Statements of providers and banks: their lines, the days read, and what does not agree."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, Table, Text, text

from app.domain.reconciling.model import Finding
from data.tables.base import amount, key, metadata, moment, reference, words
from data.types import Day, Flag, Word

statement_line = Table(
    "statement_line",
    metadata,
    key(),
    words("provider"),
    Column("test", Flag(), nullable=False),
    Column("day", Day(), nullable=False),
    moment("at"),
    words("number"),
    words("refund_number"),
    words("provider_ref"),
    Column("words_sealed", LargeBinary()),
    amount("amount_minor"),
    words("currency"),
    reference("attempt_id", "payment_attempt", nullable=True),
    reference("refund_id", "refund", nullable=True),
    Column("done", Flag(), nullable=False),
)

statement_day = Table(
    "statement_day",
    metadata,
    Column("provider", Text(), primary_key=True),
    Column("test", Flag(), primary_key=True),
    Column("merchant", Text(), primary_key=True),
    Column("day", Day(), primary_key=True),
    moment("until"),
)

statement_reader = Table(
    "statement_reader",
    metadata,
    Column("provider", Text(), primary_key=True),
    Column("test", Flag(), primary_key=True),
    words("reader"),
    moment("until"),
)

difference = Table(
    "difference",
    metadata,
    key(),
    Column("finding", Word(Finding), nullable=False),
    words("provider"),
    Column("test", Flag(), nullable=False),
    reference("order_id", "orders", nullable=True),
    reference("attempt_id", "payment_attempt", nullable=True),
    amount("theirs_minor", nullable=True),
    words("currency"),
    amount("ours_minor", nullable=True),
    words("ours_currency"),
    moment("at"),
    Column("words_sealed", LargeBinary()),
    moment("opened_at"),
    moment("closed_at", nullable=True),
    words("closing"),
)
IS_OPEN = text("closed_at IS NULL")
