"""From nothing to a painted window, and to the first accepted scan."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data import opening
from tests.bench import ratio
from tests.helpers.clock import StandingClock

ROOT = Path(__file__).parents[2]
ROUNDS = 9


def _run(*command: str, home: Path | None = None) -> tuple[float, list[str]]:
    """When it was started, and what it said."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    environment["ZHANGGUI_HOME"] = str(home or "")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a till compiles its modules once
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, *command],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return begin, done.stdout.split()


def _bare() -> float:
    begin, said = _run(str(ROOT / "tests" / "bench" / "bare_window.py"))
    return float(said[0]) - begin


def _demo_shop(home: Path) -> str:
    """Open a demo shop in a home folder; the code of something in it."""
    _run(str(ROOT / "main.py"), "setup", "--name", "Bench", "--demo", home=home)
    books = opening.open_shop(home, "", clock=StandingClock())
    with contextlib.closing(books):
        return next(hit.barcode for hit in books.queries.search("9520", 9))


def _ours(home: Path, code: str) -> tuple[float, float]:
    child = str(ROOT / "tests" / "bench" / "start_child.py")
    begin, said = _run(child, str(ROOT), code, home=home)
    times = dict(zip(said[::2], said[1::2], strict=True))
    return float(times["painted"]) - begin, float(times["scanned"]) - begin


@pytest.mark.bench
@pytest.mark.timeout(300)
def test_the_window_is_there_at_once_and_sells_soon_after(tmp_path: Path) -> None:
    code = _demo_shop(tmp_path)
    _bare()
    _ours(tmp_path, code)
    bare, painted, scanned = [], [], []
    for _ in range(ROUNDS):
        bare.append(_bare())
        paint, scan = _ours(tmp_path, code)
        painted.append(paint)
        scanned.append(scan)
    limit = statistics.median(bare)
    for name, values, at_most in (
        ("start to painted window", painted, 2.0),
        ("start to first accepted scan", scanned, 5.0),
    ):
        mine = statistics.median(values)
        ratio.promise(
            ratio.Figure(
                name=name,
                value=mine / limit,
                limit=at_most,
                detail=f"{mine * 1000:.0f} ms against {limit * 1000:.0f} ms",
            )
        )
