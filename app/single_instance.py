"""One window per home folder: a second start on the same data is refused, and told why."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from app.bootstrap import filelock
from app.domain.errors import UserError

LOCK_NAME = "zhanggui.lock"
_MAX_DIGITS = 20


@contextlib.contextmanager
def acquire(home: Path) -> Iterator[None]:
    """Hold the home folder for the length of a block, however the process ends.

    UserError("already_running", pid=) when another process has it; pid is 0 where it is unknown.
    """
    home.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not filelock.try_lock(descriptor):
            raise UserError("already_running", pid=_read_pid(descriptor))
        os.ftruncate(descriptor, 0)
        _write_pid(descriptor)
        yield
    finally:
        os.close(descriptor)


def _read_pid(descriptor: int) -> int:
    os.lseek(descriptor, 0, os.SEEK_SET)
    text = os.read(descriptor, _MAX_DIGITS)
    return int(text) if text.isdigit() else 0


def _write_pid(descriptor: int) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, str(os.getpid()).encode())
