"""The whole program, watched from outside: says when it was painted and when a scan was in."""

from __future__ import annotations

import importlib
import runpy
import sys
import time
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from ui import qt

qt.import_plainly()  # as main.py does, before the rest of the window
ui_app: Any = importlib.import_module("ui.app")
screen: Any = importlib.import_module("ui.screen")

ROOT, CODE = sys.argv[1], sys.argv[2]


class Watch(QObject):
    """Waits for the first paint, then for the counter, then for the scanned line."""

    def __init__(self, window: Any) -> None:
        super().__init__(window)
        self._window = window
        self._scanned = False
        window.frame.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        print("painted", time.monotonic(), flush=True)
        self._timer.start(1)

    def _look(self) -> None:
        sell: Any = self._window.views.get("sell")
        if sell is None:
            return
        if not self._scanned:
            self._scanned = True
            self._scan()
        elif sell.desk.cart.lines:
            print("scanned", time.monotonic(), flush=True)
            self._window.close()

    def _scan(self) -> None:
        """Press keys as a scanner does; Qt's own means of testing would have to be loaded first."""
        now_ms = int(time.monotonic() * 1000)
        keys = [(Qt.Key(ord(sign)), sign) for sign in CODE] + [(Qt.Key.Key_Return, "\r")]
        for place, (key, sign) in enumerate(keys):
            pressed = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, sign)
            pressed.setTimestamp(now_ms + 2 * place)
            QCoreApplication.sendEvent(self._window.windowHandle(), pressed)


_build = ui_app.build_window


def build_watched(*args: Any, **named: Any) -> Any:
    """The real window, with a watch on it."""
    window = _build(*args, **named)
    Watch(window)
    return window


ui_app.build_window = build_watched
screen.has_screen = lambda platform, environ: True  # else the tour would be driven
sys.argv = [f"{ROOT}/main.py", *sys.argv[3:]]
runpy.run_path(sys.argv[0], run_name="__main__")
