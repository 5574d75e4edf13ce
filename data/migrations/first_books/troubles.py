"""The table of what keeps failing, as the first books have it."""

from __future__ import annotations

from alembic import op

from data.migrations.columns import count, flag, id_, number, text


def create() -> None:
    """Create it."""
    op.create_table(
        "trouble",
        id_("id", primary_key=True),
        *text("kind"),
        id_("order_id", "orders"),
        *text("till", "problem"),
        *flag("broken"),
        *number("since", "due_at"),
        *count("tries"),
        *text("handled"),
    )
