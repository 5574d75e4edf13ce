"""Moving stock by hand: goods came in, or somebody counted."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.catalog import Product
from app.domain.errors import UserError
from app.domain.stock import StockLevel
from ui import formats, i18n
from ui.views.base import Shell
from ui.widgets.do_step import DoStep
from ui.widgets.forms import AmountField, QuantityField, TextField
from ui.widgets.labels import Label
from ui.widgets.strips import News


class _MoveStep(DoStep):
    """A form that moves the stock of one product.

    Args:
        there_milli: what lies there until now.
    """

    def __init__(
        self, shell: Shell, product: Product, there_milli: int, *, title_key: str, do_key: str
    ) -> None:
        super().__init__(title_key, do_key)
        self.shell, self.product = shell, product
        subject = Label("", "heading", wrap=True)
        subject.setText(i18n.name_of(product.name, product.name_en))
        there = Label("", "muted", wrap=True)
        counted = formats.counted(there_milli, product.unit)
        there.setText(i18n.tr("inventory.on_hand_now", qty=counted))
        self.column.addWidget(subject)
        self.column.addWidget(there)
        self.note = TextField("inventory.movement_note")
        self.note.input.returnPressed.connect(self.finish)

    def job(self) -> Callable[[], StockLevel]:
        """What is to be done with what was filled in."""
        raise NotImplementedError

    def do(self) -> None:
        """Do it and go back."""
        self.shell.executor.database(
            self.job(), owner=self, done=self._finished, failed=self.failed
        )

    def _finished(self, level: StockLevel) -> None:
        name = i18n.name_of(self.product.name, self.product.name_en)
        left = formats.counted(level.on_hand_milli, self.product.unit)
        text = i18n.tr("inventory.moved", name=name, qty=left)
        self.shell.tell(News(text=text, tone="good", topic="stock"))
        self.back()


class ReceiveStep(_MoveStep):
    """Goods came in."""

    def __init__(self, shell: Shell, product: Product, there_milli: int) -> None:
        keys = {"title_key": "inventory.receive_title", "do_key": "inventory.receive_do"}
        super().__init__(shell, product, there_milli, **keys)
        self.quantity = QuantityField("inventory.received_qty")
        self.cost = AmountField(
            "inventory.received_cost", shell.session.currency, hint_key="inventory.cost_hint"
        )
        for field in (self.quantity, self.cost, self.note):
            self.column.addWidget(field)
        self.quantity.input.returnPressed.connect(self.cost.input.setFocus)
        self.cost.input.returnPressed.connect(self.note.input.setFocus)

    def focus_first(self) -> None:
        """Type at once."""
        self.quantity.input.setFocus()

    def checked(self) -> bool:
        """A quantity is needed."""
        good = (
            self.quantity.checked(lambda: _needed(self.quantity)),
            self.cost.checked(self.cost.minor),
        )
        return all(good)

    def job(self) -> Callable[[], StockLevel]:
        """Receive."""
        inventory, staff = self.shell.house.inventory, self.shell.session.staff
        qty_milli, cost_minor, note = _needed(self.quantity), self.cost.minor(), self.note.text()
        product_id = self.product.id
        return lambda: inventory.receive(product_id, qty_milli, cost_minor, staff, note)


class AdjustStep(_MoveStep):
    """Somebody counted: so much is really there."""

    def __init__(self, shell: Shell, product: Product, there_milli: int) -> None:
        keys = {"title_key": "inventory.adjust_title", "do_key": "inventory.adjust_do"}
        super().__init__(shell, product, there_milli, **keys)
        self.quantity = QuantityField("inventory.counted_qty")
        for field in (self.quantity, self.note):
            self.column.addWidget(field)
        self.quantity.input.returnPressed.connect(self.note.input.setFocus)

    def focus_first(self) -> None:
        """Type at once."""
        self.quantity.input.setFocus()

    def checked(self) -> bool:
        """A number is needed; 0 is one."""
        return self.quantity.checked(lambda: _needed(self.quantity))

    def job(self) -> Callable[[], StockLevel]:
        """Adjust."""
        inventory, staff = self.shell.house.inventory, self.shell.session.staff
        there_milli, note, product_id = _needed(self.quantity), self.note.text(), self.product.id
        return lambda: inventory.adjust(product_id, there_milli, staff, note)


def _needed(field: QuantityField) -> int:
    milli = field.milli()
    if milli is None:
        raise UserError("field_empty")
    return milli
