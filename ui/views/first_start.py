"""The first start: one screen of questions, and the shop is open."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain import money
from app.domain.errors import UserError
from app.domain.shop import ShopProfile
from ui import errors, i18n, time_zone
from ui.currencies import currency_choices
from ui.executor import Executor
from ui.i18n.live import say
from ui.session import Session
from ui.theme import icons, look
from ui.widgets.buttons import Button, Segmented
from ui.widgets.forms import ChoiceField, TextField
from ui.widgets.labels import Label, card
from ui.widgets.tick import Tick

if TYPE_CHECKING:
    from app.services.house import House

DEMO, EMPTY, IMPORT = "demo", "empty", "import"
_ICONS = {DEMO: "sparkle", EMPTY: "basket", IMPORT: "import"}
_WIDE_EM = 46.0
_TAX_ON_TOP = frozenset({"USD", "CAD"})  # where price tags are without tax


class ChoiceCard(QPushButton):
    """A large button with a title and a sentence; one of several is chosen."""

    def __init__(self, choice: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._icon = _ICONS[choice]
        self._picture = QLabel()
        column = QVBoxLayout(self)
        title = Label(f"first.{choice}", "heading", wrap=True)
        hint = Label(f"first.{choice}_hint", "small", wrap=True)
        for part in (self._picture, title, hint):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        say(self.setAccessibleName, f"first.{choice}")
        look.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        side = look.metrics.em(1.8)
        self._picture.setPixmap(icons.pixmap(self._icon, look.tokens.accent, side))
        inside = self.layout()
        if inside is not None:
            self.setMinimumHeight(inside.sizeHint().height())


class FirstStart(QScrollArea):
    """Asks for name, language, currency, tax, and what to begin with.

    Signals:
        finished(ShopProfile, str): the shop is open; what it began with.
    """

    finished = Signal(object, str)

    def __init__(self, house: House, executor: Executor, session: Session) -> None:
        super().__init__()
        self._house = house
        self._executor = executor
        self._session = session
        self.language = Segmented({"en": "first.english", "zh": "first.chinese"}, i18n.language())
        self.language.on_change = self._speak
        self.name = TextField("first.name", required=True, most=80)
        self.currency = ChoiceField("first.currency", currency_choices(), search=True)
        self.currency.choose(_usual_currency())
        self._touched = False  # currency or tax are somebody's own answer
        self.include_tax = Tick("first.include_tax")
        self.cards = {choice: ChoiceCard(choice) for choice in (DEMO, EMPTY, IMPORT)}
        self._group = QButtonGroup(self)
        self.complaint = Label("", "error", wrap=True)
        self.start = Button("first.start", kind="go", icon="tick", on_click=self.finish)
        self._lay_out()
        self.cards[DEMO].setChecked(True)
        self.currency.input.currentTextChanged.connect(lambda _text: self._guess_tax())
        self._hear_answers()
        self.name.input.returnPressed.connect(self.finish)
        self._guess_tax()
        self.setFocusProxy(self.name)

    @property
    def choice(self) -> str:
        """What the shop is to begin with."""
        return next(choice for choice, card in self.cards.items() if card.isChecked())

    def finish(self) -> None:
        """Open the shop; what is missing is said instead."""
        if not self.name.checked(self.name.text) or not self._currency_known():
            return
        if not self.start.isEnabled():
            return
        self.start.setEnabled(False)
        self._keep_language()
        shop, profile, choice = self._house.shop, self._profile(), self.choice
        open_it = shop.open_demo if choice == DEMO else shop.open_empty
        self._executor.database(
            lambda: open_it(profile),
            owner=self,
            done=lambda opened: self.finished.emit(opened, choice),
            failed=self._failed,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the shop from wherever on the page nothing else wants it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.finish()
        else:
            super().keyPressEvent(event)

    def _profile(self) -> ShopProfile:
        code = self.currency.chosen()
        return ShopProfile(
            name=self.name.text(),
            currency=code,
            prices_include_tax=self.include_tax.isChecked(),
            cash_step_minor=money.default_cash_step_minor(code),
            time_zone=time_zone.of_this_machine(os.environ),
            documents_language=i18n.language(),
        )

    def _speak(self, language: str) -> None:
        settings = self._session.settings
        self._session.set_settings(replace(settings, language=language))
        currency, taxed = self.currency.chosen(), self.include_tax.isChecked()
        self.currency.set_choices(currency_choices())
        self.currency.choose(currency if self._touched else _usual_currency())
        if self._touched:
            self.include_tax.setChecked(taxed)
        self.name.setFocus()

    def _hear_answers(self) -> None:
        """What somebody answered stays, whatever is usual where the language is spoken."""
        line = self.currency.input.lineEdit()
        if line is not None:
            line.textEdited.connect(self._touch)
        self.currency.input.activated.connect(self._touch)
        self.include_tax.clicked.connect(self._touch)

    def _touch(self) -> None:
        self._touched = True

    def _keep_language(self) -> None:
        """The language of this page is an answer too, also when nobody pressed its button."""
        settings = self._session.settings
        if settings.language != i18n.language():
            self._session.set_settings(replace(settings, language=i18n.language()))

    def _guess_tax(self) -> None:
        self.currency.complain(None)
        self.include_tax.setChecked(self.currency.chosen() not in _TAX_ON_TOP)

    def _currency_known(self) -> bool:
        known = bool(self.currency.chosen())
        typed = self.currency.input.currentText()
        self.currency.complain(None if known else UserError("currency_unknown", code=typed))
        return known

    def _failed(self, failure: Exception) -> None:
        self.start.setEnabled(True)
        self.complaint.setText(errors.text(failure))

    def _lay_out(self) -> None:
        gap = look.metrics.gap
        form = QVBoxLayout()
        form.setContentsMargins(gap * 3, gap, gap * 3, gap * 2)
        form.setSpacing(gap + gap // 2)
        head = QHBoxLayout()
        head.addWidget(Label("first.title", "title", wrap=True), 1)
        head.addWidget(self.language)
        form.addLayout(head)
        form.addLayout(_row(self.name, self.currency))
        form.addWidget(self.include_tax)
        form.addWidget(Label("first.begin_with", "muted"))
        form.addLayout(_row(*self.cards.values()), 1)
        form.addWidget(self.complaint)
        form.addWidget(self.start)
        for choice in self.cards.values():
            self._group.addButton(choice)
        frame = card()
        frame.setLayout(form)
        frame.setMaximumWidth(round(look.metrics.em(_WIDE_EM)))
        self._center(frame)

    def _center(self, frame: QFrame) -> None:
        inside = QWidget()
        inside.setProperty("kind", "bare")
        across = QHBoxLayout(inside)
        across.addStretch(1)
        across.addWidget(frame, 8, Qt.AlignmentFlag.AlignVCenter)
        across.addStretch(1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.metrics.gap * 2)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row


def _usual_currency() -> str:
    """The machine's own where it is one; with a Chinese window, the yuan."""
    code = QLocale.system().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    if i18n.language() == "zh" or code not in money.codes():
        return "CNY" if i18n.language() == "zh" else "USD"
    return code
