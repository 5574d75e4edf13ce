"""The sales chart on screen: the very drawing of the report, as SVG."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import QSizePolicy

from ui.i18n.live import say
from ui.theme import look

_TYPE_POINTS = 7.6  # the size of the chart's own type
_LEAST = (150.0, 90.0)
_REST_MS = 150


class Chart(QSvgWidget):
    """Drawn for the room it has, so that its type is always as large as the window's.

    Attributes:
        on_resized: called when it should be drawn anew, after resizing has come to rest.
    """

    def __init__(self) -> None:
        super().__init__()
        self.on_resized: Callable[[], object] = lambda: None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        say(self.setAccessibleName, "reports.chart")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(lambda: self.on_resized())

    @property
    def room(self) -> tuple[float, float]:
        """Width and height in points of the chart's type."""
        per_point = look.metrics.em(0.85) / _TYPE_POINTS
        wide, high = (side / per_point for side in (self.width(), self.height()))
        return max(wide, _LEAST[0]), max(high, _LEAST[1])

    def show_svg(self, svg: bytes) -> None:
        """Draw it."""
        self.load(QByteArray(svg))
        self.renderer().setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drawn anew soon."""
        super().resizeEvent(event)
        self._rest.start()

    def sizeHint(self) -> QSize:
        """Whatever there is; the table beside it decides the height."""
        return QSize(300, 160)

    def minimumSizeHint(self) -> QSize:
        """It may become small."""
        return QSize(120, 80)
