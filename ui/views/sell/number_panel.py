"""Panels that ask for one number."""

from __future__ import annotations

from collections.abc import Callable

from app.domain import money
from app.domain.errors import ShopError, UserError
from app.services.lookup import Found
from ui import errors, i18n
from ui.session import Session
from ui.views.sell.counter import Counter
from ui.widgets.buttons import Button
from ui.widgets.entry import NumberEntry
from ui.widgets.labels import Label
from ui.widgets.panels import Panel


class NumberPanel(Panel):
    """A name, a large number with its keypad, a complaint, and one button.

    Subclasses override `apply`, which may raise a ShopError.
    """

    def __init__(self, title_key: str, *, done_key: str, name_key: str, decimals: int) -> None:
        super().__init__(title_key, fill=True)
        self.subject = Label("", "heading", wrap=True)
        self.entry = NumberEntry(name_key, decimals=decimals)
        self.entry.on_enter = self.finish
        self.complaint = Label("", "error", wrap=True)
        self.complaint.hide()
        self.entry.line.textEdited.connect(lambda _text: self.complaint.hide())
        self.body.addWidget(self.subject)
        self.body.addWidget(self.complaint)
        self.body.addWidget(self.entry, 1)
        self.done_button = Button(done_key, kind="primary", on_click=self.finish)
        self.foot.addWidget(self.done_button, 1)

    def focus_first(self) -> None:
        """Type at once."""
        self.entry.line.setFocus()
        self.entry.line.selectAll()

    def finish(self) -> None:
        """Apply the number and go; what is wrong with it is said instead."""
        try:
            self.apply()
        except ShopError as failure:
            self.complaint.setText(errors.text(failure))
            self.complaint.show()
            self.focus_first()
            return
        self.close_panel()

    def keep(self) -> bool:
        """A number that stands there counts, as if it had been entered."""
        if not self.entry.line.number():
            return True
        self.finish()
        return self.host is None

    def apply(self) -> None:
        """Do what the number is for."""
        raise NotImplementedError


class AskPricePanel(NumberPanel):
    """A product has no price: what does it cost today?"""

    def __init__(self, found: Found, counter: Counter, session: Session) -> None:
        super().__init__(
            "sell.ask_price_title",
            done_key="sell.add_to_cart",
            name_key="sell.unit_price",
            decimals=session.currency.decimals,
        )
        self._answer: Callable[[int | None], None] = counter.answer_price
        self._session = session
        self._given: int | None = None
        self.subject.setText(i18n.name_of(found.product.name, found.product.name_en))
        self.closed.connect(self._tell)

    def apply(self) -> None:
        """Remember the price; it is told when the panel has gone."""
        self._given = read_amount(self.entry.line.number(), self._session)

    def _tell(self) -> None:
        self._answer(self._given)


def read_amount(text: str, session: Session) -> int:
    """A plain number as an amount; UserError("field_empty") when there is none."""
    if not text:
        raise UserError("field_empty")
    return money.to_minor(text, session.currency)
