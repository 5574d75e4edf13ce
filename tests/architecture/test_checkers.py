"""ruff and mypy find nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture import source


def _check(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=source.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(done.stdout[-8000:] + done.stderr[-2000:], pytrace=False)


def test_ruff_is_content() -> None:
    _check("ruff", "check", "--quiet", *map(source.name, source.python_files()))


@pytest.mark.timeout(900)
def test_types_are_complete_and_right() -> None:
    _check("mypy", "--no-error-summary")
