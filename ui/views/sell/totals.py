"""What it costs: subtotal, discounts, taxes, the total, and the button that takes the money."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.cart import Cart
from app.domain.pricing import Priced
from ui import formats, i18n
from ui.i18n.live import say
from ui.session import Session
from ui.theme import look
from ui.widgets.buttons import Button
from ui.widgets.labels import AmountLabel, Label

_MOST_TAXES = 2
TOTAL_POINTS = 40


class Totals(QFrame):
    """Follows the desk.

    Signals:
        why: the total was tapped. pay: the button was.
    """

    why = Signal()
    pay = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._session = session
        self._shown: tuple[Cart, Priced] | None = None
        self._rows = QGridLayout()
        self._rows.setColumnStretch(0, 1)
        self._rows.setVerticalSpacing(look.metrics.gap // 4)
        self._labels: list[Label] = []
        self._small = QWidget()
        self._column = QVBoxLayout(self)
        self._foot = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.total = AmountLabel(TOTAL_POINTS)
        self.pay_button = Button(
            "sell.pay", kind="go", icon="cash", action="pay", on_click=self.pay.emit
        )
        self.why_button = QPushButton()
        self.why_button.setProperty("kind", "total")
        self.why_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.why_button.clicked.connect(lambda _checked=False: self.why.emit())
        say(self.why_button.setToolTip, "sell.why")
        self._lay_out()
        look.changed.connect(self._size)
        self._size()

    def show_cart(self, cart: Cart, priced: Priced) -> None:
        """Show what the cart costs."""
        self._shown = cart, priced
        self.retranslate()

    def retranslate(self) -> None:
        """Write everything anew."""
        if self._shown is None:
            return
        cart, priced = self._shown
        amount = self._session.amount
        total = amount(priced.total_minor)
        self.total.setText(total)
        self.why_button.setAccessibleName(i18n.tr("sell.total_is", total=total))
        self._fill_rows(self._small_rows(cart, priced))

    def _small_rows(self, cart: Cart, priced: Priced) -> list[tuple[str, str]]:
        amount = self._session.amount
        rows = []
        if priced.discount_minor:
            rows.append((i18n.tr("sell.discount_total"), amount(-priced.discount_minor)))
        if not cart.prices_include_tax:
            rows.append((i18n.tr("sell.subtotal"), amount(priced.net_minor)))
        key = "sell.tax_inside" if cart.prices_include_tax else "sell.tax_on_top"
        rows += [
            (i18n.tr(key, name=formats.tax(tax.name, tax.percent)), amount(tax.amount_minor))
            for tax in priced.taxes[:_MOST_TAXES]
        ]
        rest = sum(tax.amount_minor for tax in priced.taxes[_MOST_TAXES:])
        if rest:
            rows.append((i18n.tr("sell.tax_rest"), amount(rest)))
        if priced.cash_rounding_minor:
            rows.append((i18n.tr("sell.cash_due"), amount(priced.cash_due_minor)))
        return rows or [(i18n.tr("sell.subtotal"), amount(priced.net_minor))]

    def _fill_rows(self, rows: list[tuple[str, str]]) -> None:
        while len(self._labels) < 2 * len(rows):
            place, column = divmod(len(self._labels), 2)
            label = Label("", "small")
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            self._rows.addWidget(label, place, column, side)
            self._labels.append(label)
        texts = [text for row in rows for text in row]
        for place, label in enumerate(self._labels):
            label.setVisible(place < len(texts))
            label.setText(texts[place] if place < len(texts) else "")

    def set_compact(self, compact: bool) -> None:
        """Total and button side by side, without the small rows; for windows with little room."""
        way = QBoxLayout.Direction
        self._foot.setDirection(way.LeftToRight if compact else way.TopToBottom)
        self._small.setVisible(not compact)
        gap = look.metrics.gap
        pad = gap if compact else gap * 2
        self._column.setContentsMargins(pad, pad - gap // 2, pad, pad)

    def _lay_out(self) -> None:
        gap = look.metrics.gap
        inside = QHBoxLayout(self.why_button)
        inside.setContentsMargins(0, 0, 0, 0)
        words = Label("sell.total", "heading")
        for part in (words, self.total):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(words)
        inside.addWidget(self.total, 1)
        self._small.setLayout(self._rows)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._foot.setSpacing(gap)
        self._foot.addWidget(self.why_button, 1)
        self._foot.addWidget(self.pay_button, 1)
        self._column.setSpacing(gap // 2)
        self._column.addWidget(self._small)
        self._column.addLayout(self._foot)
        self.set_compact(False)

    def _size(self) -> None:
        high = self.total.sizeHint().height()  # the sheet's own rule for buttons is lower
        self.why_button.setStyleSheet(f"min-height: {high}px;")
