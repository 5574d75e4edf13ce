"""The window opens where a screen answers; else it is said why, or the tour is driven."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.errors import UserError
from tests.unit.test_cli import Line, line

__all__ = ["line"]

linux_only = pytest.mark.skipif(
    sys.platform != "linux", reason="only there a screen can be known to miss"
)


def test_a_window_that_does_not_open_says_why_on_the_screen_as_well(line: Line) -> None:
    line.environ["QT_QPA_PLATFORM"] = "xcb"
    line.wiring.failure = UserError("already_running", pid=4321)
    for language, words in (("en", "open already"), ("zh", "已经打开")):
        ran = line.run("--language", language)
        assert (ran.status, ran.out) == (1, "")
        assert words in ran.err and "4321" in ran.err
        assert line.wiring.asked("failure")[-1] == ran.err.strip()


def test_a_job_for_scripts_never_opens_a_window_to_say_why_it_failed(line: Line) -> None:
    line.environ["QT_QPA_PLATFORM"] = "xcb"
    line.wiring.failure = UserError("already_running", pid=4321)
    assert line.run("orders").status == 1
    assert line.run("--nonsense").status == 2
    assert line.wiring.asked("failure") == []


@linux_only
def test_without_a_screen_it_says_so_and_drives_the_tour(line: Line, tmp_path: Path) -> None:
    line.wiring.tour_status = 7
    ran = line.run()
    assert ran.status == 7 and ran.err.count("\n") == 1 and "DISPLAY" in ran.err
    assert line.wiring.asked("tour") == [(line.home / "tour", None, "en")]
    line.run("--out", str(tmp_path / "here"))
    assert line.wiring.asked("tour")[1][0] == tmp_path / "here"


@pytest.mark.parametrize("name", ["offscreen", "minimal", "offscreen:size=800x600"])
def test_a_platform_that_nobody_sees_is_no_screen(line: Line, name: str) -> None:
    line.environ["QT_QPA_PLATFORM"] = name
    ran = line.run()
    assert (ran.status, ran.err.count("\n")) == (0, 1) and "QT_QPA_PLATFORM" in ran.err
    assert line.wiring.asked("tour") == [(line.home / "tour", None, "en")]
    assert line.wiring.asked("window") == []
    line.wiring.failure = UserError("already_running", pid=4321)
    line.run()
    assert line.wiring.asked("failure") == []


@linux_only
@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_screen_that_does_not_answer_is_none(line: Line, tmp_path: Path, name: str) -> None:
    line.environ |= {name: ":4321", "XDG_RUNTIME_DIR": str(tmp_path)}
    line.run()
    assert len(line.wiring.asked("tour")) == 1


@linux_only
def test_a_screen_that_answers_is_used(line: Line, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as screen:
        screen.bind(str(tmp_path / "wayland-0"))
        screen.listen()
        line.environ |= {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
        line.run()
    assert len(line.wiring.asked("window")) == 1


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="no X server here to be asked")
def test_an_x_server_that_answers_is_used(line: Line) -> None:
    told, tells = os.pipe()
    command = ["Xvfb", "-displayfd", str(tells), "-nolisten", "tcp", "-terminate"]
    with subprocess.Popen(command, pass_fds=[tells], stderr=subprocess.DEVNULL) as server:
        os.close(tells)
        try:
            with os.fdopen(told) as number:
                line.environ["DISPLAY"] = ":" + number.readline().strip()
            line.run()
        finally:
            server.terminate()
    assert len(line.wiring.asked("window")) == 1
