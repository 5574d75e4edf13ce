"""Buttons: words and icon follow language and theme; each is large enough for a thumb."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui import keys
from ui.i18n.live import say
from ui.theme import look
from ui.widgets.flow import FlowLayout

Kind = Literal["plain", "primary", "go", "tall", "key", "danger", "quiet", "pill", "status"]
_ICON_TOKENS = {"primary": "accent_text", "go": "go_text", "danger": "danger", "pill": "text"}


class Button(QPushButton):
    """A push button.

    Args:
        key: its words in the catalog; empty for an icon alone (then give `name_key`).
        action: the row of ui.keys that does the same; its key is written on the button.
        name_key: what a screen reader says when the words are not enough.
    """

    def __init__(
        self,
        key: str = "",
        *,
        kind: Kind = "plain",
        icon: str = "",
        action: str = "",
        name_key: str = "",
        on_click: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        hint = keys.hint(action) if action else ""
        self._spaced = bool(icon)
        if key:
            say(self.setText, key, hint=hint)
            say(self.setAccessibleName, name_key or key)
        elif name_key:
            say(self.setAccessibleName, name_key)
            say(self.setToolTip, name_key, hint=hint)
        if icon:
            look.put_icon(
                self,
                icon,
                token=_ICON_TOKENS.get(kind, "text"),
                on_token="accent_text" if kind == "pill" else None,
                em=1.7 if kind == "go" else 1.35,
            )
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def setText(self, text: str) -> None:
        """Set the words: Qt puts them too close to an icon, and would not show a "&"."""
        words = text.replace("&", "&&")
        super().setText(f" {words}" if self._spaced and words else words)

    def sizeHint(self) -> QSize:
        """A pill has room for its words in bold, which they are while it is chosen."""
        size = super().sizeHint()
        if self.property("kind") != "pill":
            return size
        bold = QFont(self.font())
        bold.setBold(True)
        wider = QFontMetrics(bold).horizontalAdvance(self.text())
        more = wider - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(size.width() + max(0, more), size.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def reword(self, key: str, *, action: str = "", **params: object) -> None:
        """Give the button other words; `action` is the row of ui.keys that does the same."""
        hint = keys.hint(action) if action else ""
        say(self.setText, key, hint=hint, **params)
        say(self.setAccessibleName, key, hint="", **params)


class Fit(IntEnum):
    """How much an ActionButton shows, from all to least."""

    ALL = 0
    WORDS = 1
    TWO_LINES = 2
    KEY = 3
    ICON = 4


_FIT_STYLES = {
    Fit.ALL: Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
    Fit.WORDS: Qt.ToolButtonStyle.ToolButtonTextOnly,
    Fit.TWO_LINES: Qt.ToolButtonStyle.ToolButtonTextOnly,
    Fit.KEY: Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
    Fit.ICON: Qt.ToolButtonStyle.ToolButtonIconOnly,
}


class ActionButton(QToolButton):
    """A button of a row that must always fit: words and icon, one of them, or icon and key."""

    def __init__(
        self, key: str, *, icon: str, action: str, token: str = "text", kind: str = "action"
    ) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hint, self._words, self._fit = keys.hint(action), "", Fit.ALL
        self.reword(key)
        say(self.setToolTip, f"key.{action}", hint=self._hint)
        look.put_icon(self, icon, token=token)
        self.show_as(Fit.ALL)

    def reword(self, key: str, **params: object) -> None:
        """Give the button other words."""
        say(self.take_words, key, hint="", **params)

    def take_words(self, words: str) -> None:
        """Say these words, as far as there is room."""
        self._words = words
        self.setAccessibleName(words)
        self.show_as(self._fit)

    def show_as(self, fit: Fit) -> None:
        """Show so much."""
        self._fit = fit
        self.setToolButtonStyle(_FIT_STYLES[fit])
        with_key = f"{self._words} ({self._hint})"
        texts = {
            Fit.WORDS: with_key,
            Fit.TWO_LINES: f"{self._words}\n{self._hint}",
            Fit.KEY: f" {self._hint}",
        }
        self.setText(texts.get(fit, f" {with_key}"))


class Segmented(QWidget):
    """A few pills of which exactly one is chosen.

    Attributes:
        on_change: called with the id of the newly chosen pill.
    """

    def __init__(self, choices: dict[str, str], chosen: str) -> None:
        super().__init__()
        self.on_change: Callable[[str], object] = lambda _chosen: None
        self._group = QButtonGroup(self)
        self._ids = list(choices)
        row = FlowLayout()
        self.setLayout(row)
        for place, key in enumerate(choices.values()):
            pill = Button(key, kind="pill")
            pill.setCheckable(True)
            pill.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(pill, place)
            row.addWidget(pill)
        self.choose(chosen)
        self._group.idClicked.connect(lambda place: self.on_change(self._ids[place]))

    def choose(self, chosen: str) -> None:
        """Choose a pill without telling anybody."""
        self._group.button(self._ids.index(chosen)).setChecked(True)

    @property
    def chosen(self) -> str:
        """The id of the chosen pill."""
        return self._ids[self._group.checkedId()]

    def pill(self, choice: str) -> Button:
        """The pill with this id."""
        button = self._group.button(self._ids.index(choice))
        if not isinstance(button, Button):
            raise TypeError(choice)
        return button
