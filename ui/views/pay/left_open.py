"""Payments that were under way when this till's program ended: told when it starts again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.domain.payment import LIVE, Attempt
from app.ports.outside import AttemptChanged
from app.ports.queries import OrderDetail
from ui import i18n
from ui.views.base import Shell
from ui.views.pay.parked import ask_outcome
from ui.widgets.strips import News

_NEWEST = 10  # so many are looked at; what is older stands in the Payments view


class LeftOpen(QObject):
    """Tells of them once, and what became of the one it told of while nobody went on with it."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._told_id = ""
        shell.bridge.attempt_changed.connect(self._hear)

    def look(self) -> None:
        """Find them."""
        queries, till = self._shell.house.queries, self._shell.house.till

        def job() -> list[tuple[Attempt, OrderDetail]]:
            running = [x.attempt for x in queries.open_attempts() if x.attempt.state in LIVE]
            found = [(x, queries.order_detail(x.order_id)) for x in running[-_NEWEST:]]
            return [(attempt, detail) for attempt, detail in found if detail.order.till == till]

        self._shell.executor.database(job, owner=self, done=self._tell)

    def _tell(self, found: Sequence[tuple[Attempt, OrderDetail]]) -> None:
        shell = self._shell
        if len(found) > 1:
            text = i18n.tr("pay.many_left_open", n=len(found))
            actions = (("view.payments", lambda: shell.go("payments")),)
            news = News(text=text, tone="warn", topic="left", stay_ms=0, actions=actions)
            shell.tell(news)
        elif found:
            attempt, detail = found[0]
            self._told_id = attempt.id
            amount = shell.session.amount(attempt.asked_minor)
            text = i18n.tr("pay.left_open", amount=amount, number=detail.order.number)
            go_on = (("orders.take_payment", lambda: self._go_on(attempt.order_id)),)
            shell.tell(News(text=text, tone="warn", topic=attempt.id, stay_ms=0, actions=go_on))

    def _go_on(self, order_id: str) -> None:
        """The payment, or the order when it has ended meanwhile."""
        self._told_id = ""
        from ui.views.pay.order_payment import take_payment

        take_payment(self._shell, order_id)

    def _hear(self, event: AttemptChanged) -> None:
        if event.attempt_id == self._told_id and event.state not in LIVE:
            self._told_id = ""
            ask_outcome(self._shell, event.attempt_id, owner=self)
