"""Columns as migrations write them: what the tables had then, whatever they have now."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

Column = sa.Column[Any]
ID = sa.CHAR(32).with_variant(postgresql.UUID(), "postgresql")
ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def id_(name: str, target: str = "", *, primary_key: bool = False, null: bool = False) -> Column:
    """An id, of the row itself or of one in the table `target`."""
    keys = [sa.ForeignKey(f"{target}.id")] if target else []
    return sa.Column(name, ID, *keys, primary_key=primary_key, nullable=null and not primary_key)


def text(*names: str) -> list[Column]:
    """Texts that are never null."""
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def number(*names: str, null: bool = False) -> list[Column]:
    """Amounts, quantities, moments."""
    return [sa.Column(name, sa.BigInteger(), nullable=null) for name in names]


def count(*names: str, null: bool = False) -> list[Column]:
    """Small whole numbers."""
    return [sa.Column(name, sa.Integer(), nullable=null) for name in names]


def flag(*names: str, null: bool = False) -> list[Column]:
    """True or false."""
    return [sa.Column(name, sa.Boolean(), nullable=null) for name in names]


def seq(*, counted: bool) -> Column:
    """The number of a row; `counted` by the database."""
    return sa.Column("seq", ROW, primary_key=True, autoincrement="auto" if counted else False)


def index(name: str, table: str, *columns: str, unique: bool = False, where: str = "") -> None:
    """An index, of some rows only with `where`."""
    condition = sa.text(where) if where else None
    op.create_index(
        name,
        table,
        [sa.text(x) if " " in x else x for x in columns],
        unique=unique,
        sqlite_where=condition,
        postgresql_where=condition,
    )
