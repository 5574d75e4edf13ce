"""Every way setting up can fail ends in one sentence, the right status and what to do."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import bootstrap
from app.bootstrap import install, machine, report, running, setup, verify, words
from app.bootstrap.place import Place
from tests.helpers.checkout import BASE_PYTHON, Checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "checkout")


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[running.Runner]:
    with open(tmp_path / "lock", "w") as lock:
        yield running.Runner(str(tmp_path / "log"), lock.fileno())


@pytest.fixture
def progress() -> report.Progress:
    return report.Progress(io.StringIO())


def exits(action: Callable[[], object], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Status and standard error of an ended program."""
    with pytest.raises(SystemExit) as ended:
        action()
    assert isinstance(ended.value.code, int)
    return ended.value.code, capsys.readouterr().err


def test_python_too_old(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verify, "MINIMUM_PYTHON", (99, 1))
    status, said = exits(lambda: bootstrap.ensure(str(checkout.folder), ["main.py"]), capsys)
    assert status == 3
    assert said.startswith("zhanggui: Zhanggui needs Python 99.1 or newer and this is 3.")
    assert said.count("\n") == 1


def test_not_enough_space_is_noticed_before_downloading(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=99_500_000))
    status, said = exits(lambda: setup.prepare_or_exit(str(checkout.folder), "run"), capsys)
    assert status == 1
    assert "99 MB free" in said and "450 MB" in said
    assert checkout.calls() == []


def test_neither_place_can_be_written(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Place, "is_writable", lambda self: False)
    status, said = exits(lambda: setup.prepare_or_exit(str(checkout.folder), "run"), capsys)
    assert status == 1
    assert checkout.place.folder in said and "make one of them writable" in said


@pytest.mark.parametrize(
    ("number", "sentence"), [(errno.ENOSPC, "Not enough disk space"), (errno.EIO, "Input/output")]
)
def test_errors_of_the_system_are_told_not_traced(
    number: int,
    sentence: str,
    checkout: Checkout,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number), "somewhere")

    monkeypatch.setattr(setup, "_first_writable", fail)
    status, said = exits(lambda: setup.prepare_or_exit(str(checkout.folder), "run"), capsys)
    assert status == 1
    assert sentence in said


def test_an_environment_that_leads_nowhere(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = exits(lambda: setup.exit_unusable(checkout.place), capsys)
    assert status == 1
    assert f"{checkout.place.folder} does not work: delete that folder" in said


def test_no_network_changes_nothing_and_the_next_start_goes_on(checkout: Checkout) -> None:
    checkout.start()
    checkout.pin({"tea": "2", "cup": "1"}, {"scale": "1"})
    done = checkout.start(
        FAKE_UV_SAYS="error: dns error: no such host",
        PIP_INDEX_URL="http://127.0.0.1:9/simple",
        PIP_CONFIG_FILE=os.devnull,
        PIP_RETRIES="1",
    )
    assert done.returncode == 1
    assert "connect to the internet" in done.stderr.splitlines()[-1]
    assert not os.path.exists(checkout.place.building)
    assert checkout.start().returncode == 0
    assert checkout.installed()["tea"] == "2"


def test_pip_failing_shows_its_last_line_and_the_log(
    checkout: Checkout, runner: running.Runner, progress: report.Progress
) -> None:
    checkout.start()
    installer = install.Installer(checkout.place, runner, progress)
    runner.run(["sh", "-c", "echo working; echo ERROR: hashes differ; echo '[notice] new pip'"])
    failure = installer._failure("run")
    assert failure.status == 1
    assert 'failed: "ERROR: hashes differ"; log: ' + runner.log in failure.sentence()


def test_pip_is_asked_when_uv_does_not_manage(
    checkout: Checkout, progress: report.Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    class Recorder(running.Runner):
        def run(self, command: list[str], watch: Callable[[], None] | None = None) -> int:
            asked.append(command)
            return 1 if command[0].endswith("uv") else 0

        def output(self) -> str:
            return ""

    monkeypatch.setenv("PATH", checkout.environment["PATH"])
    place = checkout.place
    installer = install.Installer(place, Recorder("", 0), progress)
    installer.create()
    installer.install("run")
    assert asked[1] == [BASE_PYTHON, "-m", "venv", "--without-pip", place.folder]
    assert asked[-1][:4] == [place.python, "-m", "pip", "install"]
    assert asked[-1][-3:] == ["--require-hashes", "-r", place.lock_path("run")]


def test_without_root_one_exact_line_names_everything(
    runner: running.Runner, progress: report.Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = {"libEGL.so.1", "libxcb-cursor.so.0"}
    monkeypatch.setattr(machine, "_loads", lambda library: library not in missing)
    monkeypatch.setattr(machine, "has_ensurepip", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(report.Failure) as failed:
        machine.provide({"base", "x11"}, pip_needed=True, runner=runner, progress=progress)
    assert failed.value.status == 3
    lines = failed.value.sentence().splitlines()
    assert len(lines) == 2
    assert re.fullmatch(
        r"sudo apt-get install -y python3\.\d+-venv libegl1 libxcb-cursor0", lines[1]
    )


def test_without_a_screen_its_libraries_are_not_asked_for(
    runner: running.Runner, progress: report.Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_loads", lambda library: "xcb" not in library)
    machine.provide({"base"}, pip_needed=False, runner=runner, progress=progress)
    assert machine.missing_libraries({"x11"})["libxcb-cursor.so.0"] == "libxcb-cursor0"


def test_elsewhere_than_on_debian_the_libraries_are_named(
    runner: running.Runner, progress: report.Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(report.Failure) as failed:
        machine.provide({"base"}, pip_needed=False, runner=runner, progress=progress)
    assert (failed.value.status, failed.value.key) == (3, "missing_libraries")
    assert "libEGL.so.1" in failed.value.sentence()


def _root_on_debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Whoever starts the program may install, with an apt-get that does this."""
    tool = tmp_path / "apt-get"
    tool.write_text(f"#!/bin/sh\n{script}\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(os, "geteuid", lambda: 0)


@pytest.mark.parametrize(
    ("script", "status", "sentence"),
    [
        ("echo 'Temporary failure resolving'; exit 100", 1, "connect to the internet"),
        ("echo 'E: dpkg was interrupted'; exit 100", 1, '"E: dpkg was interrupted"'),
        ("exit 0", 3, "sudo apt-get install -y libegl1"),
    ],
)
def test_root_on_debian_installs_and_says_what_stopped_it(
    script: str,
    status: int,
    sentence: str,
    tmp_path: Path,
    runner: running.Runner,
    progress: report.Progress,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _root_on_debian(tmp_path, monkeypatch, script)
    monkeypatch.setattr(machine, "_loads", lambda library: library != "libEGL.so.1")
    with pytest.raises(report.Failure) as failed:
        machine.provide({"base"}, pip_needed=False, runner=runner, progress=progress)
    assert failed.value.status == status
    assert sentence in failed.value.sentence()


def test_root_on_debian_gets_what_is_missing(
    tmp_path: Path,
    runner: running.Runner,
    progress: report.Progress,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = tmp_path / "asked"
    _root_on_debian(tmp_path, monkeypatch, f'echo "$@" >> {asked}')
    monkeypatch.setattr(machine, "_loads", lambda name: name != "libGL.so.1" or asked.exists())
    machine.provide({"base"}, pip_needed=False, runner=runner, progress=progress)
    update, installing = asked.read_text().splitlines()
    assert update == "update"
    assert installing.startswith("install -y --no-install-recommends")
    assert installing.endswith(" libgl1")


def test_a_toolkit_that_does_not_load_names_what_it_lacks(
    checkout: Checkout, runner: running.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "echo libEGL.so.1: cannot open shared object file; exit " + str(verify.NO_QT)
    monkeypatch.setattr(setup, "_verify_command", lambda place, need: ["sh", "-c", script])
    with pytest.raises(report.Failure) as failed:
        setup._check(checkout.place, "run", runner)
    assert failed.value.status == 3
    assert "libEGL.so.1: cannot open shared object file" in failed.value.sentence()


def test_every_sentence_has_both_languages_and_the_same_blanks() -> None:
    for key, (english, chinese) in words.WORDS.items():
        blanks = [sorted(re.findall(r"{(\w+)}", text)) for text in (english, chinese)]
        assert blanks[0] == blanks[1], key
        assert re.search("[一-鿿]", chinese), key
