"""An executor that can be watched, and a printer that keeps what it was given."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from ui.executor import ThreadExecutor


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

    def _send(self, pool: ThreadPoolExecutor, job: Callable[[], None]) -> None:
        with self._lock:
            self._open += 1

        def counted() -> None:
            try:
                job()
            finally:
                with self._lock:
                    self._open -= 1

        super()._send(pool, counted)


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
