"""What all tables share: the metadata with its naming rules, and columns that recur."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Text

from data.types import Id, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def key() -> Column[str]:
    """The primary key of things that have an id of their own."""
    return Column("id", Id(), primary_key=True)


def reference(name: str, target: str, *, nullable: bool = False, **options: Any) -> Column[str]:
    """A foreign key to another table's id."""
    return Column(name, Id(), ForeignKey(f"{target}.id"), nullable=nullable, **options)


def words(name: str) -> Column[str]:
    """Free text, never null."""
    return Column(name, Text(), nullable=False)


def amount(name: str, *, nullable: bool = False) -> Column[int]:
    """Money in minor units, or a quantity in thousandths."""
    return Column(name, BigInteger(), nullable=nullable)


def moment(name: str, *, nullable: bool = False) -> Column[datetime]:
    """A point in time."""
    return Column(name, Moment(), nullable=nullable)


def version() -> Column[int]:
    """For optimistic locking."""
    return Column("version", Integer(), nullable=False)
