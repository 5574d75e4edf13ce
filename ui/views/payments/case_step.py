"""One open payment: what it means, and the few things a person can do about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ui import formats, i18n, order_words
from ui.theme import look
from ui.views.base import Shell
from ui.views.payments import columns
from ui.views.payments.case import Case, Doing
from ui.widgets.buttons import Button, Kind
from ui.widgets.confirm import ConfirmStep
from ui.widgets.facts import Facts
from ui.widgets.flow import flowing
from ui.widgets.labels import Badge, Label
from ui.widgets.steps import Step
from ui.widgets.strips import News

_ICONS = {
    Doing.CHECK: "refresh",
    Doing.CANCEL: "close",
    Doing.REFUND: "undo",
    Doing.RETRY: "refresh",
}


class CaseStep(Step):
    """Asks the provider off the GUI thread; nothing is ever painted paid before it says so.

    Args:
        changed: called after something was done; the panel closes then.
    """

    def __init__(self, shell: Shell, case: Case, changed: Callable[[], object]) -> None:
        super().__init__("orders.order_title", number=case.order_number)
        self._shell, self._case, self._changed = shell, case, changed
        self.badge = Badge()
        self.told = Label("", "body", wrap=True)
        self.facts = Facts()
        self.buttons = {
            doing: self._button(doing, place) for place, doing in enumerate(case.doings)
        }
        whole = Button("shipping.open_order", icon="orders", on_click=self._open_order)
        self.column.addWidget(self.badge)
        self.column.addWidget(self.told)
        self.column.addWidget(flowing(look.metrics.gap, *self.buttons.values(), whole))
        self.column.addWidget(self.facts)
        self.retranslate()

    def focus_first(self) -> None:
        """Enter does the usual thing."""
        next(iter(self.buttons.values())).setFocus()

    def retranslate(self) -> None:
        """Say everything again."""
        case, session = self._case, self._shell.session
        self.badge.setText(columns.state(case))
        self.badge.set_tone(columns.tone(case))
        self.told.setText(i18n.tr(case.told_key))
        attempt = case.attempt
        asked = attempt.amount_minor if attempt and attempt.paid_minor else None
        self.facts.show_pairs(
            [
                ("orders.column_total", columns.amount(case)),
                ("payments.asked", "" if asked is None else session.amount(asked)),
                ("payments.column_way", order_words.tender(case.tender)),
                ("payments.began", formats.moment(session.shop_time(case.since))),
                ("payments.reference", (attempt.provider_ref or "") if attempt else ""),
                ("payments.number", case.id),
                ("payments.trouble", self._trouble()),
            ]
        )

    def _trouble(self) -> str:
        refund, attempt = self._case.refund, self._case.attempt
        key = f"error.{refund.last_error if refund else attempt.evidence if attempt else ''}"
        return i18n.tr("payments.no_answer") if i18n.known(key) else ""

    def _button(self, doing: Doing, place: int) -> Button:
        kind: Kind = "plain" if place else "primary"
        return Button(
            f"payments.do.{doing}", kind=kind, icon=_ICONS[doing], on_click=partial(self.do, doing)
        )

    def do(self, doing: Doing) -> None:
        """Do it; money that goes back is asked about first."""
        if doing is Doing.REFUND and self.panel is not None:
            self.panel.push(self._ask_refund())
            return
        for button in self.buttons.values():
            button.setEnabled(False)
        self._shell.executor.background(
            self._job(doing), owner=self, done=self._done, failed=self._failed
        )

    def _job(self, doing: Doing) -> Callable[[], object]:
        house, staff, case = self._shell.house, self._shell.session.staff, self._case
        if doing is Doing.CANCEL:
            return lambda: house.payments.cancel(case.id, staff=staff)
        if doing is Doing.RETRY:
            return lambda: house.refunds.retry(case.id)
        if case.refund is not None:
            return lambda: house.refunds.run(case.id)
        return lambda: house.payments.check(case.id)

    def _ask_refund(self) -> ConfirmStep:
        case, house, staff = self._case, self._shell.house, self._shell.session.staff

        def do() -> None:
            self._shell.executor.database(
                lambda: house.refunds.refund_attempt(case.id, staff=staff, reason="late"),
                owner=step,
                done=self._done,
                failed=step.failed,
            )

        step = ConfirmStep(
            "payments.do.refund",
            words=lambda: i18n.tr("payments.ask_refund", number=case.order_number),
            verb=lambda: i18n.tr(
                "orders.do.refund_to",
                amount=columns.amount(case),
                tender=order_words.tender(case.tender),
            ),
            keep_key="orders.keep",
            do=do,
        )
        return step

    def _done(self, _result: object) -> None:
        if self.panel is not None:
            self.panel.close_panel()
        text = i18n.tr("payments.asked_now", number=self._case.order_number)
        self._shell.tell(News(text=text, topic="payment"))
        self._changed()

    def _failed(self, failure: Exception) -> None:
        for button in self.buttons.values():
            button.setEnabled(True)
        self.complain(failure)

    def _open_order(self) -> None:
        shell, order_id = self._shell, self._case.order_id
        if self.panel is not None:
            self.panel.close_panel()
        shell.go("orders").open_item(order_id)
