"""The end of a sale: the change, as large as it gets, until the next scan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from ui import i18n
from ui.session import Session
from ui.theme import icons, look
from ui.views.pay.page import PayPage
from ui.views.pay.sale import PaySale
from ui.views.pay.stages import Finished
from ui.widgets.buttons import Button
from ui.widgets.labels import AmountLabel, Label

CHANGE_POINTS = 68
_NO_CHANGE_POINTS = 34  # words to be read once, not a sum to be counted out
_PICTURE_EM = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneActions:
    """What can be done after a sale."""

    receipt: Callable[[], object]
    invoice: Callable[[], object]
    undo: Callable[[], object]
    next: Callable[[], object]


class DonePage(PayPage):
    """Counts down the seconds in which the sale can be undone."""

    def __init__(self, sale: PaySale, session: Session, actions: DoneActions) -> None:
        super().__init__(sale, session)
        self._left_s = session.settings.undo_seconds
        self._picture = QLabel()
        self.number = Label("", "muted")
        self.title = Label("", "title")
        self.change = AmountLabel(CHANGE_POINTS)
        self.paid = Label("", "heading")
        self.undo = Button(kind="danger", icon="undo", on_click=actions.undo)
        self.next = Button("pay.next_sale", kind="go", icon="next", on_click=actions.next)
        self.receipt = Button(
            "pay.receipt", icon="print", action="reprint", on_click=actions.receipt
        )
        self.invoice = Button("pay.invoice", icon="invoice", on_click=actions.invoice)
        self._lay_out()
        look.changed.connect(self._draw)
        self._draw()
        self.show_sale()

    def focus_first(self) -> None:
        """Enter serves the next customer."""
        self.next.setFocus()

    def show_sale(self) -> None:
        """Show the change; that there is none, in words; or what was paid by code."""
        finished = self.sale.finished
        if finished is None:
            return
        self.number.setText(i18n.tr("pay.order", number=finished.number))
        self._show_money(finished)
        self._show_undo()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tick goes first where there is little room."""
        super().resizeEvent(event)
        self._picture.setVisible(self.window().height() > _PICTURE_EM * look.metrics.em())

    def tick(self) -> None:
        """One second less to change one's mind."""
        self._left_s -= 1
        self._show_undo()

    @property
    def can_undo(self) -> bool:
        """Whether the sale can still be undone here."""
        return self._left_s > 0

    def _show_money(self, finished: Finished) -> None:
        amount, change = self.session.amount, finished.change_minor
        paid = amount(finished.paid_minor)
        exact = change == 0
        self.title.setText(i18n.tr("pay.change" if change else "pay.paid"))
        self.change.set_points(_NO_CHANGE_POINTS if exact else CHANGE_POINTS)
        figures = amount(change) if change else paid
        self.change.setText(i18n.tr("pay.no_change") if exact else figures)
        self.paid.setText(i18n.tr("pay.paid_is", amount=paid))
        self.paid.setVisible(change is not None)

    def _show_undo(self) -> None:
        self.undo.setVisible(self.can_undo)
        self.undo.setText(i18n.tr("pay.undo_sale", seconds=max(0, self._left_s)))
        self.undo.setAccessibleName(i18n.tr("pay.undo_name"))

    def _lay_out(self) -> None:
        for part in (self._picture, self.title, self.change, self.paid, self.number):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self.title, self.change, self.paid, self.number):
            self.column.addWidget(part)
        self.column.addWidget(self._picture, 1)
        self.column.addWidget(self.undo)
        self.put_in_row(self.receipt, self.invoice)
        self.foot_column.addWidget(self.next)

    def _draw(self) -> None:
        side = look.metrics.em(4)
        self._picture.setPixmap(icons.pixmap("tick", look.tokens.go, side))
