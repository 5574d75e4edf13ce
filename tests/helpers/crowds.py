"""Several things at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def at_once(*actions: Callable[[], T]) -> list[T | Exception]:
    """Do everything at the same moment on threads of their own; what came of each."""
    start = threading.Barrier(len(actions))
    results: list[T | Exception] = []

    def run(action: Callable[[], T]) -> None:
        start.wait()
        try:
            results.append(action())
        except Exception as error:
            results.append(error)

    threads = [threading.Thread(target=run, args=[x]) for x in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
