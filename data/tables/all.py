"""Every table with its indexes, for whoever makes or compares a whole database."""

from data.tables import (
    catalog,
    holds,
    indexes,
    orders,
    payments,
    records,
    returns,
    shop,
    statements,
    stock,
    troubles,
    turns,
)
from data.tables.base import metadata

__all__ = [
    "catalog",
    "holds",
    "indexes",
    "metadata",
    "orders",
    "payments",
    "records",
    "returns",
    "shop",
    "statements",
    "stock",
    "troubles",
    "turns",
]
