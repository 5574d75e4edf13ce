"""A box to tick, and fields side by side."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ui.i18n.live import say
from ui.theme import look


class Tick(QCheckBox):
    """Its words follow the language."""

    def __init__(self, key: str) -> None:
        super().__init__()
        say(self.setText, key)
        say(self.setAccessibleName, key)


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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns, or one."""
        super().resizeEvent(event)
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
