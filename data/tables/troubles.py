"""What the till keeps failing at."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table

from app.domain.trouble import TroubleKind
from data.tables.base import key, metadata, moment, reference, words
from data.types import Flag, Word

trouble = Table(
    "trouble",
    metadata,
    key(),
    Column("kind", Word(TroubleKind), nullable=False),
    reference("order_id", "orders"),
    words("till"),
    words("problem"),
    Column("broken", Flag(), nullable=False),
    moment("since"),
    moment("due_at"),
    Column("tries", Integer(), nullable=False),
    words("handled"),
)
