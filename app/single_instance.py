"""One window per home folder: a second start on the same data is refused, and told why."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from app.bootstrap import filelock
from app.domain.errors import UserError

LOCK_NAME = "zhanggui.lock"
SYNC_NAME = "sync.lock"
_MAX_DIGITS = 20


@contextlib.contextmanager
def acquire(home: Path, name: str = LOCK_NAME) -> Iterator[None]:
    """Hold the home folder for the length of a block, however the process ends.

    Windows have one lock, jobs that settle payments without a window another.

    UserError("already_running", pid=) when another process has it; pid is 0 where it is unknown.
    """
    home.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not filelock.try_lock(descriptor):
            raise UserError("already_running", pid=_read_pid(descriptor))
        os.ftruncate(descriptor, 0)
        _write_pid(descriptor)
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def settling(home: Path) -> Iterator[bool]:
    """Yield whether no window, and no other job, settles the payments of this home already."""
    with contextlib.ExitStack() as stack:
        try:
            with acquire(home):  # for a moment: a window that is started now goes first
                pass
            stack.enter_context(acquire(home, SYNC_NAME))
            alone = True
        except UserError:
            alone = False
        yield alone


def _read_pid(descriptor: int) -> int:
    os.lseek(descriptor, 0, os.SEEK_SET)
    text = os.read(descriptor, _MAX_DIGITS)
    return int(text) if text.isdigit() else 0


def _write_pid(descriptor: int) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, str(os.getpid()).encode())
