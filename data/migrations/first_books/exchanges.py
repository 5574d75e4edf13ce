"""The table of what was said about payments, as the first books have it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from data.migrations.columns import count, id_, index, number, seq, text


def create() -> None:
    """Create it."""
    op.create_table(
        "payment_exchange",
        seq(counted=True),
        id_("attempt_id", "payment_attempt"),
        id_("refund_id", "refund", null=True),
        *text("what", "call", "outcome", "reason"),
        *number("sent_at"),
        *number("answered_at", null=True),
        *count("status", null=True),
        sa.Column("request_sealed", sa.LargeBinary()),
        sa.Column("answer_sealed", sa.LargeBinary()),
        *count("repeats"),
        *number("last_at"),
    )
    index("ix_payment_exchange_attempt_id", "payment_exchange", "attempt_id")
