"""An executor that can be watched, and a printer that keeps what it was given."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from ui.executor import Failed, ThreadExecutor

T = TypeVar("T")


class CountingExecutor(ThreadExecutor):
    """The program's own executor; also says whether work is under way."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._open = 0

    @property
    def idle(self) -> bool:
        """Whether everything asked for has been done; results may still be on their way."""
        with self._lock:
            return self._open == 0

    def database(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run on the database worker."""
        super().database(self._counted(work), owner=owner, done=done, failed=failed)

    def background(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run beside the others."""
        super().background(self._counted(work), owner=owner, done=done, failed=failed)

    def _counted(self, work: Callable[[], T]) -> Callable[[], T]:
        with self._lock:
            self._open += 1

        def job() -> T:
            try:
                return work()
            finally:
                with self._lock:
                    self._open -= 1

        return job


class PaperTray:
    """A printer that keeps what it was given. Any thread."""

    def __init__(self) -> None:
        self.printed: list[tuple[str, bytes]] = []

    def present(self) -> bool:
        """Always."""
        return True

    def print_pdf(self, pdf: bytes, *, title: str) -> None:
        """Keep it."""
        self.printed.append((title, pdf))
