"""The customer's code: large, with its amount, its time, and two honest ways on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app import qr
from app.domain.payment import Way
from ui import formats, i18n
from ui.theme import icons, look
from ui.views.base import Shell
from ui.views.pay.page import PayPage
from ui.views.pay.sale import PaySale
from ui.views.pay.stages import Stage
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.qr_view import QrView

_WORDS = {
    Way.SHOWN: "pay.scan_now",
    Way.SCANNED: "pay.scanned_now",
    Way.CASHIER: "pay.bank_code_now",
}


class CodePage(PayPage):
    """Also shown while the code is being fetched, and while the customer types a password."""

    def __init__(self, sale: PaySale, shell: Shell) -> None:
        super().__init__(sale, shell.session)
        self._shell = shell
        self._drawn = ""
        self._room = 0
        self.test = TestBanner("pay.test_mode", "pay.open_page", self._open_page)
        self.code = QrView("pay.code")
        self.words = Label("", "strong", wrap=True)
        self.state = Label("", "muted", wrap=True)
        for label in (self.words, self.state):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.other = Button("pay.another_way", on_click=sale.another_way)
        self.claimed = Button("pay.customer_says_paid", on_click=sale.check)
        self.arrived = Button("pay.money_arrived", kind="go", icon="tick", on_click=sale.confirm)
        self.column.addWidget(self.test)
        self.column.addStretch(1)
        self.column.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch(1)
        self.foot_column.addWidget(self.words)
        self.foot_column.addWidget(self.state)
        self.arrived.hide()
        self.put_in_row(self.other, self.claimed, self.arrived)
        self.show_sale()

    def focus_first(self) -> None:
        """Nothing is to be typed; Esc leads to another way."""
        button = self.claimed if self.arrived.isHidden() else self.arrived
        button.setFocus()

    def fit(self, room: int) -> None:
        """The code is in sight whole, or it cannot be scanned: so many pixels are there.

        What stands above it is in sight as well where the code need not be too small for that.
        """
        self._room = room
        above = 0 if self.test.isHidden() else self.test.sizeHint().height() + 2 * look.metrics.gap
        left = room - above
        self.code.fit(left if left >= look.metrics.qr else room)

    def show_sale(self) -> None:
        """Draw the code when there is one to show; the customer's own is not shown."""
        sale = self.sale
        shown = sale.attempt is not None and sale.stage is Stage.CODE
        text = sale.attempt.qr_text if sale.attempt and shown else ""
        by_cashier = sale.attempt is not None and sale.attempt.way is Way.CASHIER
        if text and text != self._drawn:
            self._drawn = text
            self.code.show_code(qr.matrix(text))
        self.code.setVisible(bool(text))
        self.test.setVisible(bool(text) and sale.test_mode)
        self.fit(self._room)
        another_kind = self.arrived.isHidden() == by_cashier
        self.claimed.setVisible(not by_cashier)
        self.arrived.setVisible(by_cashier)
        for button in (self.other, self.claimed, self.arrived):
            button.setEnabled(shown and not sale.busy)
        if another_kind:
            self.focus_first()
        self.tick()

    def tick(self) -> None:
        """Time left, and when the provider was last heard."""
        sale, clock = self.sale, self._shell.house.clock
        if sale.stage is Stage.STARTING or sale.attempt is None:
            self.words.setText(i18n.tr("pay.starting"))
            self.state.setText("")
            return
        left = formats.countdown(sale.deadline_s - clock.monotonic())
        self.words.setText(i18n.tr(_WORDS[sale.attempt.way], left=left))
        by_cashier = sale.attempt.way is Way.CASHIER
        self.state.setText("" if by_cashier else checked_words(sale, self._shell))
        self.state.setVisible(not by_cashier)

    def _open_page(self) -> None:
        if self.sale.attempt is not None:
            self._shell.open_url(self.sale.attempt.qr_text)


class TestBanner(QFrame):
    """Says that no real money moves, and opens what the customer would see.

    Args:
        words_key, button_key: their words.
    """

    __test__ = False

    def __init__(self, words_key: str, button_key: str, open_page: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "strip")
        self.setProperty("tone", "warn")
        self._picture = QLabel()
        self.words = Label(words_key, "strong", wrap=True)
        self.button = Button(button_key, icon="open", on_click=open_page)
        row = QHBoxLayout(self)
        gap = look.metrics.gap
        row.setContentsMargins(gap, gap // 2, gap // 2, gap // 2)
        row.addWidget(self._picture)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        look.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        side = look.metrics.em(1.35)
        self._picture.setPixmap(icons.pixmap("warning", look.tokens.warn_soft_text, side))


def checked_words(sale: PaySale, shell: Shell) -> str:
    """When the provider was last heard, or that it was asked and nothing can be believed."""
    if sale.busy:
        return i18n.tr("pay.asking")
    attempt = sale.attempt
    if attempt is not None and attempt.unanswered:
        return i18n.tr("pay.no_answer")
    if attempt is None or attempt.checked_at is None:
        return i18n.tr("pay.not_checked")
    passed = max(timedelta(), shell.house.clock.now() - attempt.checked_at)
    return i18n.tr("pay.checked", ago=formats.ago(passed))
