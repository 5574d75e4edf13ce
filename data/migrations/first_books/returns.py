"""The tables of goods that came back, as the first books have them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from data.migrations.columns import flag, id_, index, number, text


def create() -> None:
    """Create both."""
    op.create_table(
        "goods_return",
        id_("id", primary_key=True),
        id_("order_id", "orders"),
        *number("at"),
        *text("till", "staff", "reason"),
    )
    index("ix_goods_return_order_id", "goods_return", "order_id")
    index("ix_goods_return_at", "goods_return", "at")
    op.create_table(
        "goods_return_line",
        id_("id", primary_key=True),
        id_("return_id", "goods_return"),
        id_("line_id", "order_line"),
        *number("qty_milli"),
        *flag("damaged"),
        *number("discount_minor", "net_minor", "tax_minor", "total_minor"),
        *text("taxes"),
        sa.CheckConstraint("qty_milli > 0", name="qty"),
        sa.CheckConstraint("net_minor + tax_minor = total_minor", name="total"),
    )
    index("ix_goods_return_line_return_id", "goods_return_line", "return_id")
