"""A till's side of a payment provider, for the contract tests."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from app.gateways.registry import PROVIDERS
from app.ports.clock import Clock
from app.ports.gateway import Charge, ChargeRequest, Gateway, Money
from app.sandbox.info import SandboxInfo
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import Control

BY_CASHIER = frozenset(name for name, provider in PROVIDERS.items() if provider.by_cashier)
ASKED = sorted(PROVIDERS.keys() - BY_CASHIER)
"""Providers that can be asked what became of a payment: every registered one but the cashier's."""

TOTAL = Money(1250, "CNY")


def settings_of(name: str, info: SandboxInfo) -> dict[str, str]:
    """How a provider reaches the sandbox; that it may charge customers' codes is tried apart."""
    values = info.settings[name]
    return {**values, "codepay": ""} if "codepay" in values else dict(values)


def new_no() -> str:
    """A fresh attempt or refund number."""
    return uuid.uuid4().hex


@dataclass(slots=True, kw_only=True)
class Till:
    """A gateway, the customers before it, and the time."""

    gateway: Gateway
    info: SandboxInfo
    control: Control
    clock: StandingClock

    def request(
        self, number: str, *, money: Money = TOTAL, subject: str = "Corner shop 1-42"
    ) -> ChargeRequest:
        """A request for a charge that may be paid for five minutes."""
        return ChargeRequest(
            attempt_no=number,
            money=money,
            subject=subject,
            expires_at=self.clock.now() + timedelta(minutes=5),
            till="1",
        )

    def shown(self, *, money: Money = TOTAL) -> str:
        """The number of a charge whose code is shown."""
        number = new_no()
        self.gateway.create(self.request(number, money=money))
        return number

    def paid(self, *, money: Money = TOTAL) -> str:
        """The number of a charge that has been paid."""
        number = self.shown(money=money)
        self.control.pay(number)
        return number

    def ask(self, number: str) -> Charge:
        """What the provider says of a charge."""
        return self.gateway.query(number)


def open_gateway(name: str, info: SandboxInfo, clock: Clock) -> Gateway:
    """A provider's gateway that speaks to a running sandbox."""
    return PROVIDERS[name].make(settings_of(name, info), clock)


def disconnect(gateway: Gateway) -> None:
    """Let go of the connections, where a gateway has any."""
    end = getattr(gateway, "disconnect", None)
    if end is not None:
        end()
