"""No believable answer yet: not paid, not failed. The next customer can be served."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from app.domain.payment import AttemptState
from ui import i18n
from ui.theme import icons, look
from ui.views.base import Shell
from ui.views.pay.code import checked_words
from ui.views.pay.page import PayPage
from ui.views.pay.sale import PaySale
from ui.views.pay.stages import Stage
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


class UnknownPage(PayPage):
    """Also the page of money that came in a wrong amount, which a person must settle.

    Args:
        park: called to leave this payment to the heartbeat and serve the next customer.
    """

    def __init__(self, sale: PaySale, shell: Shell, park: Callable[[], object]) -> None:
        super().__init__(sale, shell.session)
        self._shell = shell
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = Label("", "title", wrap=True)
        self.words = Label("", "body", wrap=True)
        self.state = Label("", "body", wrap=True)
        for label in (self.title, self.words, self.state):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.manager = Button("pay.call_manager", icon="person", on_click=self._tell_manager)
        self.hold = Button("pay.hold_and_next", kind="primary", icon="next", on_click=park)
        self.ask = Button("pay.ask_now", icon="refresh", on_click=sale.check)
        self.code = Button("pay.show_code", icon="qr", on_click=lambda: sale.choose(Stage.CODE))
        self.column.addWidget(self._card())
        self.column.addStretch(1)
        self.other = Button("pay.another_way", on_click=sale.another_way)
        for button in (self.other, self.code, self.ask, self.manager):
            self.column.addWidget(button)
        self.foot_column.addWidget(self.hold)
        look.changed.connect(self._draw)
        self._draw()
        self.show_sale()

    def focus_first(self) -> None:
        """Serving the next customer is what mostly comes next."""
        self.hold.setFocus()

    def show_sale(self) -> None:
        """Say what is known, which is little."""
        wrong = self.sale.stage is Stage.WRONG
        self.title.setText(i18n.tr("pay.wrong_title" if wrong else "pay.unknown_title"))
        words = self.sale.message or i18n.tr("pay.unknown_words")
        self.words.setText(words)
        attempt = self.sale.attempt
        pending = attempt is not None and attempt.state is AttemptState.PENDING
        unseen = attempt is not None and attempt.never_shown
        if unseen and not wrong:
            self.title.setText(i18n.tr("pay.unseen_title"))
            self.words.setText(i18n.tr("pay.unseen_words"))
        self.code.setVisible(pending and not unseen and not wrong)
        self.other.setVisible(unseen and not wrong)
        self.other.setEnabled(not self.sale.busy)
        self.ask.setVisible(not wrong)
        self.ask.setEnabled(not self.sale.busy)
        self.state.setVisible(not wrong)
        self.tick()

    def tick(self) -> None:
        """When the provider was asked last."""
        self.state.setText(checked_words(self.sale, self._shell))

    def _tell_manager(self) -> None:
        attempt = self.sale.attempt
        if attempt is not None:
            amount = self.session.amount(attempt.amount_minor)
            self.words.setText(i18n.tr("pay.manager", number=attempt.id, amount=amount))

    def _card(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("kind", "strip")
        frame.setProperty("tone", "warn")
        column = QVBoxLayout(frame)
        column.setContentsMargins(*(4 * [look.metrics.gap * 2]))
        for part in (self._picture, self.title, self.words, self.state):
            column.addWidget(part)
        return frame

    def _draw(self) -> None:
        side = look.metrics.em(2.6)
        self._picture.setPixmap(icons.pixmap("warning", look.tokens.warn_soft_text, side))
