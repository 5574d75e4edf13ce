"""Whose turn it is to ask a provider about an attempt."""

from __future__ import annotations

from sqlalchemy import Table

from data.tables.base import metadata, moment, reference, words

turn = Table(
    "turn",
    metadata,
    reference("attempt_id", "payment_attempt", primary_key=True),
    words("holder"),
    moment("until"),
)
