"""A window that does not open says why, on the terminal and on the screen."""

from __future__ import annotations

from app.domain.errors import UserError
from tests.unit.test_cli import Line, line

__all__ = ["line"]


def test_a_window_that_does_not_open_says_why_on_the_screen_as_well(line: Line) -> None:
    line.environ["DISPLAY"] = ":0"
    line.wiring.failure = UserError("already_running", pid=4321)
    for language, words in (("en", "open already"), ("zh", "已经打开")):
        ran = line.run("--language", language)
        assert (ran.status, ran.out) == (1, "")
        assert words in ran.err and "4321" in ran.err
        assert line.wiring.asked("failure")[-1] == ran.err.strip()


def test_a_job_for_scripts_never_opens_a_window_to_say_why_it_failed(line: Line) -> None:
    line.environ["DISPLAY"] = ":0"
    line.wiring.failure = UserError("already_running", pid=4321)
    assert line.run("orders").status == 1
    assert line.run("--nonsense").status == 2
    assert line.wiring.asked("failure") == []
