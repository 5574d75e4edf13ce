"""The commands `main.py test` and `main.py bench`, with the habits of the house."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

# Options that ask to see one process at work, or that decide about processes themselves.
_ONE_PROCESS = ("-n", "--numprocesses", "-p", "-x", "-s", "--pdb", "--trace", "--co", "--sw")
_MAX_WORKERS = 4


def main(root: str, arguments: Sequence[str]) -> int:
    """`test` or `bench` with what follows; the exit status of what was run."""
    job, *passed = arguments
    if job == "bench":
        return _become(root, ["tests.bench", *passed])
    return _become(root, ["pytest", *workers(passed, _cores()), *passed])


def workers(arguments: Sequence[str], cores: int) -> list[str]:
    """xdist's option, unless there is nothing to share out or one process was asked for."""
    one_process = any(argument.startswith(_ONE_PROCESS) for argument in arguments)
    if one_process or cores < 2:
        return []
    return ["-n", str(min(cores, _MAX_WORKERS))]


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _become(root: str, module: list[str]) -> int:
    """The module takes this process over: an interrupt and the exit status are its own."""
    os.chdir(root)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-m", *module]
    if os.name == "nt":  # execv there returns to the shell before the module has ended
        return subprocess.call(command)
    os.execv(sys.executable, command)
