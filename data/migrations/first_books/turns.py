"""The table of turns, as the first books have it."""

from __future__ import annotations

from alembic import op

from data.migrations.columns import id_, number, text


def create() -> None:
    """Create it."""
    op.create_table(
        "turn",
        id_("attempt_id", "payment_attempt", primary_key=True),
        *text("holder"),
        *number("until"),
    )
