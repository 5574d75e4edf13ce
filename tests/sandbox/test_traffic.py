"""A sandbox with a limit refuses what is too much, as the real ones do, and counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ports.gateway import RateLimited
from app.sandbox.server import SandboxThread
from app.sandbox.traffic import Load
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import Control
from tests.helpers.tills import ASKED, new_no, open_gateway


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[SandboxThread]:
    """A sandbox that answers two requests a second."""
    thread = SandboxThread(tmp_path, rate=2)
    thread.start()
    yield thread
    thread.stop()


@pytest.mark.parametrize("name", ASKED)
def test_a_till_that_asks_too_fast_is_told_so(limited: SandboxThread, name: str) -> None:
    gateway = open_gateway(name, limited.info, StandingClock())
    control = Control(limited.info)
    refused = 0
    for _ in range(12):
        try:
            gateway.query(new_no())
        except RateLimited:
            refused += 1
    load = control.load()
    assert refused
    assert (load["rate"], load["refused"]) == (2, refused)
    assert load["answered"] == 12 - refused
    assert load["most_at_once"] == 1
    gateway.disconnect()
    control.close()


def test_so_many_are_let_in_in_any_second() -> None:
    load = Load(rate=3)
    times = [0.0, 0.1, 0.2, 0.3, 0.9, 1.0, 1.05, 1.1, 1.5]
    assert [load.begin(x) for x in times] == [
        True, True, True, False, False, True, False, True, True,
    ]  # fmt: skip
    assert (load.answered, load.refused, load.most_at_once) == (6, 3, 9)
    assert load.most_in_a_second == 6


def test_without_a_limit_everybody_is_let_in() -> None:
    load = Load()
    assert all(load.begin(0.0) for _ in range(1000))
