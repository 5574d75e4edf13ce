"""The first books: goods, stock, orders, payments, records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from data.migrations.columns import ID, ROW
from data.migrations.columns import count as _count
from data.migrations.columns import flag as _flag
from data.migrations.columns import id_ as _id
from data.migrations.columns import index as _index
from data.migrations.columns import number as _number
from data.migrations.columns import seq as _seq
from data.migrations.columns import text as _text
from data.migrations.first_books import exchanges, returns, statements, troubles, turns

revision = "0001"
down_revision = None

SORTED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

# SQLite's own index of search: pieces of names, see data/search.py. The tokenizer must take
# every character but the space as part of a piece.
_PUNCTUATION = "".join(chr(x) for x in range(33, 127) if not chr(x).isalnum())
_SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5(grams, content='', columnsize=0, detail=none,"
    " tokenize=\"ascii tokenchars '{}'\")"
).format(_PUNCTUATION.replace("'", "''''").replace('"', '""'))
_SEARCH_GRAM = (
    "CREATE TABLE search_gram (gram TEXT NOT NULL PRIMARY KEY, products INTEGER NOT NULL)"
    " WITHOUT ROWID"
)


def upgrade() -> None:
    """Create everything."""
    _taxes_and_categories()
    _products()
    _search()
    _orders()
    _order_parts()
    _stock()
    _payments()
    _refunds()
    exchanges.create()
    turns.create()
    statements.create()
    _parcels_and_holds()
    returns.create()
    troubles.create()
    _records()


def _taxes_and_categories() -> None:
    op.create_table(
        "tax_class",
        _id("id", primary_key=True),
        *_text("name", "name_en"),
        *_flag("is_default"),
    )
    _index("ux_tax_class_default", "tax_class", "is_default", unique=True, where="is_default")
    op.create_table(
        "tax_rate",
        _id("tax_class_id", "tax_class", primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        *_text("name"),
        *_number("percent_milli", "fixed_milli", null=True),
        *_flag("included", null=True),
        *_flag("in_base_of_next"),
        sa.CheckConstraint("(percent_milli IS NULL) <> (fixed_milli IS NULL)", name="one_kind"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "category", _id("id", primary_key=True), *_text("name", "name_en"), *_count("position")
    )


def _products() -> None:
    op.create_table(
        "product",
        _id("id", primary_key=True),
        sa.Column("name", SORTED, nullable=False),
        *_text("name_en"),
        sa.Column("sku", SORTED, nullable=False),
        _id("category_id", "category", null=True),
        *_text("unit"),
        *_number("price_minor"),
        *_flag("ask_price"),
        *_number("cost_minor", null=True),
        _id("tax_class_id", "tax_class", null=True),
        *_flag("prices_include_tax", null=True),
        *_text("stock_policy", "supplier"),
        *_flag("favourite", "active"),
        *_count("lead_days", null=True),
        *_number("safety_milli", "order_cost_minor", "holding_cost_minor", null=True),
        *_text("initials"),
        *_count("version"),
        sa.CheckConstraint("price_minor >= 0", name="price"),
        sa.CheckConstraint("cost_minor >= 0", name="cost"),
    )
    _index("ux_product_sku", "product", "sku", unique=True, where="sku <> ''")
    _index("ix_product_name", "product", "name", "id")
    _index("ix_product_sku", "product", "sku", "id")
    _index("ix_product_price", "product", "price_minor", "id")
    _index("ix_product_tiles", "product", "favourite DESC", "name", "id")
    _index("ix_product_category", "product", "category_id", "favourite DESC", "name", "id")
    op.create_table(
        "barcode",
        sa.Column("code", sa.Text(), primary_key=True),
        *_text("text"),
        sa.Column("text_fold", SORTED, nullable=False),
        _id("product_id", "product"),
        *_count("position"),
        sqlite_with_rowid=False,
    )
    _index("ux_barcode_product", "barcode", "product_id", "position", unique=True)
    _index("ix_barcode_text", "barcode", "text_fold")


def _search() -> None:
    folded = ("name_fold", "name_en_fold", "initials", "sku_fold")
    op.create_table(
        "product_search",
        sa.Column("row", ROW, primary_key=True),
        sa.Column("product_id", ID, sa.ForeignKey("product.id"), nullable=False, unique=True),
        *(sa.Column(name, SORTED, nullable=False) for name in folded),
        *_flag("active"),
        sa.Column("grams", postgresql.ARRAY(sa.Text()).with_variant(sa.Text(), "sqlite")),
    )
    _index("ix_product_search_name", "product_search", "name_fold")
    _index("ix_product_search_name_en", "product_search", "name_en_fold")
    _index("ix_product_search_initials", "product_search", "initials")
    _index("ix_product_search_sku", "product_search", "sku_fold")
    if op.get_context().dialect.name == "sqlite":
        op.execute(sa.text(_SEARCH_GRAM))
        op.get_bind().exec_driver_sql(_SEARCH_INDEX)
    else:
        op.create_index(
            "ix_product_search_grams", "product_search", ["grams"], postgresql_using="gin"
        )


def _orders() -> None:
    op.create_table(
        "orders",
        _id("id", primary_key=True),
        sa.Column("client_token", sa.Text(), nullable=False, unique=True),
        sa.Column("number", sa.Text(), nullable=False, unique=True),
        *_text("till"),
        sa.Column("business_date", sa.CHAR(10), nullable=False),
        *_text("lifecycle", "payment", "fulfilment"),
        sa.Column("cancel_reason", sa.Text()),
        *_text("currency"),
        *_flag("prices_include_tax"),
        *_number("discount_minor", "net_minor", "tax_minor", "total_minor"),
        *_text("customer_name"),
        sa.Column("phone_sealed", sa.LargeBinary()),
        sa.Column("phone_mark", sa.LargeBinary()),
        sa.Column("delivery_sealed", sa.LargeBinary()),
        *_text("note", "staff"),
        *_number("placed_at"),
        *_number("pay_by", "completed_at", null=True),
        *_flag("archived"),
        *_count("version"),
        sa.CheckConstraint("net_minor + tax_minor = total_minor", name="total"),
    )
    _index("ix_orders_placed", "orders", "placed_at", "id")
    _index("ix_orders_day", "orders", "business_date")
    open_ = "lifecycle IN ('PLACED', 'MODIFYING')"
    _index("ix_orders_open", "orders", "payment", "pay_by", where=open_)
    uneven = "payment IN ('OVERPAID', 'PARTIALLY_PAID')"
    _index("ix_orders_uneven", "orders", "placed_at", "id", where=uneven)


def _order_parts() -> None:
    op.create_table(
        "order_line",
        _id("id", primary_key=True),
        _id("order_id", "orders"),
        *_count("position"),
        _id("product_id", "product", null=True),
        *_text("name", "name_en", "sku", "unit"),
        *_number("qty_milli", "unit_minor", "list_minor"),
        *_number("cost_minor", null=True),
        *_number("gross_minor", "discount_minor", "net_minor", "tax_minor", "total_minor"),
        *_text("taxes", "stock_policy", "note"),
        sa.UniqueConstraint("order_id", "position"),
        sa.CheckConstraint("net_minor + tax_minor = total_minor", name="total"),
    )
    op.create_table(
        "order_tax",
        _id("order_id", "orders", primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        *_text("name"),
        *_number("percent_milli", "fixed_milli", null=True),
        *_number("base_minor", "amount_minor"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "order_history",
        _seq(counted=True),
        _id("order_id", "orders"),
        *_number("at"),
        *_text("staff", "event", "column", "before", "after", "detail"),
    )
    _index("ix_order_history_order", "order_history", "order_id", "seq")
    op.create_table(
        "order_number",
        sa.Column("till", sa.Text(), primary_key=True),
        sa.Column("business_date", sa.CHAR(10), primary_key=True),
        *_count("last"),
        sqlite_with_rowid=False,
    )


def _stock() -> None:
    op.create_table(
        "stock",
        _id("product_id", "product", primary_key=True),
        sa.Column("location", sa.Text(), primary_key=True),
        *_number("on_hand_milli", "reserved_milli"),
        sa.CheckConstraint("reserved_milli >= 0", name="reserved"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stock_movement",
        _id("id", primary_key=True),
        _id("product_id", "product"),
        *_text("location", "kind"),
        *_number("qty_milli", "at"),
        *_text("staff"),
        *_number("unit_cost_minor", null=True),
        _id("order_id", "orders", null=True),
        *_text("note"),
        sa.CheckConstraint("qty_milli <> 0", name="qty"),
    )
    _index("ix_stock_movement_product", "stock_movement", "product_id", "at", "id")
    _index("ix_stock_movement_at", "stock_movement", "at")


def _payments() -> None:
    op.create_table(
        "payment_attempt",
        _id("id", primary_key=True),
        _id("order_id", "orders"),
        *_text("tender", "provider", "way"),
        *_flag("test"),
        *_text("merchant"),
        *_number("amount_minor", "tip_minor"),
        *_text("currency", "state"),
        *_number("paid_minor", "tendered_minor", "change_minor", "rounding_minor"),
        sa.Column("provider_ref", sa.Text()),
        *_text("qr_text", "evidence", "handled"),
        *_number("created_at"),
        *_number("expires_at", "paid_at", "settled_at", "checked_at", "due_at", null=True),
        *_count("polls", "unanswered", "version"),
        sa.CheckConstraint(
            "tendered_minor = 0"
            " OR tendered_minor - change_minor = amount_minor + tip_minor + rounding_minor",
            name="change",
        ),
    )
    table, ref = "payment_attempt", "provider_ref IS NOT NULL"
    live = "state IN ('CREATED', 'PENDING', 'UNKNOWN')"
    open_ = "state IN ('CREATED', 'PENDING', 'UNKNOWN', 'LATE_PAID', 'MISMATCH')"
    _index("ix_payment_attempt_order_id", table, "order_id")
    _index("ux_payment_attempt_live", table, "order_id", unique=True, where=live)
    _index("ux_payment_attempt_ref", table, "provider", "provider_ref", unique=True, where=ref)
    due = ("provider", "test", "created_at", "id", "due_at")
    _index("ix_payment_attempt_due", table, *due, where="due_at IS NOT NULL")
    _index("ix_payment_attempt_open", table, "created_at", where=open_)
    claimed = "state = 'CLAIMED' AND handled = ''"
    _index("ix_payment_attempt_claimed", table, "settled_at", where=claimed)
    _index("ix_payment_attempt_made", table, "provider", "created_at", where="way <> 'CASH'")


def _refunds() -> None:
    op.create_table(
        "refund",
        _id("id", primary_key=True),
        _id("order_id", "orders"),
        _id("attempt_id", "payment_attempt"),
        *_text("tender"),
        *_number("amount_minor", "rounding_minor"),
        *_text("state", "reason", "staff"),
        *_number("created_at"),
        *_number("retried_at", "settled_at", "due_at", null=True),
        *_count("tries"),
        *_text("last_error", "wish"),
        *_count("version"),
        sa.CheckConstraint("amount_minor > 0", name="amount"),
        sa.CheckConstraint("rounding_minor = 0 OR tender = 'cash'", name="coins"),
    )
    _index("ix_refund_order_id", "refund", "order_id")
    _index("ix_refund_attempt_id", "refund", "attempt_id")
    _index("ix_refund_settled", "refund", "settled_at")
    _index("ix_refund_due", "refund", "due_at", where="due_at IS NOT NULL")
    _index("ix_refund_open", "refund", "created_at", where="state <> 'SUCCEEDED'")


def _parcels_and_holds() -> None:
    op.create_table(
        "shipment",
        _id("id", primary_key=True),
        _id("order_id", "orders"),
        *_text("state", "carrier", "tracking_number", "reason"),
        *_number("created_at"),
        *_number("shipped_at", "received_at", null=True),
        *_flag("stock_consumed"),
        *_count("version"),
    )
    _index("ix_shipment_order_id", "shipment", "order_id")
    op.create_table(
        "held_cart",
        _id("id", primary_key=True),
        *_text("name", "cart"),
        sa.Column("person_sealed", sa.LargeBinary()),
        *_number("total_minor"),
        *_text("till", "staff"),
        *_number("held_at"),
    )


def _records() -> None:
    op.create_table("shop_setting", sa.Column("name", sa.Text(), primary_key=True), *_text("value"))
    op.create_table(
        "outbox",
        _id("id", primary_key=True),
        *_text("kind", "subject", "till"),
        *_number("due_at"),
        *_count("tries"),
        *_text("last_error"),
    )
    _index("ix_outbox_due", "outbox", "due_at")
    op.create_table(
        "audit_entry",
        _seq(counted=False),
        *_number("at"),
        *_text("staff", "till", "action", "subject", "before", "after"),
        sa.Column("prev_hash", sa.CHAR(64), nullable=False),
        sa.Column("hash", sa.CHAR(64), nullable=False),
    )
