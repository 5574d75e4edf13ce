"""One open payment: what it means, and the few things a person can do about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.domain import coins
from ui import i18n, order_words
from ui.views.base import Shell
from ui.views.pay.order_payment import take_payment
from ui.views.payments import columns
from ui.views.payments.case import Case, Doing, is_asked, needs_reason
from ui.views.payments.doing import Wish, job
from ui.views.payments.kinds import ReceiptsCase
from ui.views.payments.reason_step import ReasonStep
from ui.views.said_step import SaidStep
from ui.widgets.buttons import Button, Kind
from ui.widgets.confirm import ConfirmStep
from ui.widgets.facts import Facts
from ui.widgets.flow import flowing
from ui.widgets.labels import Badge, Label
from ui.widgets.steps import Step
from ui.widgets.strips import News

_ICONS = {
    Doing.CHECK: "refresh",
    Doing.TAKE_REST: "cash",
    Doing.CANCEL: "close",
    Doing.CONFIRM: "tick",
    Doing.GIVE_UP: "clock",
    Doing.REFUND: "undo",
    Doing.SURPLUS: "undo",
    Doing.REINSTATE: "recall",
    Doing.BY_HAND: "person",
    Doing.RETRY: "refresh",
    Doing.IN_CASH: "cash",
    Doing.CANCEL_ORDER: "remove",
    Doing.SETTLE: "tick",
    Doing.TRY: "refresh",
    Doing.HANDLED: "tick",
}
_KEEP = {
    Doing.REINSTATE: "payments.leave_cancelled",
    Doing.CANCEL_ORDER: "orders.keep_order",
}


class CaseStep(Step):
    """Asks the provider off the GUI thread; nothing is ever painted paid before it says so.

    Args:
        changed: called after something was done; the panel closes then.
    """

    def __init__(self, shell: Shell, case: Case, changed: Callable[[], object]) -> None:
        title = (
            "payments.receipts_title"
            if isinstance(case, ReceiptsCase)
            else "payments.statement_title"
        )
        if case.order_number:
            title = "orders.order_title"
        super().__init__(title, number=case.order_number)
        self._shell, self._case, self._changed = shell, case, changed
        self._key = shell.house.new_id()
        self.badge, self.practice = Badge(), Badge("attempt.practice", "info")
        self.told = Label("", "body", wrap=True)
        self.facts = Facts()
        cash = shell.session.profile.cash_refunds
        doings = [doing for doing in case.doings if cash or doing is not Doing.IN_CASH]
        self.buttons = {doing: self._button(doing, place) for place, doing in enumerate(doings)}
        self.column.addWidget(flowing(self.badge, self.practice))
        self.practice.setVisible(case.test)
        self.column.addWidget(self.told)
        self.column.addWidget(flowing(*self.buttons.values()))
        self.column.addWidget(self.facts)
        self.column.addWidget(flowing(*self._further()))
        self.retranslate()

    def focus_first(self) -> None:
        """Enter does the usual thing."""
        next(iter(self.buttons.values())).setFocus()

    def retranslate(self) -> None:
        """Say everything again."""
        case = self._case
        self.badge.setText(case.state)
        self.badge.set_tone(case.tone)
        self.told.setText(i18n.tr(case.told_key))
        self.facts.show_pairs([*self._failing(), *case.facts(self._shell.session)])

    def _failing(self) -> list[tuple[str, str]]:
        """What goes wrong, for whoever is to mend it."""
        case, house = self._case, self._shell.house
        failing = case.receipts if isinstance(case, ReceiptsCase) else case.trouble
        if failing is None:
            return []
        return [
            ("payments.failed_with", failing.problem),
            ("payments.failed_times", str(failing.tries)),
            ("payments.failed_till", case.trouble.till if case.trouble else house.till),
            ("payments.column_next", columns.next_check(case, house.clock.now())),
        ]

    def _button(self, doing: Doing, place: int) -> Button:
        kind: Kind = "plain" if place else "primary"
        return Button(
            f"payments.do.{doing}",
            kind=kind,
            icon=_ICONS[doing],
            on_click=partial(self.do, doing),
        )

    def _further(self) -> list[Button]:
        further = []
        if self._case.order_id:
            whole = Button("shipping.open_order", icon="orders", on_click=self._open_order)
            further.append(whole)
        if self._case.attempt_id:
            further.append(Button("said.title", icon="note", on_click=self._show_said))
        return further

    def do(self, doing: Doing) -> None:
        """Do it; what cannot be undone is asked about first, and some things need a reason."""
        if self.panel is None:
            return
        if doing is Doing.TAKE_REST:
            self.panel.close_panel()
            take_payment(self._shell, self._case.order_id)
        elif needs_reason(doing):
            self.panel.push(self._ask_why(doing))
        elif is_asked(doing):
            self.panel.push(self._ask(doing))
        else:
            for button in self.buttons.values():
                button.setEnabled(False)
            self._run(doing, "", self._failed)

    def _run(self, doing: Doing, reason: str, failed: Callable[[Exception], None]) -> None:
        wish = Wish(case=self._case, staff=self._shell.session.staff, key=self._key, reason=reason)
        work = job(self._shell.house, doing, wish)
        self._shell.executor.background(work, owner=self, done=self._done, failed=failed)

    def _ask_why(self, doing: Doing) -> ReasonStep:
        about = "receipts" if isinstance(self._case, ReceiptsCase) else doing
        step = ReasonStep(
            f"payments.why.{about}",
            do_key=f"payments.do.{doing}",
            do=lambda reason: self._run(doing, reason, step.failed),
            keep_key="payments.change_nothing",
        )
        return step

    def _ask(self, doing: Doing) -> ConfirmStep:
        number = self._case.order_number
        step = ConfirmStep(
            f"payments.do.{doing}",
            words=lambda: i18n.tr(f"payments.ask.{doing}", number=number),
            verb=lambda: self._verb(doing),
            keep_key=_KEEP.get(doing, "orders.refund_nothing"),
            do=lambda: self._run(doing, "", step.failed),
        )
        return step

    def _verb(self, doing: Doing) -> str:
        """The words of the button, with the amount where one goes back."""
        case = self._case
        if doing is Doing.REFUND:
            tender = order_words.tender(case.tender)
            return i18n.tr("orders.do.refund_to", amount=case.amount, tender=tender)
        if doing is Doing.IN_CASH:
            step = coins.step_minor(self._shell.session.profile, case.currency)
            handed = case.money(coins.payable(case.amount_minor, step))
            return i18n.tr("orders.do.refund_cash", amount=handed)
        if doing is Doing.SURPLUS:
            return i18n.tr("payments.verb.surplus", amount=case.money(case.surplus_minor))
        if doing is Doing.CANCEL_ORDER and case.order is not None:
            return i18n.tr("orders.do.refund", amount=case.money(case.order.held_minor))
        return i18n.tr(f"payments.do.{doing}")

    def _done(self, _result: object) -> None:
        if self.panel is not None:
            self.panel.close_panel()
        number = self._case.order_number
        text = i18n.tr("payments.asked_now", number=number) if number else ""
        self._shell.tell(News(text=text or i18n.tr("payments.settled_now"), topic="payment"))
        self._changed()

    def _failed(self, failure: Exception) -> None:
        for button in self.buttons.values():
            button.setEnabled(True)
        self.complain(failure)

    def _show_said(self) -> None:
        if self.panel is not None:
            name = self._case.order_number or self._case.attempt_id
            self.panel.push(SaidStep(self._shell, [self._case.attempt_id], name=name))

    def _open_order(self) -> None:
        shell, order_id = self._shell, self._case.order_id
        if self.panel is not None:
            self.panel.close_panel()
        shell.go("orders").open_item(order_id)
