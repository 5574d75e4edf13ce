"""The rail on the left: one button for each view."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from ui import keys
from ui.i18n.live import say
from ui.theme import look
from ui.widgets.labels import restyle

_WIDTH_EM = 5.4
_LEAST_PAD = 2
_MOST_TASKS = 99
_AROUND = 5  # what the style adds


class RailButton(QToolButton):
    """Icon above words."""

    def __init__(self, icon: str, key: str, place: int) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        say(self.setText, key)
        say(self.setAccessibleName, key)
        say(self.setToolTip, key, hint=keys.written(keys.view_sequence(place)))
        look.put_icon(self, icon, token="rail_text", on_token="rail_on_text", em=1.45)
        self._tasks = 0

    @property
    def tasks(self) -> int:
        """How many things wait for a person in the view."""
        return self._tasks

    def show_tasks(self, tasks: int, told: str) -> None:
        """Draw their number at the icon; `told` is for those who do not see it."""
        self._tasks = tasks
        self.setAccessibleDescription(told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A number in a corner of the icon, where there is something to do."""
        super().paintEvent(event)
        if not self._tasks:
            return
        text = str(self._tasks) if self._tasks <= _MOST_TASKS else f"{_MOST_TASKS}+"
        metrics = self.fontMetrics()
        high = metrics.height()
        wide = max(high, metrics.horizontalAdvance(text) + high // 2)
        left = min(self.width() // 2 + look.metrics.em(0.3), self.width() - wide - 1)
        place = QRect(left, look.metrics.gap // 4, wide, high)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.tokens.warn_soft))
        painter.drawRoundedRect(place, high / 2, high / 2)
        painter.setPen(QColor(look.tokens.warn_soft_text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class Rail(QFrame):
    """Views in order; the last one stands at the foot.

    Signals:
        chosen(view_id): somebody wants to see a view.
    """

    chosen = Signal(str)

    def __init__(self, entries: list[tuple[str, str, str]]) -> None:
        """`entries`: id, icon and message key of each view."""
        super().__init__()
        self.setProperty("kind", "rail")
        self._group = QButtonGroup(self)
        self._ids = [entry[0] for entry in entries]
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, look.metrics.gap, 0, look.metrics.gap)
        column.setSpacing(2)
        for place, (_, icon, key) in enumerate(entries):
            if place and place == len(entries) - 1:
                column.addStretch(1)
            button = RailButton(icon, key, place)
            self._group.addButton(button, place)
            column.addWidget(button)
        if len(entries) == 1:
            column.addStretch(1)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._ids[place]))
        look.changed.connect(self._size)
        self._size()

    def mark(self, view_id: str) -> None:
        """Show which view is open."""
        self._group.button(self._ids.index(view_id)).setChecked(True)

    def show_tasks(self, view_id: str, tasks: int, told: str) -> None:
        """Say how many things wait for a person in a view."""
        button = self.button(view_id)
        if isinstance(button, RailButton):
            button.show_tasks(tasks, told)

    def button(self, view_id: str) -> QToolButton:
        """The button of a view."""
        found = self._group.button(self._ids.index(view_id))
        if not isinstance(found, QToolButton):
            raise KeyError(view_id)
        return found

    def fit(self, height: int) -> None:
        """Take the air out where there is little room, and the words where there is none."""
        gap, many = look.metrics.gap, len(self._ids)
        left = height - 2 * gap - self._column.spacing() * many
        each = look.metrics.rail_words + _AROUND
        room = "" if (each + 2 * gap) * many <= left else "tight"
        if (each + 2 * _LEAST_PAD) * many > left:
            room = "icons"
        for button in self._group.buttons():
            if (button.property("room") or "") != room:
                button.setProperty("room", room)
                restyle(button)

    def _size(self) -> None:
        self.setFixedWidth(look.metrics.em(_WIDTH_EM))
