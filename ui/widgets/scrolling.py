"""A column that scrolls up and down, to whatever has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class Scrolling(QScrollArea):
    """Qt follows the Tab key only; a field that complains takes the keyboard by itself.

    Signals:
        resized: what scrolls, or the room for it, has another size.
    """

    resized = Signal()

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self._inside = inside
        inside.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say so."""
        super().resizeEvent(event)
        self.resized.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of the size of what scrolls."""
        if event.type() is QEvent.Type.Resize and watched is self._inside:
            self.resized.emit()
        return super().eventFilter(watched, event)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._inside.isAncestorOf(now):
            QTimer.singleShot(0, self, self._follow)  # its place may be about to change

    def _follow(self) -> None:
        now = QApplication.focusWidget()
        if now is None or not self._inside.isAncestorOf(now):
            return
        around = now.parentWidget() or now
        if around is not self._inside and around.height() < self.viewport().height():
            self.ensureWidgetVisible(around)  # a field, with what is wrong about it
        if now.height() < self.viewport().height():  # its middle would be shown, not its head
            self.ensureWidgetVisible(now)
