"""Which way money goes back, as it is chosen: the same way it came, or in cash."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.payment import Way
from app.ports.queries import OrderDetail
from ui.views.base import Shell
from ui.views.orders import going_back
from ui.widgets.labels import Label
from ui.widgets.tick import Tick


class WayBack(QWidget):
    """Whether in cash, where the shop allows that, and what happens which way.

    Attributes:
        only: id of the payment whose money goes back; empty: the newest first.
    """

    def __init__(self, shell: Shell, detail: OrderDetail) -> None:
        super().__init__()
        self._shell, self._detail = shell, detail
        self.only = ""
        self.in_cash = Tick("orders.in_cash")
        self._told = Label("", "body", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.in_cash)
        column.addWidget(self._told)
        self.take_from("")

    def take_from(self, only: str) -> None:
        """Another payment is chosen; cash that goes back as cash is nothing to choose."""
        self.only = only
        asked = going_back.paid_with(self._detail, only)
        other = any(x.way is not Way.CASH for x in asked if x.credited_minor)
        self.in_cash.setVisible(other and self._shell.session.profile.cash_refunds)

    @property
    def cash_wanted(self) -> bool:
        """Whether it is to come out of the drawer, whatever it was paid with."""
        return self.in_cash.isChecked() and not self.in_cash.isHidden()

    def checked(self, amount_minor: int) -> int:
        """The amount itself; UserError("refund_too_much") where there is not so much."""
        left_minor = going_back.left(self._detail, self.only)
        if amount_minor > left_minor:
            currency = self._detail.order.currency
            raise UserError("refund_too_much", left_minor=left_minor, currency=currency)
        return amount_minor

    def show_amount(self, amount_minor: int) -> str:
        """Say which way how much goes back; returns the words of the button."""
        parts = self._parts(amount_minor)
        self._told.setText("\n".join(going_back.listed(self._detail, parts, amount_minor)))
        self._told.setVisible(bool(self._told.text()))
        return going_back.verb(self._detail, parts)

    def by_hand(self, amount_minor: int) -> list[str]:
        """What the cashier has to do for it before it is written down."""
        return going_back.by_hand(self._detail, self._parts(amount_minor))

    def _parts(self, amount_minor: int) -> dict[str, int]:
        profile, in_cash = self._shell.session.profile, self.cash_wanted
        return going_back.by_tender(
            self._detail, amount_minor, profile, in_cash=in_cash, only=self.only
        )
