"""The frame of the window: rail on the left, one page, strips below it, the status bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import look
from ui.views import VIEWS
from ui.widgets.labels import Label
from ui.widgets.panels import PanelHost
from ui.widgets.rail import Rail
from ui.widgets.status_bar import StatusBar
from ui.widgets.strips import StripHost


class Frame(QWidget):
    """Lays out the parts; knows nothing of the shop.

    Attributes:
        rail, stack, strips, status: the parts; panels: what slides over the stack.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "ground")
        self.rail = Rail([(x.id, x.icon, f"view.{x.id}") for x in VIEWS])
        self.rail.setEnabled(False)
        self.stack = QStackedWidget()
        self.strips = StripHost()
        self.status = StatusBar()
        self.panels = PanelHost(self.stack)
        opening = Label("app.opening", "muted")
        opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(opening)
        beside = _tight(QVBoxLayout())
        beside.addWidget(self.stack, 1)
        beside.addWidget(self.strips)
        across = _tight(QHBoxLayout())
        across.addWidget(self.rail)
        across.addLayout(beside, 1)
        down = _tight(QVBoxLayout())
        down.addLayout(across, 1)
        down.addWidget(self.status)
        self.setLayout(down)
        look.changed.connect(self._fit)

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail leaves its words out when it must."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.rail.fit(self.height() - self.status.sizeHint().height())


def _tight(layout: QHBoxLayout | QVBoxLayout) -> QHBoxLayout | QVBoxLayout:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
