"""One order: everything known about it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.order_states import PaymentState
from app.domain.payment import LIVE, Attempt, Way
from app.ports.outside import OrderChanged, PaperHandedOut
from app.ports.queries import OrderDetail
from ui import order_words
from ui.theme import look
from ui.views.base import Shell
from ui.views.orders import going_back
from ui.views.orders.amount_step import AmountStep
from ui.views.orders.end_step import EndStep
from ui.views.orders.ending import Ending, ending_of
from ui.views.orders.facts import OrderFacts
from ui.views.orders.return_step import ReturnStep, can_return
from ui.views.pay.order_payment import OrderPayment, waits_for_money
from ui.views.preview import papers
from ui.views.preview.step import Paper, PreviewStep
from ui.views.said_step import SaidStep
from ui.views.shipping.parcel_actions import ParcelActions
from ui.widgets.buttons import Button
from ui.widgets.facts import FactRows, Facts
from ui.widgets.flow import flowing
from ui.widgets.labels import Badge, Label
from ui.widgets.steps import Step


class OrderStep(Step):
    """Loads itself, and again whenever the order changes."""

    def __init__(self, shell: Shell, order_id: str, number: str) -> None:
        super().__init__("orders.order_title", number=number)
        self._shell, self._order_id, self._number = shell, order_id, number
        self._detail: OrderDetail | None = None
        self.badge, self.refunded = Badge(), Badge("orders.partly_refunded", "warn")
        self.amount = Label("", "title")
        self.waiting = Label("orders.payment_open", "small", wrap=True)
        self.column.addLayout(self._head())
        self._buttons = QWidget()
        self.column.addWidget(self._buttons)
        self.column.addWidget(self.waiting)
        self.facts = Facts()
        self.lines = FactRows("orders.lines")
        self.totals = FactRows("orders.totals")
        self.payments = FactRows("orders.payments")
        self.refunds = FactRows("orders.refunds")
        self.returns = FactRows("orders.returns")
        self.parcels = FactRows("orders.parcels")
        self.timeline = FactRows("orders.timeline")
        for part in (
            self.facts, self.lines, self.totals, self.payments,
            self.refunds, self.returns, self.parcels, self.timeline,
        ):  # fmt: skip
            self.column.addWidget(part)
        self.said = self._step_button("said.title", "note", self._said)
        self.column.addWidget(flowing(self.said))
        for told in (self.refunded, self.waiting, self.said):
            told.hide()
        shell.bridge.order_changed.connect(self._changed)
        shell.bridge.paper_handed_out.connect(self._changed)
        self.load()

    def load(self) -> None:
        """Read the order."""
        queries, order_id = self._shell.house.queries, self._order_id
        self._shell.executor.database(
            lambda: queries.order_detail(order_id),
            owner=self,
            done=self._show,
            failed=self.complain,
        )

    def retranslate(self) -> None:
        """Say everything again."""
        if self._detail is not None:
            self._show(self._detail)

    def focus_first(self) -> None:
        """On the first thing that can be done."""
        buttons = self.buttons()
        (buttons[0] if buttons else self).setFocus()

    def buttons(self) -> list[Button]:
        """What can be done now."""
        return self._buttons.findChildren(Button)

    def _changed(self, event: OrderChanged | PaperHandedOut) -> None:
        if event.order_id == self._order_id:
            self.load()

    def _show(self, detail: OrderDetail) -> None:
        self._detail = detail
        told = OrderFacts(detail, self._shell.session)
        order = detail.order
        self.badge.setText(order_words.label(order.label))
        self.badge.set_tone(order_words.label_tone(order.label))
        self.refunded.setVisible(order.payment is PaymentState.PARTIALLY_REFUNDED)
        self.amount.setText(told.total())
        self.facts.show_pairs(told.head())
        self.lines.show_rows(told.lines())
        self.totals.show_rows(told.totals())
        self.payments.show_rows(told.payments())
        self.refunds.show_rows(told.refunds())
        self.returns.show_rows(told.returns())
        self.parcels.show_rows(told.parcels())
        self.timeline.show_rows(told.timeline())
        self.said.setVisible(bool(_asked(detail)))
        self._offer(detail)

    def _offer(self, detail: OrderDetail) -> None:
        had_focus = self.hasFocus() or self._buttons.isAncestorOf(self.focusWidget() or self)
        order, ending = detail.order, ending_of(detail, self._shell.session.profile)
        parcel = ParcelActions(self._shell, self, self.load).buttons(
            order.id, order.number, fulfilment=order.fulfilment, label=order.label
        )
        made = [*parcel, *self._paper_buttons(detail)]
        if waits_for_money(detail):
            made.insert(0, self._pay_button(detail))
        made += self._back_buttons(detail)
        if ending is not None:
            made.append(self._end_button(detail, ending))
        fresh = flowing(*made)
        self.column.replaceWidget(self._buttons, fresh)
        self._buttons.hide()
        self._buttons.deleteLater()
        self._buttons = fresh
        self.waiting.setVisible(_has_live(detail))
        if had_focus:
            self.focus_first()

    def _pay_button(self, detail: OrderDetail) -> Button:
        def pay() -> None:
            if self.panel is not None:
                self.panel.close_panel()
            OrderPayment(self._shell, detail).open()

        return Button("orders.take_payment", kind="primary", icon="cash", on_click=pay)

    def _paper_buttons(self, detail: OrderDetail) -> list[Button]:
        order, shell = detail.order, self._shell
        made = [
            self._preview_button("preview.invoice", papers.invoice(shell, order.id, order.number)),
            self._preview_button("preview.receipt", papers.receipt(shell, order.id, order.number)),
        ]
        if wish := going_back.newest_wish(detail):
            paper = papers.refund(shell, order.id, order.number, wish)
            made.append(self._preview_button("preview.refund", paper))
        if order.delivery is not None:
            slip = papers.packing_slip(shell, order.id, order.number)
            made.append(self._preview_button("preview.packing_slip", slip))
        return made

    def _preview_button(self, key: str, paper: Paper) -> Button:
        return self._step_button(key, "invoice", lambda: PreviewStep(self._shell, paper))

    def _back_buttons(self, detail: OrderDetail) -> list[Button]:
        """Goods and money that go back in part."""
        made = []
        if can_return(detail):
            made.append(
                self._step_button(
                    "orders.return", "receive", lambda: ReturnStep(self._shell, detail, self.load)
                )
            )
        if going_back.left(detail) and not _has_live(detail):
            made.append(
                self._step_button(
                    "orders.amount", "cash", lambda: AmountStep(self._shell, detail, self.load)
                )
            )
        return made

    def _step_button(self, key: str, icon: str, make: Callable[[], Step]) -> Button:
        def push() -> None:
            if self.panel is not None:
                self.panel.push(make())

        return Button(key, icon=icon, on_click=push)

    def _said(self) -> Step:
        detail = self._detail
        ids = [attempt.id for attempt in _asked(detail)] if detail else []
        return SaidStep(self._shell, ids, name=self._number)

    def _end_button(self, detail: OrderDetail, ending: Ending) -> Button:
        def ask() -> None:
            if self.panel is not None:
                self.panel.push(EndStep(self._shell, detail, ending, self.load))

        return Button(f"orders.end.{ending.how}", kind="danger", icon="remove", on_click=ask)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.metrics.gap)
        row.addWidget(self.badge)
        row.addWidget(self.refunded)
        row.addStretch(1)
        row.addWidget(self.amount)
        return row


def _asked(detail: OrderDetail) -> list[Attempt]:
    """Of which more was said than that there was cash, the newest first."""
    return [x for x in reversed(detail.attempts) if x.way is not Way.CASH]


def _has_live(detail: OrderDetail) -> bool:
    return any(attempt.state in LIVE for attempt in detail.attempts)
