"""The sandbox as a program: its one line, its folder, its port, its end."""

from __future__ import annotations

import concurrent.futures
import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.domain.errors import UserError
from app.gateways.alipay.config import config_from_values
from app.gateways.alipay.gateway import AlipayGateway
from app.ports.gateway import NotSent, Status, UnknownOutcome
from app.sandbox import identity as identities
from app.sandbox.info import SandboxInfo, WechatInfo
from app.sandbox.server import SandboxThread
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import Control, alipay_values
from tests.helpers.tills import TOTAL, Till

ROOT = Path(__file__).parents[2]
PROGRAM = """
import json, sys
from pathlib import Path
from app.sandbox import server
def ready(info):
    print(json.dumps(info.as_json()), flush=True)
server.serve(Path(sys.argv[1]), int(sys.argv[2]), ready=ready)
"""


class Running:
    """A sandbox in a process of its own."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        command = [sys.executable, "-c", PROGRAM, str(folder), str(port)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True)
        assert self.process.stdout is not None
        self.line = self.process.stdout.readline()
        self.facts: dict[str, Any] = json.loads(self.line)

    def end(self, number: signal.Signals) -> int:
        """Send a signal; the exit status."""
        self.process.send_signal(number)
        return self.process.wait(10)

    def clean(self) -> None:
        """Leave nothing running, whatever the test came to."""
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def run() -> Iterator[Callable[[Path], Running]]:
    """Starts sandboxes in processes of their own."""
    started: list[Running] = []

    def start(folder: Path) -> Running:
        started.append(Running(folder))
        return started[-1]

    yield start
    for running in started:
        running.clean()


@pytest.fixture
def folder(tmp_path: Path, provider_keys: Path) -> Path:
    """A folder with an identity in it, borrowed to save time."""
    return shutil.copytree(provider_keys, tmp_path / "box")


@pytest.fixture
def box(folder: Path) -> Iterator[SandboxThread]:
    """A sandbox of this test's own."""
    thread = SandboxThread(folder)
    thread.start()
    yield thread
    thread.stop()


def till(info: SandboxInfo) -> Till:
    """A till before a sandbox."""
    clock = StandingClock()
    gateway = AlipayGateway(config_from_values(alipay_values(info)), clock)
    return Till(gateway=gateway, info=info, control=Control(info), clock=clock)


def leave(till: Till) -> None:
    """Let go of the connections."""
    till.control.close()
    till.gateway.disconnect()  # type: ignore[attr-defined]


def test_keys_are_made_once_and_the_secret_ones_kept_secret(tmp_path: Path) -> None:
    first = identities.identity(tmp_path / "alipay")
    again = identities.identity(tmp_path / "alipay")
    assert first.app_id == again.app_id
    assert len(first.app_id) == 16
    assert first.app_id.isdigit()
    assert first.provider_key.private_numbers() == again.provider_key.private_numbers()
    assert sorted(x.name for x in tmp_path.iterdir()) == ["alipay"]
    for file in (tmp_path / "alipay").iterdir():
        secret = "private" in file.name
        assert stat.S_IMODE(file.stat().st_mode) == (0o600 if secret else 0o644)


def test_whoever_makes_an_identity_second_takes_the_first(tmp_path: Path) -> None:
    first = identities.identity(tmp_path / "alipay")
    identities._make(tmp_path / "alipay")  # as a process that looked a moment earlier would
    assert identities.identity(tmp_path / "alipay").app_id == first.app_id
    assert sorted(x.name for x in tmp_path.iterdir()) == ["alipay"]


def test_trades_and_port_outlive_a_stop(folder: Path) -> None:
    first = SandboxThread(folder)
    before = first.start()
    shop = till(first.info)
    number = shop.paid()
    first.stop()
    with pytest.raises(NotSent):
        shop.ask(number)
    leave(shop)
    second = SandboxThread(folder)
    assert second.start() == before
    shop = till(second.info)
    assert shop.ask(number).paid == TOTAL
    leave(shop)
    second.stop()


def test_a_taken_port_is_said_to_be_taken_and_a_remembered_one_let_go(
    box: SandboxThread, folder: Path
) -> None:
    port = httpx.URL(box.info.url).port or 0
    with pytest.raises(UserError) as refusal:
        SandboxThread(folder, port).start()
    assert (refusal.value.key, refusal.value.params) == ("port_taken", {"port": port})
    other = SandboxThread(folder)
    assert other.start().url != box.info.url
    other.stop()


@pytest.mark.parametrize("content", ["", "x", "0", "99999", "-1"])
def test_a_damaged_memory_of_the_port_does_no_harm(folder: Path, content: str) -> None:
    (folder / "port").write_text(content)
    thread = SandboxThread(folder)
    assert thread.start().url
    thread.stop()


def test_it_listens_on_the_loopback_alone(box: SandboxThread) -> None:
    url = httpx.URL(box.info.url)
    assert url.host == "127.0.0.1"
    with socket.socket() as other, pytest.raises(OSError):
        other.settimeout(1)
        other.connect(("127.0.0.2", url.port or 0))


def test_a_fault_may_be_on_from_the_start(folder: Path) -> None:
    with pytest.raises(UserError) as refusal:
        SandboxThread(folder, fault="nonsense").start()
    assert refusal.value.key == "fault_unknown"
    thread = SandboxThread(folder, fault="http-502")
    thread.start()
    shop = till(thread.info)
    with pytest.raises(UnknownOutcome):
        shop.shown()
    leave(shop)
    thread.stop()


def test_stopping_twice_or_unstarted_is_nothing(folder: Path) -> None:
    thread = SandboxThread(folder)
    thread.stop()
    thread.start()
    thread.stop()
    thread.stop()


def test_stopping_does_not_wait_for_slow_answers(box: SandboxThread) -> None:
    shop = till(box.info)
    number = shop.paid()
    shop.control.fault("slow", seconds=60, count=1)
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        asked = pool.submit(shop.ask, number)
        while shop.control.active():  # the fault is used up once the question has arrived
            pass
        box.stop()
        with pytest.raises(UnknownOutcome):
            asked.result(10)
    leave(shop)


def test_two_processes_keep_one_set_of_books(box: SandboxThread, folder: Path) -> None:
    other = SandboxThread(folder)
    other.start()
    here, there = till(box.info), till(other.info)
    number = here.shown()
    there.control.pay(number)
    assert here.ask(number).status is Status.PAID
    for shop in (here, there):
        leave(shop)
    other.stop()


@pytest.mark.skipif(os.name != "posix", reason="signals as on POSIX")
def test_a_killed_sandbox_comes_back_with_its_trades(
    folder: Path, run: Callable[[Path], Running]
) -> None:
    running = run(folder)
    facts = running.facts
    control = facts["control"]
    number = _played(facts)
    assert running.end(signal.SIGKILL) == -signal.SIGKILL
    again = run(folder)
    assert again.facts == facts
    trades = httpx.get(f"{control}/trades", trust_env=False).json()
    assert [(x["out_trade_no"], x["trade_status"]) for x in trades] == [(number, "TRADE_SUCCESS")]
    assert again.end(signal.SIGTERM) == 0


@pytest.mark.skipif(os.name != "posix", reason="signals as on POSIX")
def test_it_says_one_line_and_ends_in_peace(folder: Path, run: Callable[[Path], Running]) -> None:
    running = run(folder)
    assert list(running.facts) == [
        "url",
        "app_id",
        "app_private_key",
        "provider_public_key",
        "control",
        "wechat",
    ]
    assert running.facts["wechat"]["mchid"].isdigit()
    for name in ("app_private_key", "provider_public_key"):
        assert Path(running.facts[name]).is_absolute()
        assert "KEY-----" in Path(running.facts[name]).read_text()
    assert running.end(signal.SIGINT) == 0


def _played(facts: dict[str, Any]) -> str:
    """A trade paid at a sandbox that is only known by its line."""
    info = SandboxInfo(
        url=facts["url"],
        app_id=facts["app_id"],
        app_private_key=Path(facts["app_private_key"]),
        provider_public_key=Path(facts["provider_public_key"]),
        control=facts["control"],
        wechat=WechatInfo(
            **{k: Path(v) if v.startswith("/") else v for k, v in facts["wechat"].items()}
        ),
        settings={
            "alipay": {
                "app_id": facts["app_id"],
                "gateway_url": facts["url"],
                "private_key": Path(facts["app_private_key"]).read_text(),
                "public_key": Path(facts["provider_public_key"]).read_text(),
                "environment": "sandbox",
            }
        },
    )
    shop = till(info)
    number = shop.paid()
    leave(shop)
    return number
