"""The last rows of a list stay in sight above news that lies over its foot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from ui.theme import look
from ui.widgets.strips import StripHost

_LEAST_ROOM = 4.0  # so many times a thumb's height are a head and a few rows


class KeptClear(QObject):
    """Rows end above the strips, while a few of them have room there; the frame stays."""

    def __init__(self, frame: QWidget, strips: StripHost) -> None:
        super().__init__(frame)
        self._frame, self._strips = frame, strips
        frame.installEventFilter(self)
        strips.moved.connect(self._fit, Qt.ConnectionType.QueuedConnection)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The frame is shown, or has another place."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        covered = self._covered() if self._frame.isVisible() and self._strips.isVisible() else 0
        margins = self._frame.contentsMargins()
        foot = max(covered, margins.top())  # the outline, which is alike all around
        if margins.bottom() != foot:
            margins.setBottom(foot)
            self._frame.setContentsMargins(margins)

    def _covered(self) -> int:
        """Pixels at the foot of the frame that lie below the strips' upper edge."""
        mine, theirs = _place(self._frame), _place(self._strips)
        room = theirs.top() - mine.top()
        if not mine.intersects(theirs) or room < look.metrics.touch(_LEAST_ROOM):
            return 0
        return mine.bottom() + 1 - theirs.top()


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())
