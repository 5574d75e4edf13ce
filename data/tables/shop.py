"""The shop's own settings; the first table that is read."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from data.tables.base import metadata

shop_setting = Table(
    "shop_setting",
    metadata,
    Column("name", Text(), primary_key=True),
    Column("value", Text(), nullable=False),  # JSON
)
