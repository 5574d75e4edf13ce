"""Cash: the exact sum, the next notes, or whatever the customer hands over."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from app.domain import money
from app.domain.errors import ShopError
from app.services import checkout
from ui import errors, i18n
from ui.session import Session
from ui.theme import look
from ui.views.pay.page import PayPage
from ui.views.pay.sale import PaySale
from ui.widgets.buttons import Button
from ui.widgets.entry import NumberEntry
from ui.widgets.labels import Label

_COLUMNS = 3
_LOW_EM, _HIGH_EM = 40.0, 52.0


class CashPage(PayPage):
    """A tap on an amount adds it to what lies there; with enough on the counter, Enter finishes.

    The first button takes the exact sum and finishes at once.
    """

    def __init__(self, sale: PaySale, session: Session) -> None:
        super().__init__(sale, session)
        self._currency = session.currency
        self.due_minor = -1
        self.entry = NumberEntry("pay.tendered", decimals=self._currency.decimals)
        self.entry.on_enter = self.finish
        self.entry.line.textChanged.connect(lambda _text: self.show_sale())
        self.words = Label("", "strong", wrap=True)
        self.done_button = Button("pay.finish", kind="go", icon="tick", on_click=self.finish)
        self.due = Label("", "strong")
        self.column.addWidget(self.due)
        self.quick: list[Button] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(look.metrics.gap)
        self.column.addLayout(self._grid)
        self.column.addWidget(self.entry, 1)
        self.foot_column.addWidget(self.words)
        self.foot_column.addWidget(self.done_button)
        self.show_sale()

    def focus_first(self) -> None:
        """Type at once; Enter alone means the exact sum."""
        self.entry.line.setFocus()
        self.entry.line.selectAll()

    def tendered_minor(self) -> int:
        """What lies on the counter; the exact sum while nothing was typed."""
        text = self.entry.line.number()
        return money.to_minor(text, self._currency) if text else self.due_minor

    def finish(self) -> None:
        """Take the money, if it is enough."""
        try:
            tendered = self.tendered_minor()
        except ShopError as failure:
            self.words.setText(errors.text(failure))
            return
        if tendered >= self.due_minor:
            self.sale.pay_cash(tendered)

    def show_sale(self) -> None:
        """How much is still missing, or what goes back."""
        if self.due_minor != self.sale.due.in_cash_minor:
            self._fit_due()
        try:
            left = self.due_minor - self.tendered_minor()
        except ShopError as failure:
            self.words.setText(errors.text(failure))
            self.done_button.setEnabled(False)
            return
        self.words.setText(self.sale.message or self._words_for(left))
        self.done_button.setEnabled(left <= 0 and not self.sale.busy)
        for button in self.quick:
            button.setEnabled(not self.sale.busy)

    def add(self, amount_minor: int) -> None:
        """One more note or coin lies on the counter."""
        text = self.entry.line.number()
        try:
            present = money.to_minor(text, self._currency) if text else 0
        except ShopError:
            present = 0
        self.entry.line.setText(money.plain(present + amount_minor, self._currency))
        self.entry.line.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large keys matter more than many amounts."""
        super().resizeEvent(event)
        self._fit_keys()

    def _fit_keys(self) -> None:
        high = self.window().height()
        low = high < _LOW_EM * look.metrics.em()
        for place, button in enumerate(self.quick):
            button.setVisible(place < _COLUMNS or high > _HIGH_EM * look.metrics.em())
            button.setMinimumHeight(look.metrics.touch(1.0 if low else 1.5))

    def _words_for(self, left_minor: int) -> str:
        if not left_minor:
            return i18n.tr("pay.no_change")
        key = "pay.change_is" if left_minor < 0 else "pay.missing"
        return i18n.tr(key, amount=self.session.amount(abs(left_minor)))

    def _take_exactly(self) -> None:
        self.entry.line.clear()
        self.finish()

    def _fit_due(self) -> None:
        """Another sum is to be paid: the first one, or what is left after a part."""
        due = self.sale.due
        self.due_minor = due.in_cash_minor
        rounded = self.due_minor != due.now_minor
        self.due.setText(i18n.tr("pay.cash_due", amount=self.session.amount(self.due_minor)))
        self.due.setVisible(rounded)
        self.entry.line.clear()
        self.entry.line.setPlaceholderText(money.plain(self.due_minor, self._currency))
        for button in self.quick:
            self._grid.removeWidget(button)
            button.deleteLater()
        self.quick = self._quick_buttons()
        self._fit_keys()

    def _quick_buttons(self) -> list[Button]:
        buttons = []
        for place, minor in enumerate(checkout.quick_cash(self.due_minor, self._currency.code)):
            exact = minor == self.due_minor
            button = Button(
                kind="primary" if exact else "plain",
                on_click=self._take_exactly if exact else partial(self.add, minor),
            )
            words = self.session.amount(minor)
            button.setText(i18n.tr("pay.exact", amount=words) if exact else words)
            button.setAccessibleName(button.text())
            self._grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
            buttons.append(button)
        return buttons
