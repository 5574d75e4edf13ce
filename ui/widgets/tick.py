"""A box to tick, and fields side by side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ui.i18n.live import say
from ui.theme import look

_LEAST_EM = 9.0
_BOX_EM = 2.6  # the box and what is left free beside it


class Tick(QCheckBox):
    """Its words follow the language, and go on in the next line where there is no room."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._words = ""
        say(self.take_words, key)
        say(self.setAccessibleName, key)

    def take_words(self, words: str) -> None:
        """Say these words."""
        self._words = words
        self._wrap()

    def minimumSizeHint(self) -> QSize:
        """It may become narrow: then it becomes higher."""
        return QSize(look.metrics.em(_LEAST_EM), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines end where the widget does."""
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        room = self.width() - look.metrics.em(_BOX_EM)
        text = "\n".join(_lines(self._words, self.font(), room))
        if text != self.text():
            self.setText(text)


class SideBySide(QWidget):
    """Fields in columns of the same width; what is wrong with one does not move the other.

    Where there is no room for columns they stand one below the other.
    """

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts = parts
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.metrics.gap * 2)
        self._grid.setVerticalSpacing(look.metrics.gap)
        self._arrange(len(parts))

    def minimumSizeHint(self) -> QSize:
        """The widest field alone."""
        wide = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(wide, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Columns, or one, whenever the room or a field has changed."""
        answer = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._fit()
        return answer

    def _fit(self) -> None:
        many, gap = len(self._parts), self._grid.horizontalSpacing()
        wide = max(part.minimumSizeHint().width() for part in self._parts)
        self._arrange(many if many * (wide + gap) - gap <= self.width() else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, part in enumerate(self._parts):
            row, column = divmod(place, columns)
            self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(place, 1 if place < columns else 0)


def _lines(words: str, font: QFont, room_px: int) -> list[str]:
    """Words broken where their language lets them be broken."""
    layout = QTextLayout(words, font)
    layout.beginLayout()
    found = []
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(max(room_px, 1))
        found.append(words[line.textStart() : line.textStart() + line.textLength()].rstrip())
        line = layout.createLine()
    layout.endLayout()
    return found
