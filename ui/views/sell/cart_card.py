"""The cart on its card: how much is in it, the lines, and what to do while it is empty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain import cart as carts
from app.services.desk import Desk
from ui import formats, i18n
from ui.session import Session
from ui.theme import look
from ui.views.sell.cart_model import CartModel
from ui.views.sell.cart_table import CartTable
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Badge, Label


class CartCard(QFrame):
    """Shows a desk; `act` is called with "undo" or "redo"."""

    def __init__(self, desk: Desk, session: Session, act: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._desk = desk
        self.title = Label("sell.sale", "title")
        self.title.setMinimumWidth(1)
        self.count = Badge()
        self.note = Badge("", "info")
        self.undo = _step_button("undo", act)
        self.redo = _step_button("redo", act)
        self.table = CartTable(CartModel(desk, session))
        self.empty = EmptyState("basket", "sell.empty", "sell.empty_hint")
        self._head = QWidget()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.table)
        self._lay_out()
        self.show_cart(0)

    def show_cart(self, flash: int) -> None:
        """Read the desk again; `flash` is the key of the line to flash, 0 for none."""
        desk = self._desk
        self.table.show_cart(desk.selected, flash)
        self._pages.setCurrentWidget(self.table if desk.cart.lines else self.empty)
        self.undo.setEnabled(desk.can_undo)
        self.redo.setEnabled(desk.can_redo)
        self._show_head()

    def set_compact(self, compact: bool) -> None:
        """Only the lines: for windows with very little height."""
        self._head.setVisible(not compact)
        self.table.horizontalHeader().setVisible(not compact)

    def retranslate(self) -> None:
        """Speak the other language."""
        self.table.cart.retranslate()
        self._show_head()

    def _show_head(self) -> None:
        cart = self._desk.cart
        items = formats.quantity(carts.count_milli(cart))
        counted = (i18n.trn("sell.lines", len(cart.lines)), i18n.trn("sell.pieces", items))
        self.count.setText(" · ".join(counted))
        self.count.setVisible(bool(cart.lines))
        self.note.setText(cart.note)
        self.note.setVisible(bool(cart.note))

    def _lay_out(self) -> None:
        gap = look.metrics.gap
        head = QHBoxLayout(self._head)
        head.setContentsMargins(gap * 2, gap // 2, gap, 0)
        head.setSpacing(gap)
        head.addWidget(self.title)
        head.addStretch(1)
        for part in (self.note, self.count, self.undo, self.redo):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, gap)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._pages, 1)


def _step_button(action: str, act: Callable[[str], object]) -> Button:
    return Button(
        kind="quiet",
        icon=action,
        name_key=f"key.{action}",
        action=action,
        on_click=lambda: act(action),
    )
