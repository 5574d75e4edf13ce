"""First run on a bare machine; standard library only.

The warm path (this file and place.py) is part of every start: it imports os, sys, zlib and no more.
It and what says that Python is too old can be read by Python 3.6, so types stand in quotes there;
the rest by Python 3.8.
"""

import os
import sys

from app.bootstrap.place import Place, places

TYPE_CHECKING = False  # type checkers know the name; importing typing would double the warm path
if TYPE_CHECKING:
    from typing import NoReturn

DEVELOPER_COMMANDS = ("test", "bench")
_HOPS = "ZHANGGUI_SETUP_HOPS"
_MAX_HOPS = 2  # into the environment; once more when it had to be mended from the inside


def ensure(root: str, argv: "list[str]") -> None:
    """Return only where everything that `argv` needs is installed.

    Otherwise set it up, restart the program inside it, or say in one sentence what stops us and
    exit: 3 when something is missing on the machine, 1 for anything else.
    """
    _give_streams()
    need = "dev" if argv[1:2] and argv[1] in DEVELOPER_COMMANDS else "run"
    for place in places(root):
        if place.is_ready(need):
            if not place.is_current():
                _hop(place, argv)
            return
    _require_python()
    from app.bootstrap import setup

    prepared = setup.prepare_or_exit(root, need)
    if prepared is not None:
        _hop(prepared, argv)


def _require_python() -> None:
    """Before anything is loaded that an old Python cannot read."""
    from app.bootstrap import verify, words

    if sys.version_info[:2] < verify.MINIMUM_PYTHON:
        minimum = ".".join(map(str, verify.MINIMUM_PYTHON))
        found = f"{sys.version.split()[0]} ({sys.executable})"
        sentence = words.say("failed.python_too_old", minimum=minimum, found=found)
        sys.stderr.write(f"zhanggui: {sentence}\n")
        sys.exit(3)


def _hop(place: Place, argv: "list[str]") -> "NoReturn":
    """Start again in the interpreter of `place`, whatever paths the user's shell exports."""
    process, _, hops = os.environ.get(_HOPS, "").partition(":")
    done = int(hops) if process == str(os.getpid()) else 0
    if done >= _MAX_HOPS:
        _give_up(place)
    os.environ[_HOPS] = f"{os.getpid()}:{done + 1}"
    os.environ["PYTHONNOUSERSITE"] = "1"
    for name in ("PYTHONPATH", "PYTHONHOME"):
        os.environ.pop(name, None)
    try:
        _restart([place.python, *argv])
    except OSError:
        _give_up(place)


def _give_streams() -> None:
    """A start without a terminal (pythonw, a closed descriptor) has nowhere to say anything."""
    if sys.stdout is None or sys.stderr is None:
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open until the end
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere


def _give_up(place: Place) -> "NoReturn":
    from app.bootstrap import setup

    setup.exit_unusable(place)


def _restart(command: "list[str]") -> "NoReturn":
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":  # execv there returns to the shell before the program has ended
        import contextlib
        import subprocess

        child = subprocess.Popen(command)
        while True:
            with contextlib.suppress(KeyboardInterrupt):  # the program has heard it as well
                sys.exit(child.wait())
    os.execv(command[0], command)
