"""Creates the environment and fills it from the lock: with uv where it is, else venv and pip."""

from __future__ import annotations

import glob
import os
import shutil
import sys

from app.bootstrap import machine, report, running
from app.bootstrap.place import Place


def clear(place: Place) -> None:
    """Empty the environment; our notes stay, because the lock and the log are in use."""
    for entry in os.scandir(place.folder):
        if entry.path == place.notes:
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


class Installer:
    """Fills one place.

    Attributes: `uv` the path of uv, or None.
    """

    def __init__(self, place: Place, runner: running.Runner, progress: report.Progress) -> None:
        self._place = place
        self._runner = runner
        self._progress = progress
        self.uv = shutil.which("uv")

    def can_do_without_ensurepip(self) -> bool:
        """With uv, or with the pip that the environment already has."""
        return self.uv is not None or os.path.isdir(os.path.join(self._place.own_packages(), "pip"))

    def create(self) -> None:
        """A new, empty environment in the place."""
        self._progress.step("creating", folder=self._place.folder)
        base = getattr(sys, "_base_executable", None) or sys.executable
        if self.uv:
            command = [self.uv, "venv", "--allow-existing", "--python", base, self._place.folder]
            if self._runner.run(command) == 0:
                return
        command = [base, "-m", "venv", "--without-pip", self._place.folder]
        if self._runner.run(command) != 0:
            raise self._failure("run")

    def install(self, need: str) -> None:
        """Everything in the lock of `need`, checked against its hashes."""
        lock = ["--require-hashes", "-r", self._place.lock_path(need)]
        if self.uv:
            uv_pip = [self.uv, "pip", "install", "--no-progress", "--compile-bytecode"]
            place = ["--python", self._place.python]
            if self._run_counted([*uv_pip, *place, *lock], need) == 0:
                return
            if self._runner.hit(running.DISK_SIGNS) or not machine.has_ensurepip():
                raise self._failure(need)
            self._progress.step("trying_pip")
        self._add_pip(need)
        pip = [self._place.python, "-m", "pip", "install", "--no-user", "--progress-bar", "off"]
        if self._run_counted([*pip, *lock], need) != 0:
            raise self._failure(need)

    def _add_pip(self, need: str) -> None:
        if self._runner.run([self._place.python, "-m", "pip", "--version"]) == 0:
            return
        if self._runner.run([self._place.python, "-m", "ensurepip"]) != 0:
            raise self._failure(need)

    def _run_counted(self, command: list[str], need: str) -> int:
        with open(self._place.lock_path(need), encoding="utf-8") as file:
            expected = sum("==" in line for line in file)
        count = running.PackageCount(self._runner, expected, self._installed)
        status = self._runner.run(command, lambda: self._progress.count(*count.read()))
        if status == 0:
            _, _, total = count.read()
            self._progress.count("installing", total, total)
        self._progress.close_line()
        return status

    def _installed(self) -> int:
        packages = os.path.join(self._place.folder, "[lL]ib", "**", "*.dist-info")
        return len(glob.glob(packages, recursive=True))

    def _failure(self, need: str) -> report.Failure:
        if self._runner.hit(running.DISK_SIGNS):
            failure = machine.disk_full(self._place.folder, machine.NEEDED_MB[need])
            clear(self._place)
            return failure
        if self._runner.hit(running.NETWORK_SIGNS):
            return report.Failure("no_network", log=self._runner.log)
        return report.Failure("install", problem=self._runner.problem(), log=self._runner.log)
