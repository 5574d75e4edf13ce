"""The `sandbox` job of the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.domain.errors import UserError
from app.settings import Till, TillSettings, save
from tests.helpers.wiring import FakeWiring
from ui import cli

FACTS = {"url": "http://127.0.0.1:1/gateway.do", "app_id": "9021", "control": "茶"}


class Serving(FakeWiring):
    """A program whose sandbox ends at once, or cannot begin."""

    refusal: UserError | None = None

    def serve_sandbox(
        self,
        till: Till,
        port: int,
        *,
        fault: str | None,
        rate: int | None,
        ready: Callable[[Any], None],
    ) -> None:
        self.calls.append(("sandbox", (port, fault, rate)))
        if self.refusal is not None:
            raise self.refusal
        ready(SimpleNamespace(as_json=lambda: FACTS))


def run(tmp_path: Path, wiring: Serving, *argv: str) -> int:
    """The job in a home folder that does not exist yet."""
    return cli.main(["--home", str(tmp_path / "home"), *argv, "sandbox"], wiring, {})


@pytest.mark.parametrize("option", ["--json", "--quiet", "--language=zh"])
def test_the_one_line_is_json_whatever_else_is_asked(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], option: str
) -> None:
    assert run(tmp_path, Serving(), option) == 0
    out = capfd.readouterr().out
    assert out.count("\n") == 1
    assert json.loads(out) == FACTS


def test_port_and_fault_are_passed_on(tmp_path: Path) -> None:
    wiring = Serving()
    home = str(tmp_path / "home")
    assert cli.main(["sandbox", "--home", home, "--port", "8000"], wiring, {}) == 0
    argv = ["sandbox", "--home", home, "--fault", "slow", "--rate", "20"]
    assert cli.main(argv, wiring, {}) == 0
    assert wiring.asked("sandbox") == [(8000, None, None), (0, "slow", 20)]


def test_a_till_that_takes_real_money_has_no_practice_provider_beside_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    save(tmp_path / "home", TillSettings(payment_environment="production"))
    wiring = Serving()
    assert run(tmp_path, wiring) == 2
    assert "real money" in capfd.readouterr().err and wiring.calls == []


@pytest.mark.parametrize("port", ["65536", "-1", "x", "１", "999999"])
def test_a_port_that_is_none_is_bad_input(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], port: str
) -> None:
    wiring = Serving()
    argv = ["sandbox", f"--port={port}", "--home", str(tmp_path), "--language", "en"]
    assert cli.main(argv, wiring, {}) == 2
    assert f"“{port}” is not a port from 0 to 65535" in capfd.readouterr().err
    assert not wiring.asked("sandbox")


def test_a_taken_port_is_bad_input_in_one_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    wiring = Serving()
    wiring.refusal = UserError("port_taken", port=8000)
    assert run(tmp_path, wiring, "--language", "en") == 2
    told = capfd.readouterr()
    assert (told.out, told.err) == ("", "Port 8000 is in use; choose another one, or 0 for any.\n")
