"""The sandbox and a till in front of it, for every registered provider."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ports.gateway import Gateway
from app.sandbox import identity as alipay_identity
from app.sandbox.identity import Identity
from app.sandbox.server import SandboxThread
from app.sandbox.wechat.identity import WechatIdentity, identity
from tests.contract.alipay_double import Double
from tests.contract.wechat_double import WechatDouble
from tests.helpers.books import (
    books,
    postgres_books,
    postgres_books_kept,
    postgres_template,
    sqlite_books,
    sqlite_template,
)
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import Control, control, provider_keys, sandbox
from tests.helpers.tills import ASKED, Till, disconnect, open_gateway

__all__ = [
    "books",
    "control",
    "postgres_books",
    "postgres_books_kept",
    "postgres_template",
    "provider_keys",
    "sandbox",
    "sqlite_books",
    "sqlite_template",
]


@pytest.fixture(scope="session")
def clock() -> StandingClock:
    """The time of tills and provider; it stands still."""
    return StandingClock()


@pytest.fixture(scope="session")
def running_sandbox(
    provider_keys: Path, tmp_path_factory: pytest.TempPathFactory, clock: StandingClock
) -> Iterator[SandboxThread]:
    """One sandbox for all tests; trades stay, so use fresh numbers."""
    folder = shutil.copytree(provider_keys, tmp_path_factory.mktemp("sandbox") / "provider")
    thread = SandboxThread(folder, now=clock.now)
    thread.start()
    yield thread
    thread.stop()


@pytest.fixture(scope="session", params=ASKED)
def gateway(
    request: pytest.FixtureRequest, running_sandbox: SandboxThread, clock: StandingClock
) -> Iterator[Gateway]:
    """One provider's gateway, connected to the sandbox."""
    gateway = open_gateway(request.param, running_sandbox.info, clock)
    yield gateway
    disconnect(gateway)


@pytest.fixture
def till(
    gateway: Gateway, running_sandbox: SandboxThread, control: Control, clock: StandingClock
) -> Till:
    """A till that speaks to the sandbox through one provider's gateway; no fault is on."""
    return Till(gateway=gateway, info=running_sandbox.info, control=control, clock=clock)


@pytest.fixture
def qr(till: Till) -> Till:
    """A till whose provider shows codes and answers questions."""
    if not till.gateway.caps.shows_qr:
        pytest.skip(f"{till.gateway.id} shows no code")
    return till


@pytest.fixture(scope="session")
def alipay_keys(provider_keys: Path) -> Identity:
    """A merchant's and Alipay's keys."""
    return alipay_identity.identity(provider_keys / "alipay")


@pytest.fixture
def alipay(alipay_keys: Identity) -> Double:
    """Alipay's side, played by the test."""
    return Double(alipay_keys)


@pytest.fixture(scope="session")
def wechat_keys(provider_keys: Path, tmp_path_factory: pytest.TempPathFactory) -> WechatIdentity:
    """A merchant's and WeChat Pay's keys."""
    folder = tmp_path_factory.mktemp("keys") / "wechat"
    return identity(shutil.copytree(provider_keys / "wechat", folder))


@pytest.fixture
def wechat(wechat_keys: WechatIdentity) -> WechatDouble:
    """WeChat Pay's side, played by the test."""
    return WechatDouble(wechat_keys)
