"""One call at a time about one thing, within this program."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class OneAtATime:
    """Knows what is being asked about right now; safe on several threads."""

    def __init__(self) -> None:
        self._busy: set[str] = set()
        self._lock = threading.Lock()

    @contextmanager
    def taken(self, subject: str) -> Iterator[bool]:
        """Yield whether this caller may ask about the subject now."""
        with self._lock:
            mine = subject not in self._busy
            self._busy.add(subject)
        try:
            yield mine
        finally:
            if mine:
                with self._lock:
                    self._busy.discard(subject)
