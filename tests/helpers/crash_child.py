"""A till that is killed at one chosen moment: `python -m tests.helpers.crash_child` in a test.

The moment is the N-th call or return of a Python or C function in this process, counted from
the beginning of the sale: fine enough to fall between any two steps of it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import httpx

from app.domain.payment import AttemptState
from data.database import open_database
from tests.helpers.clock import StandingClock
from tests.helpers.shop import KEY, Shop


class Executioner:
    """Counts profile events; kills this process at the chosen one (0: only counts)."""

    def __init__(self, at: int) -> None:
        self._at = at
        self.count = 0

    def __call__(self, frame: FrameType, event: str, arg: Any) -> None:
        """The profile hook."""
        self.count += 1
        if self.count == self._at:
            os.kill(os.getpid(), signal.SIGKILL)


def say(what: str, value: object) -> None:
    """Tell the parent; written at once, so that it counts as promised to a customer."""
    os.write(1, (json.dumps({what: value}) + "\n").encode())


def cash(shop: Shop, token: str) -> None:
    """A sale in cash."""
    cart = replace(shop.cart("tea", "water", "bag"), client_token=token)
    sale = shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li")
    say("sold", sale.order.number)


class Customer:
    """Pays whatever is shown, through the provider's own control."""

    def __init__(self, control_url: str) -> None:
        self._url = control_url

    def pay(self, number: str) -> None:
        """Scan and pay."""
        httpx.post(f"{self._url}/trades/{number}/pay", json={}).raise_for_status()


def qr(shop: Shop, token: str, customer: Customer) -> None:
    """A sale by code; the customer pays as soon as the code is there."""
    cart = replace(shop.cart("tea", "water"), client_token=token)
    attempt = shop.show_code(cart)
    say("shown", attempt.id)
    customer.pay(attempt.id)
    if shop.check(attempt).state is AttemptState.SUCCEEDED:
        say("sold", shop.order(attempt).number)


def main(url: str, folder: str, kind: str, token: str, at: str) -> None:
    """One sale of a kind, until the chosen moment."""
    values = json.loads(sys.stdin.read())
    shop = Shop(Path(folder), open_database(url, key=KEY, clock=StandingClock()), None)
    shop.gateways.set_up("alipay", values["alipay"])
    customer = Customer(values["control"])
    executioner = Executioner(int(at))
    sys.setprofile(executioner)
    if kind == "cash":
        cash(shop, token)
    else:
        qr(shop, token, customer)
    sys.setprofile(None)
    say("events", executioner.count)


if __name__ == "__main__":
    main(*sys.argv[1:])
