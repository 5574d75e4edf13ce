"""The ways to pay, one large button each; Alt and its number does the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QSizePolicy

from ui import i18n, keys, order_words
from ui.session import Session
from ui.views.pay.page import PayPage
from ui.views.pay.sale import PaySale
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

CASH = "cash"


class TenderPage(PayPage):
    """Cash first, then every provider that shows a code.

    Args:
        choose: called with the id of a tender.
    """

    def __init__(self, sale: PaySale, session: Session, choose: Callable[[str], object]) -> None:
        super().__init__(sale, session)
        self._choose = choose
        self.message = Label("", "error", wrap=True)
        self.buttons: dict[str, Button] = {}
        self.column.addWidget(self.message)
        self.column.addStretch(1)
        self.hint = Label("pay.no_providers", "muted", wrap=True)
        self.column.addWidget(self.hint)
        self.show_sale()

    def tenders(self) -> list[str]:
        """Ids in the order of the buttons."""
        return [CASH, *(provider.id for provider in self.sale.providers)]

    def show_sale(self) -> None:
        """Offer what there is; what went wrong last stands above it."""
        if list(self.buttons) != self.tenders():
            self._rebuild()
        self.message.setText(self.sale.message)
        self.message.setVisible(bool(self.sale.message))
        self.hint.setVisible(not self.sale.providers)
        for button in self.buttons.values():
            button.setEnabled(not self.sale.busy)

    def focus_first(self) -> None:
        """Cash is what Enter takes."""
        self.buttons[CASH].setFocus()

    def _rebuild(self) -> None:
        had_focus = any(button.hasFocus() for button in self.buttons.values())
        for button in self.buttons.values():
            self.column.removeWidget(button)
            button.deleteLater()
        self.buttons.clear()
        for place, tender in enumerate(self.tenders()):
            icon = "cash" if tender == CASH else "qr"
            button = Button(kind="tall", icon=icon, on_click=partial(self._choose, tender))
            words = order_words.tender(tender)
            if tender != CASH:
                words = i18n.tr("pay.by_code", tender=words)
            button.setAccessibleName(words)
            button.setText(f"{words} ({keys.hint(f'{keys.TENDER}{place + 1}')})")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.buttons[tender] = button
            self.column.insertWidget(1 + place, button)
            button.show()  # now: what is out of sight cannot have the focus
        if had_focus:
            self.focus_first()
