"""The buttons at the foot of a step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import look

_WAY = QBoxLayout.Direction


class FootBar(QWidget):
    """Side by side; where their words need more room the last one, which does it, goes on top.

    Attributes:
        row: where the buttons are put.
    """

    def __init__(self) -> None:
        super().__init__()
        self.row = QBoxLayout(_WAY.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(look.metrics.gap)

    def minimumSizeHint(self) -> QSize:
        """No wider than its widest button, however they stand now."""
        widest = max((size.width() for size in self._sizes()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """A button came or went, or has other words."""
        answer = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._turn()
        return answer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is another room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        sizes = self._sizes()
        gaps = self.row.spacing() * max(len(sizes) - 1, 0)
        fits = sum(size.width() for size in sizes) + gaps <= self.width()
        way = _WAY.LeftToRight if fits else _WAY.BottomToTop
        if way != self.row.direction():
            self.row.setDirection(way)

    def _sizes(self) -> list[QSize]:
        items = [self.row.itemAt(place) for place in range(self.row.count())]
        return [item.sizeHint() for item in items if item is not None and not item.isEmpty()]
