"""The sandbox of a till: starts when the first payment needs it, ends with the till."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Unavailable

if TYPE_CHECKING:
    from app.sandbox.server import SandboxThread


class SandboxOnDemand:
    """One practice provider, in a thread; loads nothing before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._thread: SandboxThread | None = None
        self._lock = threading.Lock()

    def values(self) -> Mapping[str, Mapping[str, str]]:
        """Start it if need be; the settings with which each gateway reaches it, by its name.

        Errors: Unavailable("sandbox_failed", problem=).
        """
        return self._running().info.settings

    def codes_page(self, language: str) -> str:
        """The address where customers' codes are made, in a language; starts it if need be.

        Errors: Unavailable("sandbox_failed", problem=).
        """
        return self._running().info.codes_page(language)

    def stop(self) -> None:
        """End it, if it was started."""
        if self._thread is not None:
            self._thread.stop()

    def _running(self) -> SandboxThread:
        with self._lock:
            if self._thread is None:
                self._thread = self._started()
            return self._thread

    def _started(self) -> SandboxThread:
        import sqlite3

        from app.sandbox.server import SandboxThread

        thread = SandboxThread(self._folder)
        try:
            thread.start()
        except (OSError, ValueError, sqlite3.Error) as error:
            problem = getattr(error, "strerror", None) or str(error)
            raise Unavailable("sandbox_failed", problem=problem) from error
        return thread
