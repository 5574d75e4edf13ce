"""The frame of the window: rail on the left, one page beside it, the status bar below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ui.i18n.live import say
from ui.theme import look
from ui.views import VIEWS
from ui.widgets.rail import Rail

if TYPE_CHECKING:
    from ui.widgets.status_bar import StatusBar
    from ui.widgets.strips import StripHost

_STATUS_EM = 2.35  # about the height of the status bar


class Frame(QWidget):
    """Lays out the parts; knows nothing of the shop.

    The window is painted with the rail alone, so that it is there at once; `furnish` brings the
    rest.

    Nothing here may import the name Qt: its enums alone would cost a tenth of the whole start.

    Attributes:
        rail, stack: there from the beginning; strips, status: after `furnish`.
    Signals:
        painted: for the first time.
    """

    painted = Signal()
    strips: StripHost
    status: StatusBar

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "ground")
        self._painted = False
        self.rail = Rail([(x.id, x.icon, f"view.{x.id}") for x in VIEWS])
        self.rail.setEnabled(False)
        self.stack = QStackedWidget()
        opening = QLabel()
        opening.setProperty("kind", "opening")
        say(opening.setText, "app.opening")
        self.stack.addWidget(opening)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(self.stack, 1)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)
        self._down.addLayout(across, 1)
        look.changed.connect(self._fit)

    def furnish(self, strips: StripHost, status: StatusBar) -> None:
        """Lay strips over the page and put the status bar below everything."""
        self.strips, self.status = strips, status
        self._down.addWidget(status)

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first time."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail leaves its words out when it must."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.rail.fit(self.height() - look.metrics.em(_STATUS_EM))
