"""The tables of statements and what they differ in, as the first books have them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from data.migrations.columns import flag, id_, index, number, text


def create() -> None:
    """Create all."""
    op.create_table(
        "statement_line",
        id_("id", primary_key=True),
        *text("provider"),
        *flag("test"),
        sa.Column("day", sa.CHAR(10), nullable=False),
        *number("at"),
        *text("number", "refund_number", "provider_ref"),
        sa.Column("words_sealed", sa.LargeBinary()),
        *number("amount_minor"),
        *text("currency"),
        id_("attempt_id", "payment_attempt", null=True),
        id_("refund_id", "refund", null=True),
        *flag("done"),
    )
    index("ix_statement_line_day", "statement_line", "provider", "test", "day")
    op.create_table(
        "statement_day",
        sa.Column("provider", sa.Text(), primary_key=True),
        sa.Column("test", sa.Boolean(), primary_key=True),
        sa.Column("merchant", sa.Text(), primary_key=True),
        sa.Column("day", sa.CHAR(10), primary_key=True),
        *number("until"),
    )
    op.create_table(
        "statement_reader",
        sa.Column("provider", sa.Text(), primary_key=True),
        sa.Column("test", sa.Boolean(), primary_key=True),
        *text("reader"),
        *number("until"),
    )
    op.create_table(
        "difference",
        id_("id", primary_key=True),
        *text("finding", "provider"),
        *flag("test"),
        id_("order_id", "orders", null=True),
        id_("attempt_id", "payment_attempt", null=True),
        *number("theirs_minor", null=True),
        *text("currency"),
        *number("ours_minor", null=True),
        *text("ours_currency"),
        *number("at"),
        sa.Column("words_sealed", sa.LargeBinary()),
        *number("opened_at"),
        *number("closed_at", null=True),
        *text("closing"),
    )
    index("ix_difference_open", "difference", "opened_at", where="closed_at IS NULL")
