"""Indexes: needed where tables are made or compared, never to read or write in them.

They stand apart because a till that opens its shop builds tables, and none of these.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, TextClause, text

from data.tables.catalog import barcode, product, product_search, tax_class
from data.tables.orders import IS_OPEN, IS_UNEVEN, order_history, orders
from data.tables.payments import (
    IS_CLAIMED,
    IS_LISTED,
    IS_LIVE,
    NEEDS_SOMEBODY,
    NOT_DONE,
    payment_attempt,
    refund,
)
from data.tables.records import outbox
from data.tables.returns import goods_return
from data.tables.statements import IS_OPEN as IS_UNSETTLED
from data.tables.statements import difference, statement_line
from data.tables.stock import stock_movement


def _partial(name: str, *columns: Any, where: TextClause, unique: bool = False) -> None:
    """An index of some rows only."""
    Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


_partial(
    "ux_tax_class_default",
    tax_class.c.is_default,
    unique=True,
    where=text("is_default"),
)
_partial(
    "ux_product_sku",
    product.c.sku,
    unique=True,
    where=text("sku <> ''"),
)
Index("ix_product_name", product.c.name, product.c.id)
Index("ix_product_sku", product.c.sku, product.c.id)
Index("ix_product_price", product.c.price_minor, product.c.id)
Index("ix_product_tiles", product.c.favourite.desc(), product.c.name, product.c.id)
Index(
    "ix_product_category",
    product.c.category_id,
    product.c.favourite.desc(),
    product.c.name,
    product.c.id,
)
Index("ux_barcode_product", barcode.c.product_id, barcode.c.position, unique=True)
Index("ix_barcode_text", barcode.c.text_fold)
Index("ix_product_search_name", product_search.c.name_fold)
Index("ix_product_search_name_en", product_search.c.name_en_fold)
Index("ix_product_search_initials", product_search.c.initials)
Index("ix_product_search_sku", product_search.c.sku_fold)

Index("ix_orders_placed", orders.c.placed_at, orders.c.id)
Index("ix_orders_day", orders.c.business_date)
_partial("ix_orders_open", orders.c.payment, orders.c.pay_by, where=IS_OPEN)
_partial("ix_orders_uneven", orders.c.placed_at, orders.c.id, where=IS_UNEVEN)
Index("ix_order_history_order", order_history.c.order_id, order_history.c.seq)

_partial(
    "ux_payment_attempt_live",
    payment_attempt.c.order_id,
    unique=True,
    where=IS_LIVE,
)
_partial(
    "ux_payment_attempt_ref",
    payment_attempt.c.provider,
    payment_attempt.c.provider_ref,
    unique=True,
    where=text("provider_ref IS NOT NULL"),
)
_partial(
    "ix_payment_attempt_due",
    payment_attempt.c.provider,
    payment_attempt.c.test,
    payment_attempt.c.created_at,
    payment_attempt.c.id,
    payment_attempt.c.due_at,
    where=text("due_at IS NOT NULL"),
)
_partial(
    "ix_payment_attempt_open",
    payment_attempt.c.created_at,
    where=NEEDS_SOMEBODY,
)
_partial("ix_payment_attempt_claimed", payment_attempt.c.settled_at, where=IS_CLAIMED)
_partial(
    "ix_payment_attempt_made",
    payment_attempt.c.provider,
    payment_attempt.c.created_at,
    where=IS_LISTED,
)
Index("ix_refund_settled", refund.c.settled_at)
_partial(
    "ix_refund_due",
    refund.c.due_at,
    where=text("due_at IS NOT NULL"),
)
_partial("ix_refund_open", refund.c.created_at, where=NOT_DONE)

Index(
    "ix_statement_line_day",
    statement_line.c.provider,
    statement_line.c.test,
    statement_line.c.day,
)
_partial("ix_difference_open", difference.c.opened_at, where=IS_UNSETTLED)

Index("ix_goods_return_at", goods_return.c.at)

Index("ix_outbox_due", outbox.c.due_at)

Index(
    "ix_stock_movement_product",
    stock_movement.c.product_id,
    stock_movement.c.at,
    stock_movement.c.id,
)
Index("ix_stock_movement_at", stock_movement.c.at)
