"""Tells a barcode scanner from a person by the pace of the keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow

GAP_MS = 60  # hardly anybody types this fast; scanners send a key every 2 to 25 ms
STALL_MS = 400  # a radio scanner or a busy machine may pause in the middle of a code,
_MOST_PAUSES = 2  # but not at every key, as people do;
_STALL_AT_FIRST_MS = 150  # one key alone must be nearer, or it was typed
_TIMES = frozenset("*×＊")  # "5*" is typed before a scan and never part of it
MIN_LENGTH = 4
_MIN_STALLED = 6  # a code with a pause in it must look even less like typing
_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_SILENT = {Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_unknown}
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_PLAIN = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class Burst:
    """Keys that may have been the beginning of a scan and were handed on: then nothing came."""

    text: str
    last_ms: float
    pauses: int = 0


class Scanner(QObject):
    """Sits before a window's widgets: keys that come at a scanner's pace become one code.

    Every printable key is kept back until the next one shows who is typing; keys of a person
    are handed on after GAP_MS at most, in order. So a scan never leaves digits in whatever
    field has the focus. When a scan pauses in the middle, its first part has been handed on by
    then; it is taken back as soon as the rest is here.

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
        self._first_ms = self._last_ms = 0.0
        self._burst: Burst | None = None
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
        if self._replaying or not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyRelease:
            return self._release(event)
        return event.type() is QEvent.Type.KeyPress and self._take(event)

    def hand_on(self) -> None:
        """Give what was kept back to the window: a person typed it, or a scan has paused."""
        self._timer.stop()
        kept, self._kept = self._kept, []
        if kept:
            self._burst = self._burst_of(_text(kept))
            self._send(kept)

    def _waited(self) -> None:
        """No key came; but keys that wait behind something slow are let through first."""
        QTimer.singleShot(0, self, self._hand_on_if_waiting)

    def _hand_on_if_waiting(self) -> None:
        if not self._timer.isActive():
            self.hand_on()

    def _take(self, event: QKeyEvent) -> bool:
        now_ms = self._moment_ms(event)
        in_pace = now_ms - self._last_ms <= GAP_MS
        key = Qt.Key(event.key())
        if key in _SILENT:
            return False
        if key in _ENDS:
            return self._finish(now_ms, in_pace=in_pace)
        if not _is_text(event):
            self.hand_on()
            self._burst = None
            return False
        if not in_pace:
            self.hand_on()
        if not self._kept:
            self._first_ms = now_ms
        self._kept.append(event.clone())
        self._last_ms = now_ms
        self._timer.start()
        return True

    def _release(self, event: QKeyEvent) -> bool:
        """A key is let go after it was pressed, also where its press is still kept back."""
        if not any(kept.key() == event.key() for kept in self._kept):
            return False
        self._kept.append(event.clone())
        return True

    def _finish(self, now_ms: float, *, in_pace: bool) -> bool:
        """Return was pressed: whatever came at a scanner's pace before it is a code."""
        if not in_pace:
            self.hand_on()
        text = _text(self._kept)
        burst = self._joined(self._first_ms if text else now_ms)
        self._burst = None
        before = burst.text if burst else ""
        least = _MIN_STALLED if before else MIN_LENGTH
        if len(before + text) < least:
            self.hand_on()
            self._burst = None
            return False
        self._timer.stop()
        self._kept = []
        self._take_back(before)
        self.scanned.emit(before + text)
        return True

    def _joined(self, then_ms: float) -> Burst | None:
        """What was handed on so shortly before a moment that it belongs to the same scan."""
        burst = self._burst
        if burst is None:
            return None
        longest = STALL_MS if len(burst.text) > 1 else _STALL_AT_FIRST_MS
        if then_ms - burst.last_ms > longest:
            return None
        return burst if burst.pauses < _MOST_PAUSES else None

    def _burst_of(self, text: str) -> Burst | None:
        if _TIMES.intersection(text):
            return None
        before = self._joined(self._first_ms)
        if before is not None:
            return Burst(before.text + text, self._last_ms, before.pauses + 1)
        return Burst(text, self._last_ms)

    def _take_back(self, text: str) -> None:
        self._send([_backspace() for _ in text])

    def _send(self, events: list[QKeyEvent]) -> None:
        window = self._window
        if window is None or not shiboken6.isValid(window):
            return
        self._replaying = True
        try:
            for event in events:
                QCoreApplication.sendEvent(window, event)
        finally:
            self._replaying = False


def _backspace() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Backspace.value, _PLAIN, "\b")


def _text(kept: list[QKeyEvent]) -> str:
    return "".join(event.text() for event in kept if event.type() is QEvent.Type.KeyPress)


def _is_text(event: QKeyEvent) -> bool:
    text = event.text()
    plain = not event.modifiers() & _COMMANDS
    return plain and len(text) == 1 and text.isprintable() and not event.isAutoRepeat()
