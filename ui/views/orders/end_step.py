"""Asks before an order is ended, with verbs and the amount on the button, and does it."""

from __future__ import annotations

from collections.abc import Callable

from app.ports.queries import OrderDetail
from ui import i18n
from ui.views.base import Shell
from ui.views.orders import going_back
from ui.views.orders.ending import End, Ending
from ui.widgets.confirm import ConfirmStep
from ui.widgets.strips import News

_KEEP = {
    End.CANCEL: "orders.keep_order",
    End.CANCEL_AND_REFUND: "orders.keep_order",
    End.VOID: "orders.refund_nothing",
    End.REFUND: "orders.refund_nothing",
}


class EndStep(ConfirmStep):
    """Cancel, cancel and refund, void, or refund.

    Args:
        done: called after it was done.
    """

    def __init__(
        self, shell: Shell, detail: OrderDetail, ending: Ending, done: Callable[[], object]
    ) -> None:
        self._shell, self._detail, self._ending, self._done = shell, detail, ending, done
        super().__init__(
            f"orders.end.{ending.how}",
            words=lambda: _words(detail, ending),
            verb=lambda: _verb(detail, ending),
            keep_key=_KEEP[ending.how],
            do=self._end,
        )

    def _end(self) -> None:
        self._shell.executor.database(self._job(), owner=self, done=self._ended, failed=self.failed)

    def _job(self) -> Callable[[], object]:
        house, staff = self._shell.house, self._shell.session.staff
        order_id = self._detail.order.id
        if self._ending.how is End.VOID:
            return lambda: house.orders.void(order_id, staff=staff)
        if self._ending.how is End.REFUND:
            return lambda: house.refunds.refund_all(order_id, staff=staff, reason="staff")
        return lambda: house.orders.cancel(order_id, staff=staff)

    def _ended(self, _result: object) -> None:
        text = i18n.tr(f"orders.ended.{self._ending.how}", number=self._detail.order.number)
        self._shell.tell(News(text=text, tone="good", topic="order"))
        self.back()
        self._done()


def _verb(detail: OrderDetail, ending: Ending) -> str:
    """The words of the button."""
    if ending.how is End.CANCEL:
        return i18n.tr("orders.do.cancel")
    return going_back.verb(detail, ending.back_minor)


def _words(detail: OrderDetail, ending: Ending) -> str:
    return "\n".join(
        (
            i18n.tr(f"orders.ask.{ending.how}", number=detail.order.number),
            *going_back.listed(detail, ending.back_minor, going_back.left(detail)),
            *going_back.by_hand(detail, ending.back_minor),
        )
    )
