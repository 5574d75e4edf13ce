"""The columns of the list of open payments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from app.domain import money
from ui import difference_words, exports, formats, i18n, order_words
from ui.session import Session
from ui.views.payments.case import Case
from ui.widgets.labels import Tone
from ui.widgets.table.columns import Column


def state(case: Case) -> str:
    """Where it stands, in words."""
    if case.receipts is not None:
        return i18n.trn("payments.unprinted", case.receipts.receipts)
    if case.trouble is not None:
        return i18n.tr("payments.failing")
    if case.refund is not None:
        return order_words.refund(case.refund)
    if case.difference is not None:
        return difference_words.finding(case.difference)
    if case.unsaid or case.keys_missing:
        return i18n.tr("payments.unsaid" if case.unsaid else "payments.keys_missing")
    if case.attempt is not None:
        return order_words.attempt(case.attempt)
    return i18n.tr(f"history.payment.{case.order.payment}") if case.order else ""


def tone(case: Case) -> Tone:
    """How loud that is."""
    if case.trouble is not None:
        return "error"
    if case.refund is not None:
        return order_words.refund_tone(case.refund)
    if case.unsaid or case.keys_missing:
        return "warn"
    return order_words.attempt_tone(case.attempt) if case.attempt else "warn"


def amount(case: Case) -> str:
    """What it is about; receipts are about no money."""
    if case.receipts is not None:
        return ""
    return formats.amount(case.amount_minor, money.currency(case.currency))


def way(case: Case) -> str:
    """How the money came, or should have; practice money is never taken for real."""
    return order_words.tender(case.tender, test=case.test) if case.tender else ""


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
        Column(key="payments.column_state", text=state, tone=tone, wide_em=14.5),
        Column(key="payments.sum", text=amount, wide_em=7.0, figure=True),
        Column(key="payments.column_way", text=way),
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
            state(case),
            "" if case.receipts else money.plain(case.amount_minor, money.currency(case.currency)),
            case.currency,
            way(case),
            case.order_number,
            formats.moment(session.shop_time(case.since)),
        )
        for case in found
    )
    return exports.table([i18n.tr(key) for key in keys], rows)
