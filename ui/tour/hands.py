"""What staff do with their hands: scan, type, press keys, tap, choose a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QWidget,
)

from ui.i18n import tr
from ui.main_window import MainWindow
from ui.tour.waiting import Stuck, Waiter

_PLAIN = Qt.KeyboardModifier.NoModifier
_ANSWER_MS = 20
_ANSWERS = 250


class Hands:
    """Everything goes to the system's window, as from a real keyboard, scanner or finger."""

    def __init__(self, window: MainWindow, waiter: Waiter) -> None:
        self._window = window
        self._until = waiter.until

    @property
    def _handle(self) -> QWindow:
        handle = self._window.windowHandle()
        if handle is None:
            raise Stuck(tr("tour.no_window"))
        return handle

    def scan(self, code: str) -> None:
        """A scanner: every key at once, then Return."""
        for sign in code:
            QTest.keyClick(self._handle, ord(sign))
        QTest.keyClick(self._handle, Qt.Key.Key_Return)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        """One key."""
        QTest.keyClick(self._handle, key, modifier)

    def press_in(self, popup: QWidget, key: Qt.Key) -> None:
        """One key for a list that has dropped down over the window."""
        QTest.keyClick(popup, key)

    def type(self, text: str, line: QLineEdit) -> None:
        """Key by key, at a person's pace; what no key has comes as from an input method."""
        self._until(line.hasFocus, "focus")
        if not text.isascii():
            spoken = QInputMethodEvent()
            spoken.setCommitString(text)
            QCoreApplication.sendEvent(line, spoken)
            return
        for sign in text:
            before = line.text()
            QTest.keyClick(self._handle, ord(sign))
            self._until(partial(_changed, line, before), "typed")

    def tap(self, button: QAbstractButton) -> None:
        """A finger on a button, which must be there and alive."""
        self._until(lambda: button.isVisible() and button.isEnabled(), "button")
        self.touch(button, button.rect().center())

    def touch(self, part: QWidget, at: QPoint) -> None:
        """A finger somewhere on a part of the window."""
        QTest.mouseClick(part, Qt.MouseButton.LeftButton, _PLAIN, at)

    def choose_file(self, path: Path, ask: Callable[[], object]) -> None:
        """Do what opens the system's file dialog (`ask`), and choose a file in it."""
        tries = 0
        timer = QTimer()
        timer.setInterval(_ANSWER_MS)

        def answer() -> None:
            nonlocal tries
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                return
            tries += 1
            line = dialog.findChild(QLineEdit)
            if tries > _ANSWERS:
                dialog.reject()
            if not isinstance(dialog, QFileDialog) or line is None:
                return
            line.setText(str(path))
            QTest.keyClick(line, Qt.Key.Key_Return)

        timer.timeout.connect(answer)
        timer.start()
        ask()
        timer.stop()
        if tries > _ANSWERS:
            raise Stuck(tr("tour.no_dialog", path=path))
        self._window.activateWindow()  # a desktop gives the keyboard back by itself
        self._until(self._window.isActiveWindow, "focus")


def _changed(line: QLineEdit, before: str) -> bool:
    return line.text() != before
