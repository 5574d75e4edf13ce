"""Payments that nobody looks at: what became of them is told when it is known."""

from __future__ import annotations

from app.domain.payment import CAPTURED, FOR_A_PERSON, Attempt
from ui import i18n
from ui.views.base import Shell
from ui.widgets.strips import LONG_MS, News


def tell_outcome(shell: Shell, attempt: Attempt) -> None:
    """It was paid, or its order waits for money again; a strip about it is replaced."""
    amount = shell.session.amount(attempt.amount_minor)
    if attempt.state in CAPTURED - FOR_A_PERSON:
        text = i18n.tr("pay.parked_paid", amount=amount)
        shell.tell(News(text=text, tone="good", topic=attempt.id, stay_ms=LONG_MS))
        return
    news = News(
        text=i18n.tr("pay.parked_not_paid", amount=amount),
        tone="warn",
        topic=attempt.id,
        stay_ms=0,
        actions=(("view.orders", lambda: shell.go("orders").open_item(attempt.order_id)),),
    )
    shell.tell(news)
