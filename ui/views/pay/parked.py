"""Payments that nobody looks at: what became of them is told when it is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.domain.payment import CAPTURED, FOR_A_PERSON, Attempt, AttemptState, held_minor
from app.ports.queries import OrderDetail
from ui import i18n
from ui.views.base import Shell
from ui.widgets.strips import LONG_MS, News


def ask_outcome(shell: Shell, attempt_id: str, *, owner: QObject) -> None:
    """Read a payment and tell what became of it, unless its owner has gone."""
    house = shell.house

    def job() -> tuple[Attempt, OrderDetail]:
        attempt = house.payments.attempt(attempt_id)
        return attempt, house.queries.order_detail(attempt.order_id)

    shell.executor.database(job, owner=owner, done=partial(_tell, shell))


def _tell(shell: Shell, found: tuple[Attempt, OrderDetail]) -> None:
    """What came, or that its order waits for money again; a strip about it is replaced."""
    amount, (attempt, detail) = shell.session.amount, found
    left_minor = detail.order.total_minor - held_minor(detail.attempts, detail.refunds)
    order_id = attempt.order_id
    if attempt.state in FOR_A_PERSON:
        late = attempt.state is AttemptState.LATE_PAID
        text = i18n.tr(
            "pay.late" if late else "pay.parked_wrong", amount=amount(attempt.paid_minor)
        )
        _warn(shell, attempt, text, ("view.payments", lambda: shell.go("payments")))
    elif attempt.state in CAPTURED and left_minor > 0:
        text = i18n.tr(
            "pay.parked_part", amount=amount(attempt.amount_minor), rest=amount(left_minor)
        )
        _warn(shell, attempt, text, ("view.orders", lambda: shell.go("orders").open_item(order_id)))
    elif attempt.state in CAPTURED:
        text = i18n.tr("pay.parked_paid", amount=amount(attempt.amount_minor))
        shell.tell(News(text=text, tone="good", topic=attempt.id, stay_ms=LONG_MS))
    else:
        text = i18n.tr("pay.parked_not_paid", amount=amount(attempt.amount_minor))
        _warn(shell, attempt, text, ("view.orders", lambda: shell.go("orders").open_item(order_id)))


def _warn(
    shell: Shell, attempt: Attempt, text: str, action: tuple[str, Callable[[], object]]
) -> None:
    news = News(text=text, tone="warn", topic=attempt.id, stay_ms=0, actions=(action,))
    shell.tell(news)
