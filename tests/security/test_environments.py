"""Practice and real money are kept apart by address and by key, whoever mixes them up."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gateways import addresses
from app.gateways.registry import PROVIDERS
from app.ports.gateway import Misconfigured
from app.sandbox.server import SandboxThread
from tests.helpers.clock import StandingClock
from tests.helpers.tills import ASKED, new_no, settings_of

REAL = {
    "alipay": "https://openapi.alipay.com/gateway.do",
    "wechat": "https://api.mch.weixin.qq.com",
}
SIGNING = [name for name in ASKED if "private_key" in {x.name for x in PROVIDERS[name].settings}]
"""Providers that a till signs for with a key of its own."""

Values = dict[str, str]


def make(name: str, values: Values) -> bool:
    """Make a provider's gateway; whether it is for test money."""
    gateway = PROVIDERS[name].make(values, StandingClock())
    gateway.disconnect()
    return gateway.caps.test_mode


def test_every_provider_that_is_asked_is_looked_at_here() -> None:
    assert sorted(REAL) == ASKED


def at(values: Values, address: str) -> Values:
    """The settings of a provider that is at another address."""
    return {k: address if "://127.0.0.1:" in v else v for k, v in values.items()}


def for_real(values: Values, address: str) -> Values:
    """The same for real money."""
    outside = {"notify_url": "https://shop.example/notified", "environment": "production"}
    return {**at(values, address), **outside}


@pytest.mark.parametrize("name", ASKED)
def test_practice_stays_practice_and_real_money_real(name: str, sandbox: SandboxThread) -> None:
    practice = settings_of(name, sandbox.info)
    assert make(name, practice) is True
    assert make(name, for_real(practice, REAL[name])) is False
    assert make(name, for_real(practice, "")) is False


MIXED: dict[str, Callable[[Values, str], Values]] = {
    "practice at the real address": at,
    "practice at no address": lambda values, _: at(values, ""),
    "practice elsewhere": lambda values, _: at(values, "https://pay.example"),
    "practice without TLS elsewhere": lambda values, real: at(
        values, real.replace("https", "http")
    ),
    "practice as real money": lambda values, _: {**values, "environment": "production"},
    "practice, not said to be": lambda values, _: {**values, "environment": ""},
    "practice, misspelt": lambda values, _: {**values, "environment": "Sandbox"},
    "real money without TLS": lambda values, real: for_real(values, real.replace("https", "http")),
    "real money at a port": lambda values, real: for_real(
        values, real.replace(addresses.host(real), f"{addresses.host(real)}:8443")
    ),
    "real money beside its address": lambda values, real: for_real(
        values, f"https://pay.example/?{real}"
    ),
}


@pytest.mark.parametrize("mix", MIXED)
@pytest.mark.parametrize("name", ASKED)
def test_no_mixture_makes_a_gateway(name: str, mix: str, sandbox: SandboxThread) -> None:
    values = MIXED[mix](settings_of(name, sandbox.info), REAL[name])
    with pytest.raises(Misconfigured, match=r"provider_not_(a_sandbox|production)"):
        make(name, values)


@pytest.mark.parametrize("name", SIGNING)
def test_the_practice_provider_takes_no_key_but_the_one_it_gave(
    name: str, sandbox: SandboxThread
) -> None:
    values = settings_of(name, sandbox.info)
    other = {x: settings_of(x, sandbox.info)["private_key"] for x in SIGNING if x != name}
    for key in other.values():  # a key of another shop is all the provider can tell
        gateway = PROVIDERS[name].make({**values, "private_key": key}, StandingClock())
        with pytest.raises(Misconfigured):
            gateway.query(new_no())
        gateway.disconnect()


_PIECES = (
    *("http://", "https://", "http:/", "//", "127.0.0.1", "localhost", "[::1]", "pay.example"),
    *("@", ":", ":80", ".", "/", "\\", "?", "#", "%2e", "%40", "\t", "\n", " ", "０", "user:pass@"),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=7).map("".join))
def test_who_checks_an_address_and_who_goes_there_read_it_alike(url: str) -> None:
    if addresses.on_this_machine(url):
        try:
            host = httpx.URL(url).host
        except httpx.InvalidURL:
            return
        assert host in addresses.LOOPBACK_HOSTS
