"""The heartbeat: asks twice a second what is due, and has it done off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from ui.status import StatusTeller
from ui.views.base import Shell

BEAT_MS = 500
_LOOK_EVERY = 4  # beats
_PAUSE = 20  # beats, after the books could not be read


class Heartbeat(QObject):
    """A provider that hangs holds up its own questions only; the others go on beside it."""

    def __init__(self, shell: Shell, teller: StatusTeller, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._teller = teller
        self._asking = False
        self._beats = 0
        self._pause = 0
        self._printing = False
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Begin to beat."""
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def beat(self) -> None:
        """Ask what is due; now and then, what waits and what can be printed."""
        self._beats += 1
        self._pause = max(0, self._pause - 1)
        self._ask()
        if self._beats % _LOOK_EVERY == 1:
            self._teller.look()
            if not self._printing:
                self._print()

    def _ask(self) -> None:
        if self._asking or self._pause:
            return
        self._asking = True
        house = self._shell.house
        self._shell.executor.database(
            lambda: house.poller.due(), owner=self, done=self._do, failed=self._not_asked
        )

    def _do(self, calls: Sequence[Callable[[], object]]) -> None:
        self._asking = False
        for call in calls:
            self._shell.executor.background(call, owner=self, done=self._done, failed=self._broken)

    def _done(self, _result: object) -> None:
        """There is room for another one."""
        self._ask()

    def _broken(self, failure: Exception) -> None:
        """Only what is our own fault comes here."""
        self._tell(failure)

    def _not_asked(self, failure: Exception) -> None:
        self._asking = False
        self._pause = _PAUSE
        self._tell(failure)

    def _tell(self, failure: Exception) -> None:
        """Once, however often it is met again: nobody reads the same news twice a second."""
        if repr(failure) != self._told:
            self._told = repr(failure)
            self._shell.tell_failure(failure)

    def _print(self) -> None:
        self._printing = True
        queue = self._shell.house.printing
        self._shell.executor.background(
            queue.run_due, owner=self, done=self._printed, failed=self._not_printed
        )

    def _printed(self, _waiting: int) -> None:
        self._printing = False

    def _not_printed(self, failure: Exception) -> None:
        self._printing = False
        self._tell(failure)
