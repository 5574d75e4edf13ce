"""Strips: one line of news at the foot of the window, with at most three things to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import icons, look
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, Tone

_ICONS: dict[str, str] = {"good": "tick", "warn": "warning", "error": "warning", "info": "info"}
NEWS_MS = 6000
MOST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a strip says.

    Attributes:
        topic: a newer strip of the same topic takes the older one's place.
        actions: message key of a button, and what it does; the strip closes then.
        stay_ms: how long it stays by itself; 0 means until it is closed.
    """

    text: str
    tone: Tone = "info"
    topic: str = ""
    actions: tuple[tuple[str, Callable[[], object]], ...] = field(default=())
    stay_ms: int = NEWS_MS


class Strip(QFrame):
    """One strip."""

    def __init__(self, news: News, close: Callable[[Strip], None]) -> None:
        super().__init__()
        self.news = news
        self.setProperty("kind", "strip")
        self.setProperty("tone", news.tone)
        self.words = Label("", "body", wrap=True)
        self.words.setText(news.text)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._picture = QLabel()
        self._draw()
        row = QHBoxLayout(self)
        gap = look.metrics.gap
        row.setContentsMargins(gap * 2, gap // 2, gap, gap // 2)
        row.setSpacing(gap)
        row.addWidget(self._picture)
        row.addWidget(self.words, 1)
        self.buttons = [self._action(key, do, close) for key, do in news.actions]
        for button in self.buttons:
            row.addWidget(button)
        row.addWidget(
            Button(kind="quiet", icon="close", name_key="strip.close", on_click=lambda: close(self))
        )
        look.changed.connect(self._draw)

    def _action(self, key: str, do: Callable[[], object], close: Callable[[Strip], None]) -> Button:
        def clicked() -> None:
            close(self)
            do()

        return Button(key, on_click=clicked)

    def _draw(self) -> None:
        token = f"{self.news.tone or 'info'}_soft_text".replace("error", "danger")
        colour = getattr(look.tokens, token)
        name = _ICONS[self.news.tone or "info"]
        self._picture.setPixmap(icons.pixmap(name, colour, look.metrics.em(1.35)))


class StripHost(QWidget):
    """Where strips appear; the newest is at the bottom, the oldest goes first."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.metrics.gap // 2)
        self.strips: list[Strip] = []
        self.hide()

    def tell(self, news: News) -> Strip:
        """Show a strip."""
        for old in [x for x in self.strips if news.topic and x.news.topic == news.topic]:
            self.close_strip(old)
        while len(self.strips) >= MOST:
            self.close_strip(self.strips[0])
        strip = Strip(news, self.close_strip)
        self.strips.append(strip)
        self._column.addWidget(strip)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(strip, news.text))
        if news.stay_ms:
            timer = QTimer(strip)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self.close_strip(strip))
            timer.start(news.stay_ms)
        return strip

    def close_strip(self, strip: Strip) -> None:
        """Take a strip away."""
        if strip in self.strips:
            self.strips.remove(strip)
            self._column.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        self.setVisible(bool(self.strips))

    def clear_topic(self, topic: str) -> None:
        """Take the strip of a topic away, if there is one."""
        for strip in [x for x in self.strips if x.news.topic == topic]:
            self.close_strip(strip)
