"""One open payment: what it means, and the few things a person can do about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.domain import coins, money
from ui import difference_words, formats, i18n, order_words
from ui.theme import look
from ui.views.base import Shell
from ui.views.payments import case as cases
from ui.views.payments import columns
from ui.views.payments.case import Case, Doing
from ui.views.payments.doing import Wish, job
from ui.views.payments.reason_step import ReasonStep
from ui.views.payments.said_step import SaidStep
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
        title = "payments.receipts_title" if case.receipts else "payments.statement_title"
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
        self.column.addWidget(flowing(look.metrics.gap, self.badge, self.practice))
        self.practice.setVisible(case.test)
        self.column.addWidget(self.told)
        self.column.addWidget(flowing(look.metrics.gap, *self.buttons.values()))
        self.column.addWidget(self.facts)
        self.column.addWidget(flowing(look.metrics.gap, *self._further()))
        self.retranslate()

    def focus_first(self) -> None:
        """Enter does the usual thing."""
        next(iter(self.buttons.values())).setFocus()

    def retranslate(self) -> None:
        """Say everything again."""
        case = self._case
        self.badge.setText(columns.state(case))
        self.badge.set_tone(columns.tone(case))
        self.told.setText(i18n.tr(case.told_key))
        self.facts.show_pairs([*self._failing(), *self._money(), *self._marks()])

    def _money(self) -> list[tuple[str, str]]:
        case, found, order = self._case, self._case.difference, self._case.order
        if case.receipts is not None:
            return []
        if found is not None:
            return [("payments.compared", difference_words.amounts(found))]
        pairs = [] if case.attempt is None and order else [("payments.sum", columns.amount(case))]
        attempt = case.attempt
        if attempt is not None and attempt.paid_minor:
            pairs.append(("payments.asked", self._amount(attempt.asked_minor)))
        if order is not None:
            key = "payments.surplus" if case.surplus_minor > 0 else "payments.lacking"
            surplus = self._amount(abs(case.surplus_minor)) if case.surplus_minor else ""
            pairs += [
                ("payments.order_total", self._amount(order.total_minor)),
                ("payments.held", self._amount(order.held_minor)),
                (key, surplus),
            ]
        return pairs

    def _marks(self) -> list[tuple[str, str]]:
        case, session, attempt = self._case, self._shell.session, self._case.attempt
        found = case.difference
        at = formats.moment(session.shop_time(found.at)) if found else ""
        paid_at = attempt.paid_at if attempt else None
        ours = found is not None and found.words in {found.id, found.attempt_id}
        return [
            ("payments.column_way", columns.way(case)),
            ("payments.at", at),
            ("payments.number" if ours else "payments.words", found.words if found else ""),
            ("payments.began", formats.moment(session.shop_time(case.since))),
            ("payments.paid_at", formats.moment(session.shop_time(paid_at)) if paid_at else ""),
            ("payments.reference", (attempt.provider_ref or "") if attempt else ""),
            ("payments.number", "" if found or not (attempt or case.refund) else case.id),
            *self._noted(),
        ]

    def _amount(self, minor: int) -> str:
        return formats.amount(minor, money.currency(self._case.currency))

    def _failing(self) -> list[tuple[str, str]]:
        """What goes wrong, for whoever is to mend it."""
        failing = self._case.trouble or self._case.receipts
        if failing is None:
            return []
        till = self._case.trouble.till if self._case.trouble else self._shell.house.till
        return [
            ("payments.failed_with", failing.problem),
            ("payments.failed_times", str(failing.tries)),
            ("payments.failed_till", till),
            ("payments.column_next", columns.next_check(self._case, self._shell.house.clock.now())),
        ]

    def _noted(self) -> list[tuple[str, str]]:
        """What went wrong last, or what a person wrote down."""
        refund, attempt = self._case.refund, self._case.attempt
        word = refund.last_error if refund else attempt.evidence if attempt else ""
        if i18n.known(f"error.{word}"):
            return [("payments.trouble", i18n.tr("payments.no_answer"))]
        return [("payments.noted", word if attempt else "")]

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
        if cases.needs_reason(doing):
            self.panel.push(self._ask_why(doing))
        elif cases.is_asked(doing):
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
        step = ReasonStep(
            "payments.why.receipts" if self._case.receipts else f"payments.why.{doing}",
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
            return i18n.tr("orders.do.refund_to", amount=columns.amount(case), tender=tender)
        if doing is Doing.IN_CASH:
            step = coins.step_minor(self._shell.session.profile, case.currency)
            handed = self._amount(coins.payable(case.amount_minor, step))
            return i18n.tr("orders.do.refund_cash", amount=handed)
        if doing is Doing.SURPLUS:
            return i18n.tr("payments.verb.surplus", amount=self._amount(case.surplus_minor))
        if doing is Doing.CANCEL_ORDER and case.order is not None:
            return i18n.tr("orders.do.refund", amount=self._amount(case.order.held_minor))
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
