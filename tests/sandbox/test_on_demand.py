"""The till's own sandbox starts when it is needed and not before."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.domain.errors import Unavailable
from app.gateways.registry import PROVIDERS
from app.sandbox.on_demand import SandboxOnDemand
from tests.helpers.clock import StandingClock
from tests.helpers.tills import ASKED


def is_running() -> bool:
    return any(thread.name == "sandbox" for thread in threading.enumerate())


def test_it_starts_once_and_ends(tmp_path: Path) -> None:
    running_before = is_running()
    sandbox = SandboxOnDemand(tmp_path / "sandbox")
    assert not (tmp_path / "sandbox").exists()
    try:
        values = sandbox.values()
        assert sandbox.values() == values
        assert sandbox.codes_page("zh").endswith("/control?lang=zh#codes")
        assert is_running()
        assert sorted(values) == ASKED
        for name, settings in values.items():
            gateway = PROVIDERS[name].make(settings, StandingClock())
            assert gateway.caps.test_mode
            gateway.disconnect()
    finally:
        sandbox.stop()
    assert is_running() == running_before
    sandbox.stop()


def test_one_that_was_never_needed_is_never_there(tmp_path: Path) -> None:
    SandboxOnDemand(tmp_path / "sandbox").stop()
    assert not (tmp_path / "sandbox").exists()


def test_one_that_cannot_start_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="sandbox_failed"):
        SandboxOnDemand(tmp_path / "file" / "sandbox").values()


@pytest.mark.parametrize("name", ["trades.sqlite3", "alipay/app_private_key.pem"])
def test_one_whose_files_are_damaged_is_said(tmp_path: Path, name: str) -> None:
    damaged = tmp_path / "sandbox" / name
    damaged.parent.mkdir(parents=True)
    (damaged.parent / "app_id").write_text("9021")
    damaged.write_text("no longer what it was" * 100)
    with pytest.raises(Unavailable, match="sandbox_failed"):
        SandboxOnDemand(tmp_path / "sandbox").values()
