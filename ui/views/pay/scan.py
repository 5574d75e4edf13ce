"""The customer's own code: the cashier scans it off the customer's phone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from ui import i18n
from ui.theme import icons, look
from ui.views.base import Shell
from ui.views.pay.code import TestBanner
from ui.views.pay.page import PayPage
from ui.views.pay.sale import PaySale
from ui.widgets.buttons import Button
from ui.widgets.forms import TextField
from ui.widgets.labels import Label

_PICTURE_EM = 32.0


class ScanPage(PayPage):
    """Waits for the scanner; the digits below the code can be typed as well."""

    def __init__(self, sale: PaySale, shell: Shell) -> None:
        super().__init__(sale, shell.session)
        self._shell = shell
        self.test = TestBanner("pay.practice_codes", "pay.get_code", self._open_codes)
        self._picture = QLabel()
        self.words = Label("pay.scan_words", "strong", wrap=True)
        self.code = TextField("pay.scan_code", most=40)
        self.problem = Label("", "error", wrap=True)
        self.charge = Button("pay.charge", kind="go", icon="tick", on_click=self.take_typed)
        self.code.input.returnPressed.connect(self.take_typed)
        self.code.input.textEdited.connect(lambda _text: self._say(""))
        for part in (self._picture, self.words):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column.addWidget(self.test)
        self.column.addStretch(1)
        for widget in (self._picture, self.words, self.code):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.foot_column.addWidget(self.problem)
        self.foot_column.addWidget(self.charge)
        look.changed.connect(self._draw)
        self._draw()
        self.show_sale()

    def focus_first(self) -> None:
        """The scanner needs no focus; fingers do."""
        self.code.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture goes first where there is little room."""
        super().resizeEvent(event)
        self._picture.setVisible(self.window().height() > _PICTURE_EM * look.metrics.em())

    def take_typed(self) -> None:
        """Charge the code that was typed."""
        self.take("".join(self.code.input.text().split()))

    def take(self, code: str) -> bool:
        """Charge a customer's code; one of no wallet that is set up is refused in words."""
        provider = self.sale.whose_code(code)
        able = {x.id for x in self.sale.providers if x.caps.scans_code}
        if provider not in able:
            self._say(i18n.tr("pay.scan_unknown" if provider is None else "pay.scan_not_set_up"))
            return False
        self.code.input.clear()
        self.sale.start(provider, auth_code=code)
        return True

    def show_sale(self) -> None:
        """What went wrong last; in practice, where there is a code to charge."""
        self._say(self.sale.message)
        caps = [x.caps for x in self.sale.providers]
        self.test.setVisible(any(x.test_mode and x.scans_code for x in caps))
        self.charge.setEnabled(not self.sale.busy)

    def _open_codes(self) -> None:
        shell, language = self._shell, i18n.language()
        page = shell.house.practice_codes

        def done(address: str) -> None:
            shell.open_url(address)

        shell.executor.background(lambda: page(language), owner=self, done=done)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _draw(self) -> None:
        self._picture.setPixmap(icons.pixmap("scan", look.tokens.text, look.metrics.em(5)))
