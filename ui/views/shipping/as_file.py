"""The shipping board as a file."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import money
from app.ports.queries import ShippingRow
from ui import exports, formats, i18n, order_words
from ui.session import Session

_KEYS = (
    "orders.column_number",
    "orders.column_status",
    "shipping.recipient",
    "shipping.phone",
    "shipping.address",
    "shipping.carrier",
    "shipping.tracking",
    "shipping.reason",
    "orders.column_total",
    "orders.column_currency",
    "orders.placed",
)


def as_csv(rows: Sequence[ShippingRow], session: Session) -> bytes:
    """One line for each card."""
    heads = [i18n.tr(key) for key in _KEYS]
    return exports.table(heads, (_cells(row, session) for row in rows))


def _cells(row: ShippingRow, session: Session) -> tuple[object, ...]:
    return (
        row.number,
        order_words.label(row.label),
        row.delivery.recipient,
        row.delivery.phone,
        row.delivery.address,
        row.carrier,
        row.tracking_number,
        row.reason,
        money.plain(row.total_minor, money.currency(row.currency)),
        row.currency,
        formats.moment(session.shop_time(row.placed_at)),
    )
