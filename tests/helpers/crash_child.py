"""A till in a process of its own that is killed at one chosen moment.

The moment is the N-th call or return of a Python or C function in this process, counted from
the beginning of the sale: fine enough to fall between any two steps of it. Or it is the first
call of a function by name, as module:function.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any

import httpx

from app.domain.payment import AttemptState
from data.database import open_database
from tests.helpers.clock import StandingClock
from tests.helpers.forks import FORKS
from tests.helpers.shop import KEY, Shop

_PATIENCE_S = 60


@dataclass(frozen=True, kw_only=True)
class Task:
    """A sale in the shop at `url` and `folder`, and when to die: 0 is never.

    Attributes:
        kind: "cash", or the name of a provider. provider: the settings of its gateway.
        token: of the sale; empty: whatever is due is worked off instead.
        ended: a payment that the cashier wants to end instead of selling anything.
        control: where the customer pays.
        now: the till's time. holder: its name among those who ask providers.
    """

    url: str
    folder: Path
    kind: str
    token: str
    kill_at: int | str
    provider: dict[str, str]
    control: str
    now: datetime
    holder: str = ""
    ended: str = ""


@dataclass(frozen=True)
class Fate:
    """What a child said before it died or ended."""

    killed: bool
    said: dict[str, Any]


class Executioner:
    """Counts profile events; kills this process at the chosen one (0: only counts)."""

    def __init__(self, at: int | str) -> None:
        self._at = at
        self.count = 0

    def __call__(self, frame: FrameType, event: str, arg: Any) -> None:
        """The profile hook."""
        self.count += 1
        if self._at == (self.count if isinstance(self._at, int) else _named(frame, event)):
            os.kill(os.getpid(), signal.SIGKILL)


def _named(frame: FrameType, event: str) -> str:
    """A call by name; empty for any other event."""
    return f"{frame.f_globals.get('__name__')}:{frame.f_code.co_name}" if event == "call" else ""


class Parent:
    """Hears at once what a child says, so that it counts as promised to a customer."""

    def __init__(self, ear: Connection) -> None:
        self._ear = ear

    def hear(self, what: str, value: object) -> None:
        """Tell the parent."""
        self._ear.send({what: value})


def cash(shop: Shop, token: str, parent: Parent) -> None:
    """A sale in cash."""
    cart = replace(shop.cart("tea", "water", "bag"), client_token=token)
    sale = shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li")
    parent.hear("sold", sale.order.number)


class Customer:
    """Pays whatever is shown, through the provider's own control."""

    def __init__(self, control_url: str) -> None:
        self._url = control_url

    def pay(self, number: str) -> None:
        """Scan and pay."""
        httpx.post(f"{self._url}/trades/{number}/pay", json={}).raise_for_status()


def qr(shop: Shop, task: Task, parent: Parent) -> None:
    """A sale by code; the customer pays as soon as the code is there."""
    customer = Customer(task.control)
    cart = replace(shop.cart("tea", "water"), client_token=task.token)
    attempt = shop.show_code(cart, task.kind)
    parent.hear("shown", attempt.id)
    customer.pay(attempt.id)
    if shop.check(attempt).state is AttemptState.SUCCEEDED:
        parent.hear("sold", shop.order(attempt).number)


def work_off(shop: Shop) -> None:
    """Whatever is due, on this one thread."""
    for _ in range(3):
        for call in shop.house.poller.due():
            call()
        shop.clock.advance(seconds=2)


def sell(task: Task, parent: Parent) -> None:
    """The sale, until the chosen moment."""
    clock = StandingClock(task.now)
    database = open_database(task.url, key=KEY, clock=clock)
    shop = Shop(task.folder, database, None, clock, holder=task.holder)
    if task.provider:
        shop.gateways.set_up(task.kind, task.provider)
    executioner = Executioner(task.kill_at)
    sys.setprofile(executioner)
    if task.ended:
        shop.house.payments.cancel(task.ended, staff="li")
    elif task.kind == "cash":
        cash(shop, task.token, parent)
    elif not task.token:
        work_off(shop)
    else:
        qr(shop, task, parent)
    sys.setprofile(None)
    parent.hear("events", executioner.count)


def live(task: Task, ear: Connection) -> None:
    """All that the child does."""
    try:
        sell(task, Parent(ear))
    except BaseException:
        ear.send({"failed": traceback.format_exc()})
        raise


def fate(task: Task) -> Fate:
    """Let a child try it; AssertionError when it ends in any other way than asked for."""
    ear, mouth = FORKS.Pipe(duplex=False)
    child = FORKS.Process(target=live, args=(task, mouth))
    child.start()
    mouth.close()
    said: dict[str, Any] = {}
    with ear:
        while True:
            try:
                said |= ear.recv()
            except EOFError:
                break
    child.join(_PATIENCE_S)
    assert child.exitcode in (0, -signal.SIGKILL), said.get("failed", child.exitcode)
    return Fate(killed=child.exitcode != 0, said=said)
