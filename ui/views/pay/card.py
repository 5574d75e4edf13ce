"""A card on the shop's own terminal: what to charge there, and what its slip says."""

from __future__ import annotations

from app.domain.errors import ShopError
from app.domain.slips import Slip
from ui import i18n
from ui.session import Session
from ui.views.pay.page import PayPage
from ui.views.pay.sale import PaySale
from ui.widgets.buttons import Button
from ui.widgets.forms import TextField
from ui.widgets.labels import Label


class CardPage(PayPage):
    """The terminal charges first; only then is the payment booked. No card number is taken."""

    def __init__(self, sale: PaySale, session: Session) -> None:
        super().__init__(sale, session)
        self.words = Label("", "strong", wrap=True)
        self.number = TextField("pay.slip_number", hint_key="pay.slip_hint", most=40)
        self.last_four = TextField("pay.last_four", most=4)
        self.problem = Label("", "error", wrap=True)
        self.done_button = Button("pay.slip_done", kind="go", icon="tick", on_click=self.finish)
        self.number.input.returnPressed.connect(self.last_four.setFocus)
        self.last_four.input.returnPressed.connect(self.finish)
        for part in (self.words, self.number, self.last_four):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.foot_column.addWidget(self.problem)
        self.foot_column.addWidget(self.done_button)
        self.show_sale()

    def focus_first(self) -> None:
        """On the slip's number."""
        self.number.setFocus()

    def finish(self) -> None:
        """The terminal said yes; what is wrong with a field is said beside it."""
        slip = Slip(number=self.number.input.text(), last_four=self.last_four.input.text())
        for field in (self.number, self.last_four):
            field.complain(None)
        try:
            slip.checked()
        except ShopError as failure:
            field = self.last_four if failure.key == "last_four_wrong" else self.number
            field.complain(failure)
            field.input.setFocus()
            field.input.selectAll()
        else:
            self.sale.take_slip(slip)

    def show_sale(self) -> None:
        """What the terminal is to charge."""
        amount = self.session.amount(self.sale.due.now_minor + self.sale.due.tip_minor)
        self.words.setText(i18n.tr("pay.slip_words", amount=amount))
        self.problem.setText(self.sale.message)
        self.problem.setVisible(bool(self.sale.message))
        self.done_button.setEnabled(not self.sale.busy)
