"""One line of the cart: its quantity, its price, its note."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QLineEdit

from app.domain import cart as carts
from app.domain import money
from app.domain.errors import UserError
from ui import i18n
from ui.i18n.live import say
from ui.session import Session
from ui.typed_numbers import quantity_milli
from ui.views.sell.counter import Counter
from ui.views.sell.number_panel import NumberPanel, read_amount
from ui.widgets.buttons import Button, Segmented

QTY, PRICE = "qty", "price"
_DECIMALS = 3


class LinePanel(NumberPanel):
    """Quantity or price with one keypad; minus and plus act at once, so does removing."""

    def __init__(self, key: int, counter: Counter, session: Session) -> None:
        super().__init__(
            "sell.line_title",
            done_key="common.done",
            name_key="sell.column_qty",
            decimals=_DECIMALS,
        )
        self._key = key
        self._counter = counter
        self._session = session
        line = counter.desk.cart.line(key)
        self.subject.setText(i18n.name_of(line.name, line.name_en))
        self.what = Segmented({QTY: "sell.quantity", PRICE: "sell.unit_price"}, QTY)
        self.what.on_change = lambda _chosen: self._show_number()
        self.note = QLineEdit(line.note)
        self.note.setMaxLength(200)
        say(self.note.setPlaceholderText, "sell.line_note")
        say(self.note.setAccessibleName, "sell.line_note")
        self.note.returnPressed.connect(self.finish)
        self.body.insertWidget(1, self.what)
        self.minus = Button(
            icon="minus", name_key="sell.one_less", on_click=lambda: self._step(-1000)
        )
        self.plus = Button(icon="plus", name_key="sell.one_more", on_click=lambda: self._step(1000))
        self.entry.row.insertWidget(0, self.minus)
        self.entry.row.addWidget(self.plus)
        self.body.addWidget(self.note)
        remove = Button(
            "sell.remove", kind="danger", icon="remove", action="remove", on_click=self._remove
        )
        self.foot.insertWidget(0, remove)
        self._show_number()

    def apply(self) -> None:
        """Set what was typed, and the note."""
        text = self.entry.line.number()
        if not text:
            raise UserError("field_empty")
        key, note, of_qty = self._key, self.note.text(), self.what.chosen == QTY
        number = quantity_milli(text) if of_qty else read_amount(text, self._session)

        def change(cart: carts.Cart) -> carts.Cart:
            setter = carts.set_qty if of_qty else carts.set_unit_price
            return carts.set_line_note(setter(cart, key, number), key, note)

        self._counter.desk.edit(change)
        self._counter.changed.emit(key)

    def on_key(self, action: str) -> bool:
        """The keys that concern this line."""
        if action == "quantity":
            self.what.choose(PRICE if self.what.chosen == QTY else QTY)
            self._show_number()
            return True
        return False

    def _step(self, delta_milli: int) -> None:
        qty = self._counter.desk.cart.line(self._key).qty_milli + delta_milli
        if qty > 0 and self._counter.edit(
            lambda desk: desk.set_qty(self._key, qty), flash=self._key
        ):
            self.what.choose(QTY)
            self._show_number()

    def _remove(self) -> None:
        self._counter.edit(lambda desk: desk.remove(self._key))
        self.close_panel()

    def _show_number(self) -> None:
        line = self._counter.desk.cart.line(self._key)
        if self.what.chosen == QTY:
            self.entry.set_number(f"{(Decimal(line.qty_milli) / 1000).normalize():f}")
        else:
            price = money.plain(line.unit_minor, self._session.currency)
            self.entry.set_number("" if line.needs_price else price)
        self.entry.line.setFocus()
