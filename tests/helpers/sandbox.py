"""A running sandbox for tests: its thread, its customers and faults, and a till's keys for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.sandbox import identity as alipay
from app.sandbox.info import CONTROL, SandboxInfo
from app.sandbox.server import SandboxThread
from app.sandbox.wechat import identity as wechat


@dataclass(frozen=True, slots=True)
class Pushed:
    """A message from a provider; header names are small."""

    headers: dict[str, str]
    body: bytes


class Control:
    """What a customer and a saboteur do, through /control."""

    def __init__(self, info: SandboxInfo) -> None:
        # plain HTTP on the loopback: certificates need not be loaded
        self._http = httpx.Client(base_url=info.control, trust_env=False, verify=False, timeout=10)

    def trades(self) -> list[dict[str, Any]]:
        """All trades, newest first."""
        return self._json(self._http.get("/trades"))

    def trade(self, number: str) -> dict[str, Any]:
        """One trade; KeyError when there is none."""
        found = {x["out_trade_no"]: x for x in self.trades()}
        return found[number]

    def scan(self, number: str) -> dict[str, Any]:
        """The customer opens the code."""
        return self._json(self._http.post(f"/trades/{number}/scan"))

    def pay(self, number: str, amount: str | None = None) -> dict[str, Any]:
        """The customer pays what is asked, or `amount`."""
        body = {} if amount is None else {"amount": amount}
        return self._json(self._http.post(f"/trades/{number}/pay", json=body))

    def decline(self, number: str) -> dict[str, Any]:
        """The customer turns the payment down."""
        return self._json(self._http.post(f"/trades/{number}/decline"))

    def settle(self, number: str) -> dict[str, Any]:
        """A refund that is under way arrives."""
        return self._json(self._http.post(f"/trades/{number}/settle"))

    def code(self, wire: str, behaviour: str = "pays") -> str:
        """A fresh code on a customer's phone: pays, password or balance."""
        wanted = {"wire": wire, "behaviour": behaviour}
        return str(self._json(self._http.post("/codes", json=wanted))["code"])

    def notification(self, number: str) -> Pushed:
        """The message the provider would push now."""
        answer = self._http.get(f"/trades/{number}/notification")
        answer.raise_for_status()
        return Pushed(dict(answer.headers), answer.content)

    def fault(self, name: str, **options: object) -> None:
        """Turn a fault on: count=, method=, seconds=."""
        self._json(self._http.post("/faults", json={"name": name, **options}))

    def active(self) -> list[str]:
        """The faults that are on."""
        return [x["name"] for x in self._json(self._http.get("/faults")) if x["active"]]

    def clear(self) -> None:
        """Turn every fault off."""
        self._json(self._http.post("/faults", json={"name": None}))

    def load(self) -> dict[str, int]:
        """How many requests came from tills."""
        return dict(self._json(self._http.get("/load")))

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _json(self, answer: httpx.Response) -> Any:
        answer.raise_for_status()
        return answer.json()


def alipay_values(info: SandboxInfo) -> dict[str, str]:
    """The settings with which a till reaches a sandbox through Alipay's wire."""
    return dict(info.settings["alipay"])


def wechat_values(info: SandboxInfo) -> dict[str, str]:
    """The settings with which a till reaches a sandbox through WeChat Pay's wire."""
    return {**info.settings["wechat"], "codepay": ""}  # customers' codes are tried apart


def moved(info: SandboxInfo, root: str) -> SandboxInfo:
    """The same provider at another address."""
    before = info.control.removesuffix(CONTROL)
    settings = {
        name: {k: v.replace(before, root) for k, v in values.items()}
        for name, values in info.settings.items()
    }
    return replace(info, settings=settings)


@pytest.fixture(scope="session")
def provider_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a provider that has made its keys and nothing else, to be copied."""
    folder = tmp_path_factory.mktemp("keys")
    alipay.identity(folder / "alipay")
    wechat.identity(folder / "wechat")
    return folder


@pytest.fixture(scope="session")
def running_sandbox(
    provider_keys: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SandboxThread]:
    """One sandbox for the whole test run; trades stay, so use fresh numbers."""
    folder = shutil.copytree(provider_keys, tmp_path_factory.mktemp("sandbox") / "provider")
    thread = SandboxThread(folder)
    thread.start()
    yield thread
    thread.stop()


@pytest.fixture
def sandbox(running_sandbox: SandboxThread) -> SandboxThread:
    """The running sandbox; ask for `control` too, which turns faults off afterwards."""
    return running_sandbox


@pytest.fixture
def control(sandbox: SandboxThread) -> Iterator[Control]:
    """The sandbox's customers and faults; faults are off before and after."""
    client = Control(sandbox.info)
    client.clear()
    yield client
    client.clear()
    client.close()
