"""A customer brings something back: the receipt says which order it was."""

from __future__ import annotations

from collections.abc import Callable

from app.ports.queries import OrderDetail
from ui.views.base import Shell
from ui.views.orders.order_step import OrderStep
from ui.views.orders.return_step import ReturnStep, can_return
from ui.widgets.do_step import DoStep
from ui.widgets.forms import TextField


class ReceiptStep(DoStep):
    """Scan it, or type its number; what can come back is offered at once.

    Args:
        found: called with the id of the order it is about.
    """

    def __init__(self, shell: Shell, found: Callable[[str], object]) -> None:
        super().__init__("orders.receipt_title", "orders.receipt_find")
        self._shell, self._found = shell, found
        self.number = TextField("orders.receipt_number", hint_key="orders.receipt_hint", most=40)
        self.number.input.returnPressed.connect(self.finish)
        self.column.addWidget(self.number)

    def focus_first(self) -> None:
        """On the number."""
        self.number.setFocus()

    def on_scan(self, code: str) -> bool:
        """The code on the receipt."""
        self.number.set_text(code)
        self.finish()
        return True

    def checked(self) -> bool:
        """Without a number there is nothing to look for."""
        return bool(self.number.text())

    def do(self) -> None:
        """Look the number up."""
        orders, number = self._shell.house.orders, self.number.text().upper()
        self._shell.executor.database(
            lambda: orders.find(number), owner=self, done=self._show, failed=self.failed
        )

    def _show(self, detail: OrderDetail) -> None:
        self.do_button.setEnabled(True)  # whoever comes back may look for another one
        if self.panel is None:
            return
        self._found(detail.order.id)
        order = OrderStep(self._shell, detail.order.id, detail.order.number)
        panel = self.panel
        panel.push(order)
        if can_return(detail):
            panel.push(ReturnStep(self._shell, detail, order.load))
