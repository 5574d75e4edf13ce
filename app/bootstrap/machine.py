"""What the machine itself must offer: disk space, system libraries."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys
import tempfile

from app.bootstrap import report, running

NEEDED_MB = {"run": 450, "dev": 650}  # a little above what the finished environments measure
NEEDED_TEMPORARY_MB = 150

# Library -> Debian package. Qt's own message blames xcb-cursor even when another one is missing,
# and a missing platform plugin ends the process, so all of them are probed before.
LIBRARIES = {
    "base": {
        "libglib-2.0.so.0": "libglib2.0-0",
        "libGL.so.1": "libgl1",
        "libEGL.so.1": "libegl1",
        "libX11.so.6": "libx11-6",
        "libdbus-1.so.3": "libdbus-1-3",
        "libfontconfig.so.1": "libfontconfig1",
        "libfreetype.so.6": "libfreetype6",
        "libxkbcommon.so.0": "libxkbcommon0",
        "libbrotlidec.so.1": "libbrotli1",
    },
    "x11": {
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libX11-xcb.so.1": "libx11-xcb1",
        "libcups.so.2": "libcups2",
    },
}


def check_space(folder: str, need: str) -> None:
    """Failure before anything is downloaded when the disk cannot hold it."""
    for place, needed in ((folder, NEEDED_MB[need]), (tempfile.gettempdir(), NEEDED_TEMPORARY_MB)):
        if free_megabytes(place) < needed:
            raise disk_full(place, needed)


def disk_full(folder: str, needed: int) -> report.Failure:
    """The sentence about space, with the numbers of now."""
    return report.Failure("disk_full", free=free_megabytes(folder), folder=folder, needed=needed)


def free_megabytes(folder: str) -> int:
    """Free space where `folder` is."""
    return shutil.disk_usage(folder).free // 1_000_000


def has_ensurepip() -> bool:
    """Debian ships Python without it, in a package of its own."""
    found = importlib.util.find_spec("ensurepip")
    return found is not None and found.origin is not None


def missing_libraries(groups: set[str]) -> dict[str, str]:
    """Library -> Debian package for everything that does not load."""
    wanted = [item for group in sorted(groups) for item in LIBRARIES[group].items()]
    return {library: package for library, package in wanted if not _loads(library)}


def provide(
    groups: set[str], *, pip_needed: bool, runner: running.Runner, progress: report.Progress
) -> None:
    """Install missing system packages (root on Debian), else Failure with the exact line to run."""
    packages, libraries = _missing(groups, pip_needed)
    if not packages:
        return
    if not shutil.which("apt-get"):
        raise report.Failure("missing_libraries", 3, libraries=", ".join(libraries))
    if os.geteuid() != 0:
        raise _packages_failure(packages)
    progress.step("system", packages=" ".join(packages))
    _apt_get(packages, runner)
    still_missing, _ = _missing(groups, pip_needed)
    if still_missing:
        raise _packages_failure(still_missing)


def _missing(groups: set[str], pip_needed: bool) -> tuple[list[str], list[str]]:
    """(Debian packages, what they provide)."""
    libraries = missing_libraries(groups)
    packages, provided = list(libraries.values()), list(libraries)
    if pip_needed and not has_ensurepip():
        packages.insert(0, "python{}.{}-venv".format(*sys.version_info[:2]))
        provided.insert(0, "Python's ensurepip")
    return packages, provided


def _packages_failure(packages: list[str]) -> report.Failure:
    return report.Failure(
        "missing_packages", 3, line="sudo apt-get install -y " + " ".join(packages)
    )


def _apt_get(packages: list[str], runner: running.Runner) -> None:
    options = ["-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    for command in (["apt-get", "update"], ["apt-get", "install", *options, *packages]):
        if runner.run(command) == 0:
            continue
        if runner.hit(running.NETWORK_SIGNS):
            raise report.Failure("no_network", log=runner.log)
        raise report.Failure(
            "system_install",
            packages=" ".join(packages),
            problem=runner.problem(),
            log=runner.log,
        )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
