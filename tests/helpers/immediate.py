"""An executor without threads: what is asked for has been done when the call returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject

from ui.executor import Failed, log_failure

T = TypeVar("T")


class ImmediateExecutor:
    """Runs everything at once on the caller's thread."""

    def __init__(self) -> None:
        self.on_failure: Failed = log_failure

    def database(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run now."""
        try:
            result = work()
        except Exception as failure:
            (failed or self.on_failure)(failure)
            return
        if done is not None and shiboken6.isValid(owner):
            done(result)

    background = database

    def close(self) -> None:
        """Nothing is ever left running."""
