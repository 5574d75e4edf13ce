"""Strips: news that lies over the page, with at most three things to do about it.

They take no room: a button that moves away under a finger is pressed wrongly. In a wide window they
lie left of where panels and the Pay button are, above the row at the foot of every page; in a
narrow one at its top.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.i18n.live import say_made
from ui.theme import icons, look
from ui.widgets.buttons import Button
from ui.widgets.flow import flowing
from ui.widgets.labels import Label, Tone
from ui.widgets.panels import panel_width

_ICONS: dict[str, str] = {"good": "tick", "warn": "warning", "error": "warning", "info": "info"}
NEWS_MS = 6000
LONG_MS = 12_000  # for what must not be missed
MOST = 2
_WORDS_EM = 16.0  # what words keep beside their buttons
_LEAST_EM = 24.0  # narrower than this there is no room beside a panel
_MOST_EM = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a strip says.

    Attributes:
        again: says the same in whatever language comes later, for what stays long.
        topic: a newer strip of the same topic takes the older one's place.
        actions: message key of a button, and what it does; the strip closes then.
        stay_ms: how long it stays by itself; 0, until it is closed, is for news with actions.
    """

    text: str
    again: Callable[[], str] | None = None
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
        say_made(self.words.setText, news.again or (lambda: news.text))
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._picture = QLabel()
        self._draw()
        row = QHBoxLayout(self)
        gap = look.metrics.gap
        row.setContentsMargins(gap * 2, gap // 2, gap, gap // 2)
        row.setSpacing(gap)
        row.addWidget(self._picture)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(gap)
        self._middle.addWidget(self.words, 1)
        row.addLayout(self._middle, 1)
        self.buttons = [self._action(key, do, close) for key, do in news.actions]
        if self.buttons:
            self._middle.addWidget(flowing(*self.buttons), alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(
            Button(kind="quiet", icon="close", name_key="strip.close", on_click=lambda: close(self))
        )
        look.changed.connect(self._draw)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons go below the words where there is no room beside them."""
        super().resizeEvent(event)
        wide = sum(button.sizeHint().width() + look.metrics.gap for button in self.buttons)
        beside = wide + look.metrics.em(_WORDS_EM) <= self.width()
        way = QBoxLayout.Direction
        self._middle.setDirection(way.LeftToRight if beside else way.TopToBottom)

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
    """Where strips appear; the newest is at the bottom, the oldest goes first.

    Args:
        area: the page they lie over; a child of the same widget as this host.

    Signals:
        moved: they lie elsewhere now, or have gone.
    """

    moved = Signal()

    def __init__(self, area: QWidget) -> None:
        super().__init__(area.parentWidget())
        self._area = area
        area.installEventFilter(self)
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
        _say_aloud(strip)
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
        self.moved.emit()

    def event(self, event: QEvent) -> bool:
        """Strips came, went, or need another height."""
        answer = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return answer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the strips in place when the page changes its size."""
        if watched is self._area and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        """Over the page, but over nothing that is pressed all day."""
        page, gap = self._area.geometry(), look.metrics.gap
        beside = page.width() - panel_width(page.width()) - 2 * gap
        narrow = beside < look.metrics.em(_LEAST_EM)
        width = page.width() - 2 * gap if narrow else min(beside, look.metrics.em(_MOST_EM))
        height = self._column.heightForWidth(width)
        foot = look.metrics.touch() + 3 * gap
        top = page.top() + gap if narrow else page.bottom() - foot - height
        self.setGeometry(QRect(QPoint(page.left() + gap, top), QSize(width, height)))
        self.raise_()
        self.moved.emit()

    def leave_page(self) -> None:
        """Another page is shown: news of the last one goes, unless it failed or wants an answer."""
        for strip in list(self.strips):
            news = strip.news
            if news.stay_ms and not news.actions and news.tone != "error":
                self.close_strip(strip)

    def settle(self, topic: str) -> None:
        """Take away what would stay until a topic is settled."""
        for strip in [x for x in self.strips if x.news.topic == topic and not x.news.stay_ms]:
            self.close_strip(strip)

    def clear_topic(self, topic: str) -> None:
        """Take the strip of a topic away, if there is one."""
        for strip in [x for x in self.strips if x.news.topic == topic]:
            self.close_strip(strip)


def _say_aloud(strip: Strip) -> None:
    """For those who do not see it; nobody waits at the start for what this needs."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(strip, strip.news.text))
