"""One line of an order on its way back: how many, and whether it can be sold again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.catalog import StockPolicy
from app.domain.errors import ShopError
from app.domain.order import OrderLine
from app.domain.returning import Brought
from ui import formats, i18n
from ui.theme import look
from ui.typed_numbers import plain_number, quantity_milli
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, restyle, rule
from ui.widgets.tick import Tick

_PIECE = 1000
_WIDE_EM = 5.0


class ReturnRow(QWidget):
    """Less, the quantity, more; damaged goods are written off.

    Attributes:
        on_change: called when it is another quantity.
    """

    def __init__(self, line: OrderLine, *, left_milli: int, price: str) -> None:
        super().__init__()
        self.on_change: Callable[[], object] = lambda: None
        self._line, self._left_milli, self._price = line, left_milli, price
        self._title, self._detail = Label("", "strong", wrap=True), Label("", "small", wrap=True)
        self.less = Button(icon="minus", name_key="orders.return_less", on_click=self._take_off)
        self.more = Button(icon="plus", name_key="orders.return_more", on_click=self._add)
        self.input = QLineEdit("0")
        self.input.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.input.setFixedWidth(look.metrics.em(_WIDE_EM))
        self.input.textEdited.connect(lambda _text: self._changed())
        self.damaged = Tick("orders.damaged")
        tracked = line.stock_policy is not StockPolicy.NOT_TRACKED and line.product_id is not None
        self._may_be_damaged = tracked
        self.damaged.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._title)
        column.addWidget(self._detail)
        column.addLayout(self._amounts())
        column.addWidget(rule())
        self.retranslate()

    def retranslate(self) -> None:
        """The goods in the language in use."""
        name = i18n.name_of(self._line.name, self._line.name_en)
        self._title.setText(name)
        self.input.setAccessibleName(f"{i18n.tr('orders.return_quantity')}: {name}")
        left = formats.counted(self._left_milli, self._line.unit)
        self._detail.setText(i18n.tr("orders.return_left", left=left, price=self._price))

    def milli(self) -> int:
        """How much comes back, in thousandths; UserError("amount_not_number")."""
        written = plain_number(self.input.text())
        return quantity_milli(written) if written else 0

    def brought(self) -> list[Brought]:
        """The same as a wish; nothing for nothing."""
        milli = self.milli()
        damaged = self.damaged.isVisibleTo(self) and self.damaged.isChecked()
        made = Brought(line_id=self._line.id, qty_milli=milli, damaged=damaged)
        return [made] if milli else []

    def take_all(self) -> None:
        """Everything that is left of the line."""
        self._put(self._left_milli)

    def mark(self, wrong: bool) -> None:
        """Show whether the quantity cannot be."""
        if bool(self.input.property("wrong")) != wrong:
            self.input.setProperty("wrong", wrong)
            restyle(self.input)

    def _amounts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.metrics.gap)
        for part in (self.less, self.input, self.more):
            row.addWidget(part)
        row.addWidget(self.damaged, 1)
        row.addStretch(1)
        return row

    def _add(self) -> None:
        self._put(min(self._left_milli, self._sensible() + _PIECE))

    def _take_off(self) -> None:
        self._put(max(0, self._sensible() - _PIECE))

    def _sensible(self) -> int:
        try:
            return self.milli()
        except ShopError:
            return 0

    def _put(self, milli: int) -> None:
        self.input.setText(formats.quantity(milli).replace(",", ""))
        self._changed()

    def _changed(self) -> None:
        self.damaged.setVisible(self._may_be_damaged and self._sensible() > 0)
        self.on_change()
