"""Tells a barcode scanner from a person by the pace of the keys."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow

GAP_MS = 60  # hardly anybody types this fast; scanners send a key every 2 to 25 ms
MIN_LENGTH = 4
_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SILENT = {Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_unknown}
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Scanner(QObject):
    """Sits before a window's widgets: keys that come at a scanner's pace become one code.

    Every printable key is kept back until the next one shows who is typing; keys of a person
    are handed on after GAP_MS at most, in order. So a scan never leaves digits in whatever
    field has the focus.

    Signals:
        scanned(code): a whole code came in.
    """

    scanned = Signal(str)

    def __init__(
        self,
        parent: QObject | None = None,
        moment_ms: Callable[[QKeyEvent], float] = QKeyEvent.timestamp,
    ) -> None:
        """`moment_ms`: when a key was pressed; a busy window sees it later, at another pace."""
        super().__init__(parent)
        self._moment_ms = moment_ms
        self._window: QWindow | None = None
        self._kept: list[QKeyEvent] = []
        self._last_ms = 0.0
        self._replaying = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GAP_MS)
        self._timer.timeout.connect(self._waited)

    def watch(self, window: QWindow | None) -> None:
        """Listen to the keys of a window, and of no other."""
        if window is self._window:
            return
        if self._window is not None and shiboken6.isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks: shall this event stop here?"""
        if event.type() is not QEvent.Type.KeyPress or self._replaying:
            return False
        return isinstance(event, QKeyEvent) and self._take(event)

    def hand_on(self) -> None:
        """Give what was kept back to the window: a person typed it."""
        self._timer.stop()
        kept, self._kept = self._kept, []
        window = self._window
        if not kept or window is None or not shiboken6.isValid(window):
            return
        self._replaying = True
        try:
            for event in kept:
                QCoreApplication.sendEvent(window, event)
        finally:
            self._replaying = False

    def _take(self, event: QKeyEvent) -> bool:
        now_ms = self._moment_ms(event)
        in_pace = now_ms - self._last_ms <= GAP_MS
        key = Qt.Key(event.key())
        if key in _SILENT:
            return False
        if key in _ENDS:
            return self._finish(in_pace)
        if not _is_text(event):
            self.hand_on()
            return False
        if not in_pace:
            self.hand_on()
        self._kept.append(event.clone())
        self._last_ms = now_ms
        self._timer.start()
        return True

    def _waited(self) -> None:
        """No key came; but keys that wait behind something slow are let through first."""
        QTimer.singleShot(0, self, self._hand_on_if_waiting)

    def _hand_on_if_waiting(self) -> None:
        if not self._timer.isActive():
            self.hand_on()

    def _finish(self, in_pace: bool) -> bool:
        code = "".join(event.text() for event in self._kept)
        if not in_pace or len(code) < MIN_LENGTH:
            self.hand_on()
            return False
        self._timer.stop()
        self._kept = []
        self.scanned.emit(code)
        return True


def _is_text(event: QKeyEvent) -> bool:
    text = event.text()
    plain = not event.modifiers() & _COMMANDS
    return plain and len(text) == 1 and text.isprintable() and not event.isAutoRepeat()
