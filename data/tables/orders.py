"""Orders with their lines, taxes, history and parcels."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from app.domain.catalog import StockPolicy
from app.domain.order_states import CancelReason, Fulfilment, Lifecycle, PaymentState
from data.tables.base import amount, key, metadata, moment, reference, version, words
from data.types import Day, Flag, Id, LineTaxes, Milli, RowNumber, Word

orders = Table(
    "orders",
    metadata,
    key(),
    Column("client_token", Text(), nullable=False, unique=True),
    Column("number", Text(), nullable=False, unique=True),
    words("till"),
    Column("business_date", Day(), nullable=False),
    Column("lifecycle", Word(Lifecycle), nullable=False),
    Column("payment", Word(PaymentState), nullable=False),
    Column("fulfilment", Word(Fulfilment), nullable=False),
    Column("cancel_reason", Word(CancelReason)),
    words("currency"),
    Column("prices_include_tax", Flag(), nullable=False),
    amount("discount_minor"),
    amount("net_minor"),
    amount("tax_minor"),
    amount("total_minor"),
    words("customer_name"),
    Column("phone_sealed", LargeBinary()),
    Column("phone_mark", LargeBinary()),  # keyed hash: finds an exact number, reveals none
    Column("delivery_sealed", LargeBinary()),
    words("note"),
    words("staff"),
    moment("placed_at"),
    moment("pay_by", nullable=True),
    moment("completed_at", nullable=True),
    Column("archived", Flag(), nullable=False),
    version(),
    CheckConstraint("net_minor + tax_minor = total_minor", name="total"),
)
IS_UNEVEN = text("payment IN ('OVERPAID', 'PARTIALLY_PAID')")
IS_OPEN = text("lifecycle IN ('PLACED', 'MODIFYING')")  # queries use these words and the index

order_line = Table(
    "order_line",
    metadata,
    key(),
    reference("order_id", "orders"),
    Column("position", Integer(), nullable=False),
    reference("product_id", "product", nullable=True),
    words("name"),
    words("name_en"),
    words("sku"),
    words("unit"),
    amount("qty_milli"),
    amount("unit_minor"),
    amount("list_minor"),
    amount("cost_minor", nullable=True),
    amount("gross_minor"),
    amount("discount_minor"),
    amount("net_minor"),
    amount("tax_minor"),
    amount("total_minor"),
    Column("taxes", LineTaxes(), nullable=False),
    Column("stock_policy", Word(StockPolicy), nullable=False),
    words("note"),
    UniqueConstraint("order_id", "position"),
    CheckConstraint("net_minor + tax_minor = total_minor", name="total"),
)

order_tax = Table(
    "order_tax",
    metadata,
    Column("order_id", Id(), ForeignKey("orders.id"), primary_key=True),
    Column("position", Integer(), primary_key=True, autoincrement=False),
    words("name"),
    Column("percent_milli", Milli()),
    Column("fixed_milli", Milli()),
    amount("base_minor"),
    amount("amount_minor"),
    sqlite_with_rowid=False,
)

order_history = Table(
    "order_history",
    metadata,
    Column("seq", RowNumber, primary_key=True),
    reference("order_id", "orders"),
    moment("at"),
    words("staff"),
    words("event"),
    words("column"),
    words("before"),
    words("after"),
    words("detail"),
)

order_number = Table(
    "order_number",
    metadata,
    Column("till", Text(), primary_key=True),
    Column("business_date", Day(), primary_key=True),
    Column("last", Integer(), nullable=False),
    sqlite_with_rowid=False,
)

shipment = Table(
    "shipment",
    metadata,
    key(),
    reference("order_id", "orders", index=True),
    Column("state", Word(Fulfilment), nullable=False),
    words("carrier"),
    words("tracking_number"),
    words("reason"),
    moment("created_at"),
    moment("shipped_at", nullable=True),
    moment("received_at", nullable=True),
    Column("stock_consumed", Flag(), nullable=False),
    version(),
)
