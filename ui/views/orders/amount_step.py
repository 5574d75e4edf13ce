"""A part of an order's money goes back, without goods."""

from __future__ import annotations

from collections.abc import Callable

from app.domain import money
from app.domain.errors import ShopError, UserError
from app.ports.queries import OrderDetail
from ui import i18n
from ui.views.base import Shell
from ui.views.orders import going_back
from ui.views.orders.back_step import BackStep
from ui.widgets.forms import AmountField
from ui.widgets.labels import Label


class AmountStep(BackStep):
    """The amount is typed; more than there is is refused before anybody is asked."""

    def __init__(self, shell: Shell, detail: OrderDetail, done: Callable[[], object]) -> None:
        super().__init__(
            shell,
            detail,
            "orders.amount_title",
            done_key="orders.money_given_back",
            done=done,
        )
        self._left = Label("", "body", wrap=True)
        self.amount = AmountField("orders.amount_back", money.currency(detail.order.currency))
        self.amount.input.textEdited.connect(lambda _text: self.changed())
        self.amount.input.returnPressed.connect(self.reason.input.setFocus)
        for part in (self._left, self.payment, self.amount, self.reason, self.way):
            self.column.addWidget(part)
        self.retranslate()

    def focus_first(self) -> None:
        """On the amount."""
        self.amount.setFocus()

    def retranslate(self) -> None:
        """What is left, and the button."""
        self.payment.set_choices(going_back.payment_choices(self.detail))
        self.changed()

    def changed(self) -> None:
        """Another amount, or another payment."""
        left = going_back.amount(self.detail, self._left_minor())
        self._left.setText(i18n.tr("orders.amount_left", amount=left))
        try:
            wanted_minor = self._wanted()
        except ShopError as failure:
            self.amount.complain(failure if self.amount.input.text().strip() else None)
            self.offer_no_money("orders.amount_nothing", possible=False)
            return
        self.amount.complain(None)
        self.offer(wanted_minor)

    def job(self) -> Callable[[], object]:
        """Give it back."""
        refunds, order_id = self.shell.house.refunds, self.detail.order.id
        staff, wanted_minor = self.shell.session.staff, self._wanted()
        reason, in_cash, only = self.reason.text(), self.way.cash_wanted, self.way.only
        return lambda: refunds.refund_amount(
            order_id,
            wanted_minor,
            key=self.key,
            staff=staff,
            reason=reason,
            in_cash=in_cash,
            only=only,
        )

    def _left_minor(self) -> int:
        return going_back.left(self.detail, self.way.only)

    def _wanted(self) -> int:
        """Minor units; UserError when it cannot be."""
        minor = self.amount.minor()
        if not minor:
            raise UserError("refund_amount_missing")
        return self.way.checked(minor)
