"""The gateways in force, which follow the settings of the shop and of this till."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.domain.errors import UserError
from app.domain.shop import ShopProfile
from app.gateways import addresses

if TYPE_CHECKING:
    from app.ports.clock import Clock
    from app.ports.gateway import Gateway
    from app.ports.outside import Secrets
    from app.ports.provider import Provider, Values
    from app.settings import TillSettings

log = logging.getLogger(__name__)


class CurrentGateways:
    """Implements app.ports.gateway.Gateways.

    A shop that takes real money never meets the practice provider, nor the other way round: real
    providers need a shop that is past practising and a till that is told so and has its keys.
    What the cashier confirms moves no money by itself and is offered in both.

    Args:
        practice: starts the practice provider and gives the settings to reach it, by gateway.
    """

    def __init__(
        self,
        *,
        profile: Callable[[], ShopProfile | None],
        settings: Callable[[], TillSettings],
        secrets: Secrets,
        practice: Callable[[], Mapping[str, Values]],
        clock: Clock,
    ) -> None:
        self._profile = profile
        self._settings = settings
        self._secrets = secrets
        self._practice = practice
        self._clock = clock
        self._made: list[tuple[str, Values, Gateway]] = []  # the old ones may still be at work
        self._lock = threading.Lock()

    def offered(self) -> Mapping[str, Gateway]:
        """What customers may pay with now; one that cannot be keeps none of the others away."""
        from app.ports.gateway import Misconfigured

        found = {}
        with self._lock:
            for name, values in self._wanted().items():
                try:
                    found[name] = self._gateway(name, values)
                except Misconfigured as error:
                    log.warning("%s is not offered: %s", name, error)
        return found

    def offer(self, provider: str) -> Gateway:
        """One of these; Misconfigured says why it cannot be."""
        with self._lock:
            values = self._wanted().get(provider)
            if values is None:
                raise UserError("provider_missing", provider=provider)
            return self._gateway(provider, values)

    def that_made(
        self, provider: str, *, test: bool, merchant: str | None = None
    ) -> Gateway | None:
        """The gateway for an attempt made before; None while its settings are missing."""
        profile = self._profile() or ShopProfile(name="")
        with self._lock:
            values = (self._practised() if test else self._set_up(profile)).get(provider)
            gateway = None if values is None else self._gateway(provider, values)
        if gateway is None or merchant not in {None, gateway.merchant}:
            return None
        return gateway

    def close(self) -> None:
        """Let go of all connections, at the end of the program."""
        with self._lock:
            for _, _, gateway in self._made:
                gateway.disconnect()
            self._made.clear()

    def _wanted(self) -> Mapping[str, Values]:
        """The settings of all that are to be offered."""
        profile = self._profile() or ShopProfile(name="")
        if profile.test_payments:
            return {**self._practised(), **self._set_up(profile, by_cashier=True)}
        real_money = self._settings().payment_environment == "production"
        return self._set_up(profile, by_cashier=not real_money)

    def _practised(self) -> Mapping[str, Values]:
        """How to reach the practice provider, which tells a till that listens."""
        port, practice = self._settings().notify_port, self._practice()
        if not port:
            return practice
        return {
            name: {**values, "notify_url": addresses.told_at(port, name)}
            for name, values in practice.items()
        }

    def _set_up(self, profile: ShopProfile, *, by_cashier: bool = False) -> dict[str, Values]:
        from app.gateways.registry import PROVIDERS

        found = {
            name: self._values(provider, profile)
            for name, provider in PROVIDERS.items()
            if provider.by_cashier or not by_cashier
        }
        return {name: values for name, values in found.items() if values is not None}

    def _values(self, provider: Provider, profile: ShopProfile) -> Values | None:
        if provider.of_shop is not None:
            return provider.of_shop(profile)
        return provider.account(self._settings().of_providers, self._secrets)

    def _gateway(self, name: str, values: Values) -> Gateway:
        for known, made_from, gateway in self._made:
            if (known, made_from) == (name, values):
                return gateway
        from app.gateways.registry import PROVIDERS

        made = PROVIDERS[name].make(values, self._clock)
        self._made.append((name, values, made))
        return made
