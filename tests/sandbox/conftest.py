"""A provider in memory, and the running sandbox."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.gateways.alipay.config import config_from_values
from app.gateways.alipay.gateway import AlipayGateway
from app.sandbox.alipay.wire import AlipayWire
from app.sandbox.book import Book
from app.sandbox.identity import Identity, identity
from app.sandbox.provider import Provider
from app.sandbox.server import SandboxThread
from app.sandbox.wechat import identity as wechat
from app.sandbox.wechat.identity import WechatIdentity
from app.sandbox.wechat.wire import WechatWire
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import (
    Control,
    alipay_values,
    control,
    provider_keys,
    running_sandbox,
    sandbox,
)
from tests.helpers.tills import Till
from tests.sandbox.shop import Shop

__all__ = ["control", "provider_keys", "running_sandbox", "sandbox"]


@pytest.fixture(scope="session")
def keys(provider_keys: Path) -> Identity:
    """A merchant's and a provider's keys."""
    return identity(provider_keys / "alipay")


@pytest.fixture(scope="session")
def wechat_keys(provider_keys: Path, tmp_path_factory: pytest.TempPathFactory) -> WechatIdentity:
    """The same on WeChat Pay's wire."""
    folder = tmp_path_factory.mktemp("keys") / "wechat"
    return wechat.identity(shutil.copytree(provider_keys / "wechat", folder))


@pytest.fixture
def provider(
    keys: Identity, wechat_keys: WechatIdentity, tmp_path: Path
) -> Iterator[tuple[Provider, StandingClock]]:
    """A provider with empty books, and its clock that stands."""
    clock = StandingClock()
    book = Book(tmp_path / "trades.sqlite3")
    provider = Provider(
        book=book,
        alipay=keys,
        wechat=wechat_keys,
        now=clock.now,
        root="http://127.0.0.1:8000",
        wires={"alipay": AlipayWire(), "wechat": WechatWire()},
    )
    yield provider, clock
    book.close()


@pytest.fixture
def shop(provider: tuple[Provider, StandingClock]) -> Shop:
    """A shop before the provider on Alipay's wire."""
    return Shop(*provider)


@pytest.fixture(scope="module")
def gateway(running_sandbox: SandboxThread) -> Iterator[AlipayGateway]:
    """A till's gateway to the running sandbox, on Alipay's wire."""
    gateway = AlipayGateway(
        config_from_values(alipay_values(running_sandbox.info)), StandingClock()
    )
    yield gateway
    gateway.disconnect()


@pytest.fixture
def till(gateway: AlipayGateway, sandbox: SandboxThread, control: Control) -> Till:
    """A till before the sandbox."""
    return Till(gateway=gateway, info=sandbox.info, control=control, clock=StandingClock())
