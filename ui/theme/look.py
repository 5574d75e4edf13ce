"""The look in use: theme, text size and screen, applied to the whole program at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon
from PySide6.QtWidgets import QAbstractButton, QApplication

from ui.live import LiveCalls
from ui.theme import fonts, icons
from ui.theme.metrics import Metrics, Size
from ui.theme.palette import palette
from ui.theme.sheet import sheet
from ui.theme.tokens import THEMES, ThemeName, Tokens


class Look(QObject):
    """One per process; everything that paints itself reads it and listens to it.

    Attributes:
        tokens: the colours in use; metrics: the sizes in use.
    Signals:
        changed: the theme or a size is another one now.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = ThemeName.LIGHT
        self.tokens: Tokens = THEMES[self.theme]
        self.metrics = Metrics(96.0)
        self._icons = LiveCalls(self._apply_icon)

    def apply(self, theme: ThemeName, size: Size) -> None:
        """Use this theme and size from now on, in every window."""
        screen = QGuiApplication.primaryScreen()
        dpi = screen.physicalDotsPerInch() if screen else 96.0
        self.theme, self.tokens = theme, THEMES[theme]
        self.metrics = Metrics.for_screen(dpi, size)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setFont(fonts.body(self.metrics))
            app.setPalette(palette(self.tokens))
            app.setStyleSheet(sheet(theme, self.metrics))
        self._icons.again()
        self.changed.emit()

    def colour(self, token: str) -> QColor:
        """A token as a QColor."""
        return QColor(getattr(self.tokens, token))

    def put_icon(
        self,
        button: QAbstractButton,
        name: str,
        *,
        token: str = "text",
        on_token: str | None = None,
        em: float = 1.35,
    ) -> None:
        """Give a button an icon that follows the theme; `em` is its side in text heights."""
        self._icons.put(button.setIcon, (name, token, on_token, em))

    def icon(self, name: str, token: str = "text", em: float = 1.35) -> QIcon:
        """An icon in today's colours, for what is painted anew at every change."""
        return icons.icon(name, getattr(self.tokens, token), self.metrics.em(em))

    def _apply_icon(self, setter: Callable[[Any], object], given: Any) -> None:
        name, token, on_token, em = given
        side = self.metrics.em(em)
        on_colour = getattr(self.tokens, on_token) if on_token else None
        setter(icons.icon(name, getattr(self.tokens, token), side, on_colour))
        button = setter.__self__  # type: ignore[attr-defined]
        button.setIconSize(QSize(side, side))


look = Look()
