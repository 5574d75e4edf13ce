"""The columns of the list of open payments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from app.domain import money
from ui import exports, formats, i18n
from ui.session import Session
from ui.views.payments.case import Case
from ui.widgets.table.columns import Column


def next_check(case: Case, now: datetime) -> str:
    """When the provider is asked next."""
    if case.next_at is None:
        return i18n.tr("payments.by_hand")
    seconds = max(0, round((case.next_at - now).total_seconds()))
    if seconds < 60:
        return i18n.tr("payments.in_seconds", n=seconds)
    return i18n.tr("payments.in_minutes", n=seconds // 60)


def columns(now: Callable[[], datetime]) -> list[Column[Case]]:
    """For the screen; `now` is asked whenever a cell is drawn."""
    return [
        Column(
            key="payments.column_state",
            text=lambda case: case.state,
            tone=lambda case: case.tone,
            wide_em=14.5,
        ),
        Column(key="payments.sum", text=lambda case: case.amount, wide_em=7.0, figure=True),
        Column(key="payments.column_way", text=lambda case: case.way),
        Column(key="orders.column_number", text=lambda case: case.order_number, wide_em=9.4),
        Column(
            key="payments.column_since",
            text=lambda case: formats.ago(now() - case.since),
            wide_em=7.0,
            figure=True,
            gives_way=1,
        ),
        Column(
            key="payments.column_next",
            text=lambda case: next_check(case, now()),
            wide_em=8.0,
            figure=True,
            gives_way=2,
        ),
    ]


def as_csv(found: Sequence[Case], session: Session) -> bytes:
    """For a file."""
    keys = (
        "payments.column_state",
        "payments.sum",
        "orders.column_currency",
        "payments.column_way",
        "orders.column_number",
        "payments.column_since",
    )
    rows = (
        (
            case.state,
            money.plain(case.amount_minor, money.currency(case.currency)) if case.currency else "",
            case.currency,
            case.way,
            case.order_number,
            formats.moment(session.shop_time(case.since)),
        )
        for case in found
    )
    return exports.table([i18n.tr(key) for key in keys], rows)
