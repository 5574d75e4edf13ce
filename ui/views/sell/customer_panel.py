"""Who buys, what is to be remembered, and whether it is to be delivered."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain import phones
from app.domain.cart import Cart, Delivery
from app.domain.errors import UserError
from app.domain.pricing import TaxRule
from ui import i18n
from ui.i18n.live import say
from ui.session import Session
from ui.theme import look
from ui.views.sell.counter import Counter
from ui.widgets.buttons import Button
from ui.widgets.forms import AmountField, NoteField, TextField
from ui.widgets.panels import Panel


class CustomerPanel(Panel):
    """Name, phone and note of the order; the delivery fields appear when they are wanted."""

    def __init__(self, counter: Counter, session: Session) -> None:
        super().__init__("sell.customer_title")
        self._counter = counter
        self._refused = False
        self._fee_taxes: tuple[TaxRule, ...] | None = None
        self.name = TextField("sell.customer_name")
        self.phone = TextField("sell.customer_phone", most=40)
        self.note = NoteField("sell.order_note")
        self.deliver = QCheckBox()
        say(self.deliver.setText, "sell.deliver")
        self.recipient = TextField("sell.recipient")
        self.delivery_phone = TextField("sell.delivery_phone", most=40)
        self.address = NoteField("sell.address")
        self.fee = AmountField("sell.delivery_fee", session.currency)
        self._where = self._delivery_box()
        for part in (self.name, self.phone, self.note, self.deliver, self._where):
            self.body.addWidget(part)
        nobody = Button("sell.no_customer", on_click=self._clear)
        done = Button("common.done", kind="primary", on_click=self.finish)
        self.foot.addWidget(nobody)
        self.foot.addWidget(done, 1)
        self.setTabOrder(self.fee.input, done)  # from the last field on, not to what clears it
        self.setTabOrder(done, nobody)
        self.deliver.toggled.connect(self._show_delivery)
        for field in (self.name, self.phone, self.recipient, self.delivery_phone, self.fee):
            field.input.returnPressed.connect(self.finish)
        self._fill(counter.desk.cart)
        counter.usual_taxes(self._know_taxes)

    def focus_first(self) -> None:
        """Type at once."""
        self.name.input.setFocus()

    def keep(self) -> bool:
        """Who takes money after typing an address means the address as well."""
        self.finish()
        return self.host is None

    def put_away(self) -> None:
        """What was typed is kept; what cannot be kept is lost only at the second try."""
        if self._refused or self.keep():
            self.close_panel()
        self._refused = True

    def finish(self) -> None:
        """Keep what was written; one step for undo."""
        delivered = self.deliver.isChecked()
        if not all((self._phones_right(), not delivered or self._delivery_right())):
            return
        name, phone, note = self.name.text(), self.phone.text(), self.note.text()
        delivery = self._delivery() if delivered else None
        fee_minor = (self.fee.minor() or 0) if delivered else 0
        taxes, fee_name = self._fee_taxes, i18n.tr("sell.delivery_fee")
        if fee_minor and taxes is None:  # could not be read, which has been told
            self._counter.usual_taxes(self._know_taxes)
            return

        def apply() -> None:
            desk = self._counter.desk
            desk.set_customer(name, phone, note)
            if delivery != desk.cart.delivery or fee_minor != _fee_minor(desk.cart):
                desk.set_delivery(delivery, fee_minor, fee_name, taxes or ())

        if self._counter.edit(lambda _desk: apply()):
            self.close_panel()

    def _know_taxes(self, taxes: tuple[TaxRule, ...]) -> None:
        self._fee_taxes = taxes

    def _phones_right(self) -> bool:
        """Whether what was typed can be telephone numbers; complains below what cannot."""
        fields = [self.phone, *([self.delivery_phone] if self.deliver.isChecked() else [])]
        wrong = [x for x in fields if not x.checked(partial(phones.checked, x.text()))]
        if wrong:
            wrong[0].input.setFocus()
        return not wrong

    def _delivery_right(self) -> bool:
        """Whether there is an address and what the fee says is an amount; complains when not."""
        missing = not self.address.text()
        self.address.complain(UserError("field_empty") if missing else None)
        fee_right = self.fee.checked(self.fee.minor)
        if missing:
            self.address.input.setFocus()
        elif not fee_right:
            self.fee.input.setFocus()
        return fee_right and not missing

    def _delivery(self) -> Delivery:
        return Delivery(
            recipient=self.recipient.text() or self.name.text(),
            phone=self.delivery_phone.text() or self.phone.text(),
            address=self.address.text(),
        )

    def _delivery_box(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.metrics.gap)
        for part in (self.recipient, self.delivery_phone, self.address, self.fee):
            column.addWidget(part)
        box.hide()
        return box

    def _show_delivery(self, wanted: bool) -> None:
        self._where.setVisible(wanted)
        if wanted:
            if not self.recipient.text():
                self.recipient.set_text(self.name.text())
            if not self.delivery_phone.text():
                self.delivery_phone.set_text(self.phone.text())
            self.recipient.input.setFocus()

    def _clear(self) -> None:
        self.deliver.setChecked(False)
        for field in (self.name, self.phone, self.note):
            field.set_text("")
        self.finish()

    def _fill(self, cart: Cart) -> None:
        self.name.set_text(cart.customer_name)
        self.phone.set_text(cart.customer_phone)
        self.note.set_text(cart.note)
        if cart.delivery is not None:
            self.recipient.set_text(cart.delivery.recipient)
            self.delivery_phone.set_text(cart.delivery.phone)
            self.address.set_text(cart.delivery.address)
            self.fee.set_minor(_fee_minor(cart) or None)
            self.deliver.setChecked(True)


def _fee_minor(cart: Cart) -> int:
    return sum(line.unit_minor for line in cart.lines if line.product_id is None)
