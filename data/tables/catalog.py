"""Goods, their codes, categories, taxes, and what search knows of them."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    Table,
    Text,
)

from app.domain.catalog import StockPolicy
from data.tables.base import amount, key, metadata, reference, version, words
from data.types import Flag, Id, Milli, RowNumber, Sorted, Word

tax_class = Table(
    "tax_class",
    metadata,
    key(),
    words("name"),
    words("name_en"),
    Column("is_default", Flag(), nullable=False),
)

tax_rate = Table(
    "tax_rate",
    metadata,
    Column("tax_class_id", Id(), ForeignKey("tax_class.id"), primary_key=True),
    Column("position", Integer(), primary_key=True, autoincrement=False),
    words("name"),
    Column("percent_milli", Milli()),
    Column("fixed_milli", Milli()),  # thousandths of a minor unit, for one unit of goods
    Column("included", Boolean()),
    Column("in_base_of_next", Flag(), nullable=False),
    CheckConstraint("(percent_milli IS NULL) <> (fixed_milli IS NULL)", name="one_kind"),
    sqlite_with_rowid=False,
)

category = Table(
    "category",
    metadata,
    key(),
    words("name"),
    words("name_en"),
    Column("position", Integer(), nullable=False),
)

product = Table(
    "product",
    metadata,
    key(),
    Column("name", Sorted(), nullable=False),
    words("name_en"),
    Column("sku", Sorted(), nullable=False),
    reference("category_id", "category", nullable=True),
    words("unit"),
    amount("price_minor"),
    Column("ask_price", Flag(), nullable=False),
    amount("cost_minor", nullable=True),
    reference("tax_class_id", "tax_class", nullable=True),
    Column("prices_include_tax", Boolean()),
    Column("stock_policy", Word(StockPolicy), nullable=False),
    words("supplier"),
    Column("favourite", Flag(), nullable=False),
    Column("active", Flag(), nullable=False),
    Column("lead_days", Integer()),
    amount("safety_milli", nullable=True),
    amount("order_cost_minor", nullable=True),
    amount("holding_cost_minor", nullable=True),
    words("initials"),
    version(),
    CheckConstraint("price_minor >= 0", name="price"),
    CheckConstraint("cost_minor >= 0", name="cost"),
)

barcode = Table(
    "barcode",
    metadata,
    Column("code", Text(), primary_key=True),  # the form in which equal codes are equal
    Column("text", Text(), nullable=False),  # as it was given, for labels
    Column("text_fold", Sorted(), nullable=False),  # for prefix search
    reference("product_id", "product"),
    Column("position", Integer(), nullable=False),
    sqlite_with_rowid=False,
)

product_search = Table(
    "product_search",
    metadata,
    Column("row", RowNumber, primary_key=True),
    reference("product_id", "product", unique=True),
    Column("name_fold", Sorted(), nullable=False),
    Column("name_en_fold", Sorted(), nullable=False),
    Column("initials", Sorted(), nullable=False),
    Column("sku_fold", Sorted(), nullable=False),
    Column("active", Flag(), nullable=False),
    Column("grams", ARRAY(Text()).with_variant(Text(), "sqlite")),  # PostgreSQL only
)
