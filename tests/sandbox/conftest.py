"""A provider in memory, and the running sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sandbox.alipay.wire import WIRE, AlipayWire
from app.sandbox.book import Book
from app.sandbox.identity import Identity, identity
from app.sandbox.provider import Provider
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import control, running_sandbox, sandbox
from tests.sandbox.shop import Shop

__all__ = ["control", "running_sandbox", "sandbox"]


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    """A merchant's and a provider's keys."""
    return identity(tmp_path_factory.mktemp("keys") / "alipay")


@pytest.fixture
def shop(keys: Identity, tmp_path: Path) -> Iterator[Shop]:
    """A shop before a provider with empty books and a clock that stands."""
    clock = StandingClock()
    book = Book(tmp_path / "trades.sqlite3")
    yield Shop(
        Provider(
            book=book,
            identity=keys,
            now=clock.now,
            root="http://127.0.0.1:8000",
            wires={WIRE: AlipayWire()},
        ),
        clock,
    )
    book.close()
