"""Housekeeping beside the counter: what the database likes to have done when nothing happens."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator

from app.domain.errors import ShopError

EVERY_S = 2.0
log = logging.getLogger(__name__)


@contextlib.contextmanager
def looked_after(idle: Callable[[], None], every_s: float = EVERY_S) -> Iterator[None]:
    """Call a database's `idle` now and then for the length of a block, on a thread of its own."""
    ended = threading.Event()

    def work() -> None:
        while not ended.wait(every_s):
            try:
                idle()
            except ShopError as error:
                log.info("housekeeping put off: %s", error)

    thread = threading.Thread(target=work, name="housekeeping", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
