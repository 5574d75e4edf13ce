"""Waiting for the window: its event loop runs until something is so, or patience ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from PySide6.QtCore import QEventLoop, QTimer

from ui.i18n import tr

PULSE_MS = 4
PATIENCE_S = 20.0


class Stuck(Exception):
    """The day cannot go on; says why in one line."""


class Waiter:
    """Runs Qt's event loop between two actions.

    Attributes:
        trouble: asked while waiting; whatever it raises ends the wait.
    """

    def __init__(self) -> None:
        self.trouble: Callable[[], object] = lambda: None
        self._caught: list[BaseException] = []

    def until(
        self, condition: Callable[[], object], what: str, *, seconds: float = PATIENCE_S
    ) -> None:
        """Wait until `condition` holds.

        Args:
            what: key of the words that say what was waited for: "tour.wait.<what>".

        Raises Stuck when it does not hold in time, and whatever went wrong in the window.
        """
        deadline = time.monotonic() + seconds
        loop, pulse = QEventLoop(), QTimer()
        held = False

        def look() -> None:
            nonlocal held
            try:
                self.trouble()
                held = bool(condition())
            except BaseException as problem:
                self._caught.append(problem)
            if held or self._caught or time.monotonic() > deadline:
                loop.quit()

        pulse.timeout.connect(look)
        pulse.start(PULSE_MS)
        loop.exec()
        pulse.stop()
        if self._caught:
            raise self._caught.pop(0)
        if not held:
            raise Stuck(tr("tour.waited", what=tr(f"tour.wait.{what}"), seconds=round(seconds)))

    @contextmanager
    def listening(self) -> Iterator[None]:
        """What nobody catches in slots and timers ends the next wait instead of going unseen."""
        before = sys.excepthook

        def hook(
            _kind: type[BaseException], problem: BaseException, _trace: TracebackType | None
        ) -> None:
            self._caught.append(problem)

        sys.excepthook = hook
        try:
            yield
        finally:
            sys.excepthook = before
