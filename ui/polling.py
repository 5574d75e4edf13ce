"""The heartbeat: asks twice a second what is due, and has it done off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from ui.status import StatusTeller
from ui.views.base import Shell

BEAT_MS = 500
_PRINT_EVERY = 4  # beats
_MOST_UNDER_WAY = 4  # leaves workers for printing, documents and new payments


class Heartbeat(QObject):
    """A provider that hangs holds up its own questions only; the others go on beside it."""

    def __init__(self, shell: Shell, teller: StatusTeller, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._teller = teller
        self._asking = False
        self._under_way = 0
        self._beats = 0
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
        """Ask what is due, unless too much is still being worked off."""
        self._beats += 1
        if not self._asking and self._under_way < _MOST_UNDER_WAY:
            self._asking = True
            poller = self._shell.house.poller
            self._shell.executor.database(
                poller.due, owner=self, done=self._do, failed=self._not_asked
            )
        if self._beats % _PRINT_EVERY == 0 and not self._printing:
            self._print()

    def _do(self, calls: Sequence[Callable[[], object]]) -> None:
        self._asking = False
        for call in calls:
            self._under_way += 1
            self._shell.executor.background(call, owner=self, done=self._done, failed=self._broken)

    def _done(self, _result: object) -> None:
        self._under_way -= 1

    def _broken(self, failure: Exception) -> None:
        self._under_way -= 1
        self._tell(failure)

    def _not_asked(self, failure: Exception) -> None:
        self._asking = False
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

    def _printed(self, waiting: int) -> None:
        self._printing = False
        self._teller.receipts_wait(waiting)

    def _not_printed(self, failure: Exception) -> None:
        self._printing = False
        self._tell(failure)
