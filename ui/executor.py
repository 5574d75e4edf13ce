"""The one way off the GUI thread: a serialized database worker and several others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
Failed = Callable[[Exception], None]
log = logging.getLogger(__name__)
_BACKGROUND = 8  # workers: six calls to providers at a time, and papers beside them


class Executor(Protocol):
    """Runs work elsewhere and delivers its result on the GUI thread.

    A result whose `owner` has been destroyed is dropped. Without `failed`, a failure goes to
    `on_failure`, which the window sets to its strip.
    """

    on_failure: Failed

    def database(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run on the database worker, one after the other, in the order asked."""

    def background(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run beside the others: providers, documents, long reports, imports."""

    def close(self) -> None:
        """Wait for what is running; nothing is delivered afterwards."""


def log_failure(failure: Exception) -> None:
    """What happens to failures before a window listens."""
    log.error("work failed", exc_info=failure)


@dataclass(slots=True)
class _Parcel:
    """A finished piece of work on its way to the GUI thread."""

    owner: QObject
    deliver: Callable[[Any], None] | None
    content: Any


class _Courier(QObject):
    """Lives as long as the executor; the only object that workers emit on.

    Signals:
        arrived: a parcel, delivered on the thread this object lives on.
    """

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.open = True
        self.arrived.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _hand_over(self, parcel: _Parcel) -> None:
        if self.open and parcel.deliver is not None and shiboken6.isValid(parcel.owner):
            parcel.deliver(parcel.content)


class ThreadExecutor:
    """The executor of the running program."""

    def __init__(self) -> None:
        self.on_failure: Failed = log_failure
        self._courier = _Courier()
        self._database = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._background = ThreadPoolExecutor(_BACKGROUND, thread_name_prefix="background")

    def database(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run on the database worker."""
        self._send(self._database, partial(self._run, work, owner, done, failed))

    def background(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run beside the others."""
        self._send(self._background, partial(self._run, work, owner, done, failed))

    def close(self) -> None:
        """Drop what has not begun, wait for what has."""
        self._courier.open = False
        for pool in (self._background, self._database):
            pool.shutdown(wait=True, cancel_futures=True)

    def _send(self, pool: ThreadPoolExecutor, job: Callable[[], None]) -> None:
        pool.submit(job)

    def _run(
        self,
        work: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None] | None,
        failed: Failed | None,
    ) -> None:
        try:
            parcel = _Parcel(owner, done, work())
        except Exception as failure:
            parcel = _Parcel(owner, failed or self._report, failure)
        self._courier.arrived.emit(parcel)

    def _report(self, failure: Exception) -> None:
        self.on_failure(failure)
