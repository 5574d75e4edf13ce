"""Housekeeping beside the counter: what the database likes to have done when nothing happens."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator

from app.domain.errors import ShopError
from data.database import Database

EVERY_S = 2.0
log = logging.getLogger(__name__)


@contextlib.contextmanager
def looked_after(database: Database, every_s: float = EVERY_S) -> Iterator[None]:
    """Give the database its idle moments for the length of a block, on a thread of their own."""
    ended = threading.Event()

    def work() -> None:
        while not ended.wait(every_s):
            try:
                database.idle()
            except ShopError as error:
                log.info("housekeeping put off: %s", error)

    thread = threading.Thread(target=work, name="housekeeping", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
