"""What nobody caught while the window is open: in slots, timers and threads."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from ui import errors
from ui.commands import failures

_AGAIN_S = 5.0  # what breaks at every repaint is one crash, not a hundred reports


class Crashes(QObject):
    """Turns what nobody caught into a report and a sentence.

    Signals:
        told(sentence, folder): on the thread it broke on; `folder` holds the report, empty where
            there is none to read.
    """

    told = Signal(str, str)

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._home = home
        self._seen: dict[tuple[type[Exception], int], float] = {}

    def take(self, error: Exception, trace: TracebackType | None) -> None:
        """Write the report, say where it is, and tell the window."""
        place, now = (type(error), _line(trace)), time.monotonic()
        if now - self._seen.get(place, -_AGAIN_S) < _AGAIN_S:
            return
        self._seen[place] = now
        _, sentence = failures.explain(error, self._home)
        with contextlib.suppress(OSError):
            print(sentence, file=sys.stderr)
        folder = self._home / "crash"
        broken = errors.tone(error) == "error" and folder.exists()
        self.told.emit(sentence, str(folder) if broken else "")


@contextlib.contextmanager
def reported(home: Path) -> Iterator[Crashes]:
    """Report everything nobody catches to the home folder, and let the till go on.

    Ctrl+C in the terminal closes the window.
    """
    crashes = Crashes(home)

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            crashes.take(error, trace)
        elif isinstance(error, KeyboardInterrupt):
            _quit()

    def thread_hook(caught: threading.ExceptHookArgs) -> None:
        if isinstance(caught.exc_value, Exception):
            crashes.take(caught.exc_value, caught.exc_traceback)

    before = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = hook, thread_hook
    try:
        yield crashes
    finally:
        sys.excepthook, threading.excepthook = before


def _line(trace: TracebackType | None) -> int:
    """Where it broke, well enough to know it again."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_lineno if trace is not None else 0


def _quit() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.exit(failures.STOPPED)
