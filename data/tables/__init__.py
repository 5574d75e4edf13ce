"""The tables, one module per room of the shop; importing this package knows them all."""

from data.tables import catalog, orders, payments, records, stock
from data.tables.base import metadata

__all__ = ["catalog", "metadata", "orders", "payments", "records", "stock"]
