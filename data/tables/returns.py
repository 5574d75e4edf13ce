"""Goods that came back, line by line."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Table

from data.tables.base import amount, key, metadata, moment, reference, words
from data.types import Amounts, Flag

goods_return = Table(
    "goods_return",
    metadata,
    key(),
    reference("order_id", "orders", index=True),
    moment("at"),
    words("till"),
    words("staff"),
    words("reason"),
)

goods_return_line = Table(
    "goods_return_line",
    metadata,
    key(),
    reference("return_id", "goods_return", index=True),
    reference("line_id", "order_line"),
    amount("qty_milli"),
    Column("damaged", Flag(), nullable=False),
    amount("discount_minor"),
    amount("net_minor"),
    amount("tax_minor"),
    amount("total_minor"),
    Column("taxes", Amounts(), nullable=False),
    CheckConstraint("qty_milli > 0", name="qty"),
    CheckConstraint("net_minor + tax_minor = total_minor", name="total"),
)
