"""The real thing, from a bare checkout to a started program; needs a package index."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.architecture import source
from tests.helpers.checkout import BASE_PYTHON

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


@pytest.fixture(params=["uv", "pip"])
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """What the starts see: with uv, or with nothing but Python."""
    uv = shutil.which("uv")
    if request.param == "uv" and uv is None:
        pytest.skip("uv is not on this machine")
    folders = [] if uv is None or request.param == "pip" else [os.path.dirname(uv)]
    path = os.pathsep.join([*folders, os.path.dirname(BASE_PYTHON), "/usr/bin", "/bin"])
    return {**os.environ, "PATH": path, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what is under version control."""
    for path in source.tracked_files():
        copy = tmp_path / "checkout" / source.name(path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    return tmp_path / "checkout"


def begin(checkout: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [BASE_PYTHON, "main.py", "--version"],
        cwd=checkout,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def start(checkout: Path, environment: dict[str, str]) -> tuple[str, str, float]:
    """Output, messages and seconds of a start that must succeed."""
    began = time.perf_counter()
    process = begin(checkout, environment)
    out, err = process.communicate()
    if "network did not answer" in err:
        pytest.skip("no package index can be reached")
    assert process.returncode == 0, err
    return out, err, time.perf_counter() - began


def test_a_bare_machine_is_set_up_once(checkout: Path, environment: dict[str, str]) -> None:
    out, err, _ = start(checkout, environment)
    assert out.startswith("Zhanggui ")
    assert err.endswith("Ready.\n")
    again, silent, seconds = start(checkout, environment)
    assert (again, silent) == (out, "")
    assert seconds < 2


def test_killing_it_again_and_again_does_no_harm(
    checkout: Path, environment: dict[str, str]
) -> None:
    moments = random.Random(7)
    for _ in range(4):
        process = begin(checkout, environment)
        time.sleep(moments.uniform(0.1, 6))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    out, _, _ = start(checkout, environment)
    assert out.startswith("Zhanggui ")
