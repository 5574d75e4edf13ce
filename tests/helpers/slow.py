"""An executor whose answers take their time, as they do in a shop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from tests.helpers.immediate import ImmediateExecutor
from tests.helpers.windows import settle
from ui.executor import Failed


class SlowExecutor(ImmediateExecutor):
    """Does what is asked at once until `slow`; then only when `catch_up` is called."""

    def __init__(self) -> None:
        super().__init__()
        self.slow = False
        self._waiting: list[Callable[[], None]] = []

    def database(
        self,
        work: Callable[[], Any],
        *,
        owner: QObject,
        done: Callable[[Any], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Now, or later."""
        now = super().database
        if self.slow:
            self._waiting.append(lambda: now(work, owner=owner, done=done, failed=failed))
        else:
            now(work, owner=owner, done=done, failed=failed)

    background = database

    def keep_back(self) -> Callable[[], None]:
        """What was asked last is not done before it is called for."""
        return self._waiting.pop()

    def catch_up(self) -> None:
        """The answers come."""
        settle()
        while self._waiting:
            self._waiting.pop(0)()
            settle()
