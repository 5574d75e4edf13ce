"""A lock on a file that ends with the process holding it, however that ends."""

from __future__ import annotations

import os
import sys

_FAR_BYTE = 1 << 30  # Windows locks byte ranges, and a locked range cannot be read by others


def try_lock(descriptor: int) -> bool:
    """Take the exclusive lock of an open file; False when somebody else has it.

    On POSIX a child that inherits the descriptor keeps the lock after its parent's death.
    """
    try:
        _lock(descriptor)
    except (BlockingIOError, PermissionError):
        return False
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
