"""The commands `main.py test` and `main.py bench`: pytest with the habits of the house."""

from __future__ import annotations

import os
import subprocess
import sys

# Options that ask to see one process at work, or that decide about processes themselves.
_ONE_PROCESS = ("-n", "--numprocesses", "-p", "-x", "-s", "--pdb", "--trace", "--co", "--sw")
_MAX_WORKERS = 4


def tests(root: str, arguments: list[str]) -> int:
    """Run the tests with pytest's own arguments; its exit status."""
    return _pytest(root, [*_workers(arguments, _cores()), *arguments])


def benchmarks(root: str, names: list[str]) -> int:
    """Run the speed measurements, all or those whose name holds one of `names`."""
    chosen = ["-k", " or ".join(names)] if names else []
    return _pytest(root, ["tests/bench", "-m", "bench", "-s", "-p", "no:xdist", *chosen])


def _workers(arguments: list[str], cores: int) -> list[str]:
    """xdist's option, unless there is nothing to share out or one process was asked for."""
    one_process = any(argument.startswith(_ONE_PROCESS) for argument in arguments)
    if one_process or cores < 2:
        return []
    return ["-n", str(min(cores, _MAX_WORKERS))]


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _pytest(root: str, arguments: list[str]) -> int:
    """pytest takes this process over: an interrupt, the exit status and the memory are its own."""
    os.chdir(root)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-m", "pytest", *arguments]
    if os.name == "nt":  # execv there returns to the shell before the tests have ended
        return subprocess.call(command)
    os.execv(sys.executable, command)
