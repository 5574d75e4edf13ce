"""What lies in the shop, and every movement that made it so."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, Text

from app.domain.stock import MovementKind
from data.tables.base import amount, key, metadata, moment, reference, words
from data.types import Id, Word

stock = Table(
    "stock",
    metadata,
    Column("product_id", Id(), ForeignKey("product.id"), primary_key=True),
    Column("location", Text(), primary_key=True),
    amount("on_hand_milli"),
    amount("reserved_milli"),
    CheckConstraint("reserved_milli >= 0", name="reserved"),
    sqlite_with_rowid=False,
)

stock_movement = Table(
    "stock_movement",
    metadata,
    key(),
    reference("product_id", "product"),
    words("location"),
    Column("kind", Word(MovementKind), nullable=False),
    amount("qty_milli"),
    moment("at"),
    words("staff"),
    amount("unit_cost_minor", nullable=True),
    reference("order_id", "orders", nullable=True),
    words("note"),
    CheckConstraint("qty_milli <> 0", name="qty"),
)
