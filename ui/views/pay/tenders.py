"""The ways to pay, one large button each; Alt and its number does the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.domain.coins import CASH
from app.services.payments import ProviderInfo
from ui import i18n, keys, order_words
from ui.session import Session
from ui.theme import look
from ui.views.pay.page import PayPage
from ui.views.pay.sale import PaySale
from ui.views.pay.stages import Stage
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, restyle

SCAN = "scan"
_TALL, _AROUND = 1.5, 4.5  # of what is touched: a tall button, and what stands around them all


def ways(providers: Iterable[ProviderInfo]) -> list[str]:
    """Cash, codes to show, the customer's own code, then what only the cashier confirms."""
    known = list(providers)
    by_provider = [x for x in known if x.caps.confirms == "provider"]
    found = [CASH, *(x.id for x in by_provider if x.caps.shows_qr)]
    if any(x.caps.scans_code for x in by_provider):
        found.append(SCAN)
    return found + [x.id for x in known if x.caps.confirms == "cashier"]


def takes_slip(providers: Iterable[ProviderInfo], tender: str) -> bool:
    """Whether a terminal of its own charges, and its slip is booked."""
    return any(x.caps.takes_slip for x in providers if x.id == tender)


class TenderPage(PayPage):
    """What has been paid, and the ways to pay what is left.

    Args:
        choose: called with one of `ways`.
    """

    def __init__(self, sale: PaySale, session: Session, choose: Callable[[str], object]) -> None:
        super().__init__(sale, session)
        self._choose = choose
        self.message = Label("", "error", wrap=True)
        self.paid = Label("", "strong", wrap=True)
        self.buttons: dict[str, Button] = {}
        self.column.addWidget(self.message)
        self.column.addWidget(self.paid)
        self.hint = Label("", "muted", wrap=True)
        self.column.addWidget(self.hint)
        self.column.addStretch(1)
        self.part = Button(on_click=partial(sale.choose, Stage.PART))
        self.tip = Button(on_click=partial(sale.choose, Stage.TIP))
        self.give_back = Button("pay.give_back", kind="danger", on_click=sale.give_back)
        self.later = Button("pay.rest_later", on_click=sale.leave_rest)
        self.put_in_row(self.part, self.tip, self.later, self.give_back)
        self.show_sale()

    def tenders(self) -> list[str]:
        """Ids in the order of the buttons."""
        return ways(self.sale.providers)

    def show_sale(self) -> None:
        """Offer what there is; what went wrong last stands above it."""
        if list(self.buttons) != self.tenders():
            self._rebuild()
        self.message.setText(self.sale.message)
        self.message.setVisible(bool(self.sale.message))
        self._show_hint()
        self._show_parts()
        last = (self.part, self.tip, self.later, self.give_back)
        for button in (*self.buttons.values(), *last):
            button.setEnabled(not self.sale.busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is another room."""
        super().resizeEvent(event)
        self._size_buttons()

    def focus_first(self) -> None:
        """Cash is what Enter takes."""
        self.buttons[CASH].setFocus()

    def _show_hint(self) -> None:
        """Below cash, where other ways will stand: they are on their way, or there are none."""
        fetching, only_cash = self.sale.fetching, self.sale.loaded and len(self.tenders()) == 1
        self.hint.setText(i18n.tr("pay.more_ways" if fetching else "pay.no_providers"))
        self.hint.setVisible(fetching or only_cash)
        self._size_buttons()

    def _show_parts(self) -> None:
        due, amount = self.sale.due, self.session.amount
        said = [
            i18n.tr(
                "pay.part_paid",
                tender=order_words.tender(part.tender),
                amount=amount(part.amount_minor),
            )
            for part in due.parts
        ]
        if due.part_minor is not None:
            rest = amount(due.left_minor - due.part_minor)
            said.append(i18n.tr("pay.part_next", amount=amount(due.part_minor), rest=rest))
        self.paid.setText("\n".join(said))
        self.paid.setVisible(bool(said))
        self.part.setText(i18n.tr("pay.part" if due.part_minor is None else "pay.part_change"))
        self.part.setAccessibleName(self.part.text())
        tip = i18n.tr("pay.tip_is", amount=amount(due.tip_minor)) if due.tip_minor else ""
        self.tip.setText(tip or i18n.tr("pay.tip"))
        self.tip.setAccessibleName(self.tip.text())
        self.tip.setVisible(self.session.profile.tips)
        self.give_back.setVisible(bool(due.parts))
        self.later.setVisible(bool(due.parts) and self.sale.placed)

    def _rebuild(self) -> None:
        """Cash stays as it is: a finger may be on it."""
        others = [tender for tender in self.buttons if tender != CASH]
        had_focus = any(self.buttons[tender].hasFocus() for tender in others)
        for tender in others:
            button = self.buttons.pop(tender)
            self.column.removeWidget(button)
            button.deleteLater()
        for place, tender in enumerate(self.tenders()):
            if tender not in self.buttons:
                button = self._button(tender, place)
                self.buttons[tender] = button
                self.column.insertWidget(2 + place, button)
                button.show()  # now: what is out of sight cannot have the focus
        if had_focus:
            self.focus_first()

    def _size_buttons(self) -> None:
        """Tall where all of them have room; nobody scrolls to find out what there is.

        While more are on their way none is tall: a button may grow under a finger, but where it
        shrank another one would be touched.
        """
        metrics = look.metrics
        each = metrics.touch(_TALL) + metrics.gap
        room = self.window().height() - metrics.touch(_AROUND)
        tall = self.sale.loaded and each * len(self.buttons) <= room
        kind = "tall" if tall else "plain"
        for button in self.buttons.values():
            if button.property("kind") != kind:
                button.setProperty("kind", kind)
                restyle(button)

    def _button(self, tender: str, place: int) -> Button:
        button = Button(
            kind="tall", icon=self._icon(tender), on_click=partial(self._choose, tender)
        )
        words = self._words(tender)
        button.setAccessibleName(words)
        button.setText(f"{words} ({keys.hint(f'{keys.TENDER}{place + 1}')})")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def _icon(self, tender: str) -> str:
        if tender in (CASH, SCAN):
            return tender
        return "card" if takes_slip(self.sale.providers, tender) else "qr"

    def _words(self, tender: str) -> str:
        if tender == SCAN:
            return i18n.tr("pay.scan")
        words = order_words.tender(tender)
        by_code = tender != CASH and not takes_slip(self.sale.providers, tender)
        return i18n.tr("pay.by_code", tender=words) if by_code else words
