"""The buttons for a parcel, wherever its order is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.domain.order import Order
from app.domain.order_states import Fulfilment, Label
from ui import i18n, order_words
from ui.views.base import Shell
from ui.views.shipping.doing import Doing, possible
from ui.views.shipping.steps import FailStep, ShipStep
from ui.widgets.buttons import Button, Kind
from ui.widgets.steps import Step
from ui.widgets.strips import News

_ICONS = {
    Doing.SHIP: "shipping",
    Doing.FAIL: "warning",
    Doing.RETRY: "refresh",
    Doing.RECEIVE: "tick",
    Doing.COMPLETE: "tick",
}


class ParcelActions:
    """Makes the buttons that fit and does what they say.

    Args:
        step: the step that shows the buttons; forms open as the next step after it.
        changed: called after something was done.
    """

    def __init__(self, shell: Shell, step: Step, changed: Callable[[], object]) -> None:
        self._shell, self._step, self._changed = shell, step, changed
        self._busy = False  # what was pressed is not answered yet

    def buttons(
        self, order_id: str, number: str, *, fulfilment: Fulfilment, label: Label
    ) -> list[Button]:
        """The usual one first."""
        made = []
        for place, doing in enumerate(possible(fulfilment, label)):
            kind: Kind = "plain" if place else "primary"
            button = Button(
                f"shipping.do.{doing}{'_form' if doing in {Doing.SHIP, Doing.FAIL} else ''}",
                kind=kind,
                icon=_ICONS[doing],
                on_click=partial(self.do, doing, order_id, number),
            )
            made.append(button)
        return made

    def do(self, doing: Doing, order_id: str, number: str) -> None:
        """Do one thing, or open the form for it."""
        panel = self._step.panel
        if doing is Doing.SHIP and panel is not None:
            panel.push(ShipStep(self._shell, order_id, number=number, done=self._changed))
        elif doing is Doing.FAIL and panel is not None:
            panel.push(FailStep(self._shell, order_id, number=number, done=self._changed))
        else:
            self._at_once(doing, order_id)

    def _at_once(self, doing: Doing, order_id: str) -> None:
        if self._busy:
            return
        self._busy = True
        shipping, staff = self._shell.house.shipping, self._shell.session.staff
        job = {
            Doing.RETRY: shipping.retry,
            Doing.RECEIVE: shipping.receive,
            Doing.COMPLETE: shipping.complete,
        }[doing]
        self._shell.executor.database(
            lambda: job(order_id, staff=staff),
            owner=self._step,
            done=self._told,
            failed=self._failed,
        )

    def _failed(self, failure: Exception) -> None:
        self._busy = False
        self._step.complain(failure)

    def _told(self, order: Order) -> None:
        words = order_words.label(order.label)
        text = i18n.tr("shipping.now", number=order.number, label=words)
        self._shell.tell(News(text=text, tone="good", topic="shipping"))
        self._changed()
