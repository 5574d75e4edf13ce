"""Carts that wait at the counter."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, Table

from data.tables.base import amount, key, metadata, moment, words

held_cart = Table(
    "held_cart",
    metadata,
    key(),
    words("name"),
    words("cart"),  # JSON, see data/carts.py
    Column("person_sealed", LargeBinary()),
    amount("total_minor"),
    words("till"),
    words("staff"),
    moment("held_at"),
)
