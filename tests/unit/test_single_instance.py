"""Two starts on the same data: the second one is refused, however the first one ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import single_instance
from app.domain.errors import UserError
from tests.helpers.checkout import ROOT

_HOLDER = (
    "import sys, pathlib; from app import single_instance\n"
    "with single_instance.acquire(pathlib.Path(sys.argv[1])):\n"
    "    print('held', flush=True); sys.stdin.read()\n"
)


def other_process(home: Path) -> subprocess.Popen[str]:
    """Another till on the same home, in the middle of its work."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(home)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_start_is_told_who_has_the_data(tmp_path: Path) -> None:
    with (
        single_instance.acquire(tmp_path / "home"),
        pytest.raises(UserError) as refused,
        single_instance.acquire(tmp_path / "home"),
    ):
        pytest.fail("both have it")
    assert (refused.value.key, refused.value.params) == ("already_running", {"pid": os.getpid()})


def test_the_data_is_free_after_the_program_has_ended(tmp_path: Path) -> None:
    for _ in range(2):
        with single_instance.acquire(tmp_path):
            assert (tmp_path / single_instance.LOCK_NAME).read_text() == str(os.getpid())


def test_another_process_is_seen_and_its_death_frees_the_data(tmp_path: Path) -> None:
    with other_process(tmp_path) as holder:
        with pytest.raises(UserError) as refused, single_instance.acquire(tmp_path):
            pytest.fail("both have it")
        assert refused.value.params == {"pid": holder.pid}
        holder.kill()
    with single_instance.acquire(tmp_path):
        assert (tmp_path / single_instance.LOCK_NAME).read_text() == str(os.getpid())


def test_two_shops_run_side_by_side(tmp_path: Path) -> None:
    with single_instance.acquire(tmp_path / "a"), single_instance.acquire(tmp_path / "b"):
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_lock_file_with_rubbish_in_it_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / single_instance.LOCK_NAME).write_text("not a number at all, and rather long")
    with single_instance.acquire(tmp_path):
        assert (tmp_path / single_instance.LOCK_NAME).read_text() == str(os.getpid())


def test_jobs_that_settle_leave_it_to_a_window_and_to_each_other(tmp_path: Path) -> None:
    with other_process(tmp_path) as window:
        with single_instance.settling(tmp_path) as alone:
            assert not alone
        window.kill()
    with single_instance.settling(tmp_path) as first, single_instance.settling(tmp_path) as second:
        assert (first, second) == (True, False)
        with single_instance.acquire(tmp_path):
            pass  # the window opens all the same
