"""What nobody caught while the window is open: in slots, timers and threads."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from ui.commands import failures


@contextlib.contextmanager
def reported(home: Path) -> Iterator[None]:
    """Turn it into a crash report in the home folder and one sentence, and let the till go on.

    Ctrl+C in the terminal closes the window.
    """

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            tell(error, home)
        elif isinstance(error, KeyboardInterrupt):
            _quit()

    def thread_hook(caught: threading.ExceptHookArgs) -> None:
        if isinstance(caught.exc_value, Exception):
            tell(caught.exc_value, home)

    before = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = hook, thread_hook
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before


def tell(error: Exception, home: Path) -> None:
    """Write the report and say where it is."""
    _, sentence = failures.explain(error, home)
    with contextlib.suppress(OSError):
        print(sentence, file=sys.stderr)


def _quit() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.exit(failures.STOPPED)
