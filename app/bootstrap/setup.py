"""The cold start: look at what is there, make or mend the environment, stamp it last."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from typing import NoReturn

from app.bootstrap import filelock, install, machine, report, running, verify
from app.bootstrap.place import LOCKS, Place, places, wanted_libraries

_WAIT_S = 0.2
_PATIENCE_MIN = 30


def prepare_or_exit(root: str, need: str) -> Place | None:
    """The ready place to enter; None when the present interpreter already has everything."""
    progress = report.Progress(sys.stderr)
    try:
        return _prepare(root, need, progress)
    except report.Failure as failure:
        _exit(failure, progress)
    except KeyboardInterrupt:
        _exit(report.Failure("interrupted"), progress)
    except OSError as error:
        _exit(_os_failure(error, root, need), progress)


def exit_unusable(place: Place) -> NoReturn:
    """Entering the stamped environment did not lead into it."""
    _exit(report.Failure("unusable", folder=place.folder), report.Progress(sys.stderr))


def _exit(failure: report.Failure, progress: report.Progress) -> NoReturn:
    progress.close_line()
    sys.stderr.write(f"zhanggui: {failure.sentence()}\n")
    sys.exit(failure.status)


def _os_failure(error: OSError, root: str, need: str) -> report.Failure:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return machine.disk_full(root, machine.NEEDED_MB[need])
    return report.Failure("os", problem=str(error))


def _prepare(root: str, need: str, progress: report.Progress) -> Place | None:
    place = _first_writable(root)
    if not place.is_current() and verify.unmet(_pyproject(root), need) is None:
        return None
    with _exclusive(place, progress) as lock:
        if not place.is_ready(need):
            os.makedirs(place.notes, exist_ok=True)
            with open(place.log, "wb"):
                pass
            runner = running.Runner(place.log, lock)
            _make_ready(place, need, runner, progress)
    return place


def _make_ready(place: Place, need: str, runner: running.Runner, progress: report.Progress) -> None:
    installer = install.Installer(place, runner, progress)
    state = _look(place, need, runner)
    machine.provide(
        wanted_libraries(),
        pip_needed=state != "satisfied" and not installer.can_do_without_ensurepip(),
        runner=runner,
        progress=progress,
    )
    if state != "satisfied":
        _mark_unfinished(place)
        with _unchanged_without_network(place):
            _fill(installer, place, state, need, progress)
        progress.step("checking")
        _check(place, need, runner)
    _finish(place, need)
    if state != "satisfied":
        progress.step("ready")


def _look(place: Place, need: str, runner: running.Runner) -> str:
    """absent, broken (unfinished or unusable), outdated or satisfied."""
    if not os.path.lexists(place.python):
        return "absent"
    if os.path.lexists(place.building):
        return "broken"
    status = runner.run(_verify_command(place, need))
    if status == 0 and place.read_stamp().get(need) in (None, place.lock_mark(need)):
        return "satisfied"
    return "outdated" if status in (0, verify.UNMET, verify.NO_QT) else "broken"


def _mark_unfinished(place: Place) -> None:
    """From here to the stamp the environment counts as unfinished, wherever we are killed."""
    with open(place.building, "w", encoding="utf-8"):
        pass


def _unmark_unfinished(place: Place) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(place.building)


@contextlib.contextmanager
def _unchanged_without_network(place: Place) -> Iterator[None]:
    """Installers download everything before they change anything: no network, no rebuilding."""
    try:
        yield
    except report.Failure as failure:
        if failure.key == "no_network":
            _unmark_unfinished(place)
        raise


def _fill(
    installer: install.Installer, place: Place, state: str, need: str, progress: report.Progress
) -> None:
    if state == "outdated":
        progress.step("updating")
    else:
        if state == "broken":
            progress.step("rebuilding")
        _forget_stamp(place)
        install.clear(place)
        machine.check_space(place.folder, need)
        progress.step("setting_up", megabytes=machine.NEEDED_MB[need])
        installer.create()
    installer.install(need)


def _check(place: Place, need: str, runner: running.Runner) -> None:
    status = runner.run(_verify_command(place, need))
    if status == verify.NO_QT:
        raise report.Failure("qt_broken", 3, problem=runner.problem())
    if status != 0:
        raise report.Failure("install", problem=runner.problem(), log=runner.log)


def _finish(place: Place, need: str) -> None:
    """Write the stamp, last and in one piece; the packages reach the disk before it does."""
    stamped = place.read_stamp()
    stamped.update((name, place.lock_mark(name)) for name in (LOCKS if need == "dev" else ("run",)))
    if wanted_libraries():
        stamped["libraries"] = " ".join(sorted(wanted_libraries()))
    if hasattr(os, "sync"):
        os.sync()
    with open(place.stamp + ".new", "w", encoding="utf-8") as file:
        file.writelines(f"{name} {value}\n" for name, value in stamped.items())
        file.flush()
        os.fsync(file.fileno())
    os.replace(place.stamp + ".new", place.stamp)
    _unmark_unfinished(place)


def _forget_stamp(place: Place) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(place.stamp)


def _verify_command(place: Place, need: str) -> list[str]:
    return [place.python, "-I", verify.__file__, _pyproject(place.root), need]


def _pyproject(root: str) -> str:
    return os.path.join(root, "pyproject.toml")


def _first_writable(root: str) -> Place:
    candidates = places(root)
    for place in candidates:
        if place.is_writable():
            return place
    beside, cached = candidates
    raise report.Failure("not_writable", folder=beside.folder, cache=cached.folder)


@contextlib.contextmanager
def _exclusive(place: Place, progress: report.Progress) -> Iterator[int]:
    """The only setup of this place; its lock's descriptor. Waits for another one to end."""
    os.makedirs(os.path.dirname(place.lock), exist_ok=True)
    descriptor = os.open(place.lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        patience_until = time.monotonic() + _PATIENCE_MIN * 60
        if not filelock.try_lock(descriptor):
            progress.step("waiting")
            while not filelock.try_lock(descriptor):
                if time.monotonic() > patience_until:
                    raise report.Failure("busy", folder=place.folder, minutes=_PATIENCE_MIN)
                time.sleep(_WAIT_S)
        yield descriptor
    finally:
        os.close(descriptor)
