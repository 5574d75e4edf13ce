"""Payments that wait: choosing whom to ask, and how fast a provider lets them be settled."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.payment import AttemptState
from app.sandbox.server import SandboxThread
from app.sandbox.trades import State
from data.ids import new_id
from tests.bench import ratio
from tests.helpers.clock import RunningClock, StandingClock
from tests.helpers.sandbox import Control
from tests.helpers.shop import Shop, furnished, open_shop
from tests.helpers.waiting import left_waiting

OPEN = 10_000
WAITING, RATE = 1_000, 40
SHARE = 0.8
"""Of the provider's own limit; a till that never touched it could not know where it is."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Of a furnished shop."""
    furnished(tmp_path).close()
    return tmp_path


def _connected(folder: Path, sandbox: SandboxThread, clock: StandingClock) -> Shop:
    shop = open_shop(f"sqlite:///{folder / 'shop.db'}", folder, sandbox, clock)
    shop.connect(Control(sandbox.start()))
    return shop


@pytest.fixture
def shop(folder: Path) -> Iterator[Shop]:
    """With a provider that lets everybody in."""
    made = _connected(folder, SandboxThread(folder / "provider"), StandingClock())
    yield made
    made.control.close()
    made.close()
    made.provider.stop()


@pytest.mark.bench
@pytest.mark.timeout(600)
@pytest.mark.parametrize("due", [True, False], ids=["all due", "none due"])
def test_choosing_among_ten_thousand_costs_no_more_than_asking(shop: Shop, due: bool) -> None:
    (asked,) = left_waiting(shop, 1)
    left_waiting(shop, OPEN)
    shop.clock.advance(seconds=3 if due else -1800)
    gateway = shop.gateways.offered()["alipay"]
    chosen = []

    def choose() -> None:
        calls = shop.house.poller.due()
        chosen.append(len(calls))
        shop.house.poller._held.clear()  # they are not asked here

    figure = ratio.against(
        f"choosing among {OPEN} open payments, {'all' if due else 'none'} due",
        choose,
        lambda: gateway.query(asked),
        at_most=1.0,
        rounds=100,
    )
    assert bool(statistics.median(chosen)) == due
    ratio.promise(figure)


@pytest.mark.bench
@pytest.mark.timeout(900)
def test_a_thousand_drain_at_the_providers_limit(folder: Path) -> None:
    sandbox = SandboxThread(folder / "provider", rate=RATE)
    clock = RunningClock()
    shop = _connected(folder, sandbox, clock)
    waiting = left_waiting(shop, WAITING)
    _all_paid(shop, waiting)
    begun = clock.monotonic()
    shop.house.poller.run_due(seconds=WAITING / RATE * 4)
    took_s = clock.monotonic() - begun
    states = [shop.house.payments.attempt(x).state for x in waiting]
    load = shop.control.load()
    shop.control.close()
    shop.close()
    sandbox.stop()
    settled = states.count(AttemptState.SUCCEEDED)
    assert settled >= WAITING - load["refused"], "those that were refused are asked again later"
    figure = ratio.Figure(
        name=f"{WAITING} payments at a provider that bears {RATE}/s",
        value=took_s * RATE / settled,
        limit=1 / SHARE,
        detail=f"{settled / took_s:.1f}/s settled, {load['refused']} refused as too many",
    )
    ratio.promise(figure)


def _all_paid(shop: Shop, numbers: list[str]) -> None:
    """The customers have paid, as the provider's own books have it."""
    shown = shop.show_code(shop.cart("bag"))
    shop.control.pay(shown.id)
    _, book = shop.provider._running  # type: ignore[misc]
    paid = book.get("alipay", shown.id)
    assert paid is not None
    assert paid.state is State.PAID
    with book.writing():
        for number in numbers:
            book.save(replace(paid, out_trade_no=number, token=new_id(), trade_no=new_id()))
