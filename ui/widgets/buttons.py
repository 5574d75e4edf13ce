"""Buttons: words and icon follow language and theme; each is large enough for a thumb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui import keys
from ui.i18n.live import say
from ui.theme import look

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

    def reword(self, key: str, *, action: str = "", **params: object) -> None:
        """Give the button other words; `action` is the row of ui.keys that does the same."""
        hint = keys.hint(action) if action else ""
        say(self.setText, key, hint=hint, **params)
        say(self.setAccessibleName, key, hint="", **params)


class ActionButton(QToolButton):
    """A button of a row that must always fit: it can leave out its icon or its words."""

    def __init__(
        self, key: str, *, icon: str, action: str, token: str = "text", kind: str = "action"
    ) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._hint = keys.hint(action)
        self.reword(key)
        say(self.setToolTip, f"key.{action}", hint=self._hint)
        look.put_icon(self, icon, token=token)

    def reword(self, key: str, **params: object) -> None:
        """Give the button other words."""
        say(self.setText, key, hint=self._hint, **params)
        say(self.setAccessibleName, key, hint="", **params)


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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.metrics.gap)
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
