"""A customer brings something back: the receipt says which order it was."""

from __future__ import annotations

from collections.abc import Callable

from app.ports.queries import OrderDetail
from ui.views.base import Shell
from ui.views.orders.order_step import OrderStep
from ui.views.orders.return_step import ReturnStep, can_return
from ui.widgets.buttons import Button
from ui.widgets.forms import TextField
from ui.widgets.steps import Step


class ReceiptStep(Step):
    """Scan it, or type its number; what can come back is offered at once.

    Args:
        found: called with the id of the order it is about.
    """

    def __init__(self, shell: Shell, found: Callable[[str], object]) -> None:
        super().__init__("orders.receipt_title")
        self._shell, self._found = shell, found
        self.number = TextField("orders.receipt_number", hint_key="orders.receipt_hint", most=40)
        self.number.input.returnPressed.connect(self.look_up)
        self.column.addWidget(self.number)
        self.find_button = Button("orders.receipt_find", kind="primary", on_click=self.look_up)
        self.foot.addWidget(self.find_button, 1)

    def focus_first(self) -> None:
        """On the number."""
        self.number.setFocus()

    def on_scan(self, code: str) -> bool:
        """The code on the receipt."""
        self.number.set_text(code)
        self.look_up()
        return True

    def look_up(self) -> None:
        """Look the number up."""
        orders, number = self._shell.house.orders, self.number.text().upper()
        if number:
            self._shell.executor.database(
                lambda: orders.find(number), owner=self, done=self._show, failed=self.complain
            )

    def _show(self, detail: OrderDetail) -> None:
        self.complain(None)
        if self.panel is None:
            return
        self._found(detail.order.id)
        order = OrderStep(self._shell, detail.order.id, detail.order.number)
        panel = self.panel
        panel.push(order)
        if can_return(detail):
            panel.push(ReturnStep(self._shell, detail, order.load))
