"""The columns of the list of orders, on screen and in a file."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import money
from app.ports.queries import OrderRow
from ui import exports, formats, i18n, order_words
from ui.session import Session
from ui.widgets.table.columns import Column

_FILE_KEYS = (
    "orders.column_number",
    "orders.column_time",
    "orders.column_day",
    "orders.column_customer",
    "orders.column_items",
    "orders.column_total",
    "orders.column_currency",
    "orders.column_status",
    "orders.column_refunded",
)


def columns(session: Session) -> list[Column[OrderRow]]:
    """For the screen."""
    return [
        Column(key="orders.column_number", text=lambda row: row.number, wide_em=9.4),
        Column(
            key="orders.column_time",
            text=lambda row: formats.clock_time(session.shop_time(row.placed_at)),
            detail=lambda row: formats.day(session.shop_time(row.placed_at).date()),
            wide_em=6.2,
            gives_way=2,
        ),
        Column(
            key="orders.column_customer",
            text=lambda row: row.customer_name or "–",
            gives_way=1,
        ),
        Column(
            key="orders.column_items",
            text=lambda row: formats.quantity(row.items_milli),
            wide_em=4.2,
            figure=True,
            gives_way=3,
        ),
        Column(
            key="orders.column_total",
            text=lambda row: formats.amount(row.total_minor, money.currency(row.currency)),
            detail=_refunded,
            wide_em=8.2,
            figure=True,
        ),
        Column(
            key="orders.column_status",
            text=lambda row: order_words.label(row.label),
            tone=lambda row: order_words.label_tone(row.label),
            wide_em=9.8,
        ),
    ]


def as_csv(rows: Sequence[OrderRow], session: Session) -> bytes:
    """For a file: plain numbers, shop time."""
    heads = [i18n.tr(key) for key in _FILE_KEYS]
    return exports.table(heads, (_cells(row, session) for row in rows))


def _cells(row: OrderRow, session: Session) -> tuple[object, ...]:
    return (
        row.number,
        formats.moment(session.shop_time(row.placed_at)),
        row.business_date.isoformat(),
        row.customer_name,
        formats.quantity(row.items_milli).replace(",", ""),
        money.plain(row.total_minor, money.currency(row.currency)),
        row.currency,
        order_words.label(row.label),
        _refunded(row),
    )


def _refunded(row: OrderRow) -> str:
    return i18n.tr("orders.partly_refunded") if row.partly_refunded else ""
