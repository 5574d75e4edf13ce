"""A part of an order's money goes back, without goods."""

from __future__ import annotations

from collections.abc import Callable

from app.domain import money
from app.domain.errors import ShopError, UserError
from app.ports.queries import OrderDetail
from ui import i18n
from ui.views.base import Shell
from ui.views.orders import going_back
from ui.views.orders.going_back import GoingBack
from ui.widgets.buttons import Button
from ui.widgets.forms import AmountField, TextField
from ui.widgets.labels import Label
from ui.widgets.steps import Step
from ui.widgets.strips import News

_LONGEST_REASON = 200


class AmountStep(Step):
    """The amount is typed; more than there is is refused before anybody is asked.

    Args:
        done: called after it was done.
    """

    def __init__(self, shell: Shell, detail: OrderDetail, done: Callable[[], object]) -> None:
        super().__init__("orders.amount_title", number=detail.order.number)
        self._shell, self._detail, self._done = shell, detail, done
        self._key = shell.house.new_id()
        self._left = Label("", "body", wrap=True)
        self.amount = AmountField("orders.amount_back", money.currency(detail.order.currency))
        self.reason = TextField("orders.return_reason", most=_LONGEST_REASON)
        self.way = GoingBack(shell, detail)
        self.amount.input.textEdited.connect(lambda _text: self._changed())
        self.amount.input.returnPressed.connect(self.reason.input.setFocus)
        self.way.in_cash.toggled.connect(lambda _on: self._changed())
        for part in (self._left, self.amount, self.reason, self.way):
            self.column.addWidget(part)
        self.keep_button = Button("orders.keep_money", on_click=self.back)
        self.do_button = Button(kind="danger", on_click=self._finish)
        self.foot.addWidget(self.keep_button, 1)
        self.foot.addWidget(self.do_button, 2)
        self.retranslate()

    def focus_first(self) -> None:
        """On the amount."""
        self.amount.setFocus()

    def retranslate(self) -> None:
        """What is left, and the button."""
        left = going_back.amount(self._detail, self._left_minor())
        self._left.setText(i18n.tr("orders.amount_left", amount=left))
        self._changed()

    def _left_minor(self) -> int:
        return sum(going_back.by_tender(self._detail, None).values())

    def _wanted(self) -> int:
        """Minor units; UserError when it cannot be."""
        minor, left_minor = self.amount.minor(), self._left_minor()
        if not minor:
            raise UserError("refund_amount_missing")
        if minor > left_minor:
            currency = self._detail.order.currency
            raise UserError("refund_too_much", left_minor=left_minor, currency=currency)
        return minor

    def _changed(self) -> None:
        try:
            wanted_minor = self._wanted()
        except ShopError as failure:
            self.amount.complain(failure if self.amount.input.text().strip() else None)
            self.way.hide()
            self.do_button.setText(i18n.tr("orders.amount_nothing"))
            self.do_button.setEnabled(False)
            return
        self.amount.complain(None)
        self.do_button.setText(self.way.show_amount(wanted_minor))
        self.way.show()
        self.do_button.setEnabled(True)

    def _finish(self) -> None:
        refunds, staff = self._shell.house.refunds, self._shell.session.staff
        order_id, wanted_minor = self._detail.order.id, self._wanted()
        reason, in_cash = self.reason.text(), self.way.in_cash.isChecked()
        self.do_button.setEnabled(False)
        self._shell.executor.database(
            lambda: refunds.refund_amount(
                order_id, wanted_minor, key=self._key, staff=staff, reason=reason, in_cash=in_cash
            ),
            owner=self,
            done=self._finished,
            failed=self._failed,
        )

    def _finished(self, _made: object) -> None:
        text = i18n.tr("orders.money_given_back", number=self._detail.order.number)
        self._shell.tell(News(text=text, tone="good", topic="order"))
        self.back()
        self._done()

    def _failed(self, failure: Exception) -> None:
        self.do_button.setEnabled(True)
        self.complain(failure)
