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
from tests.helpers.tills import ASKED, SETTINGS, new_no

ADDRESS = {"alipay": "gateway_url", "wechat": "base_url"}
"""The setting that says where a provider is."""
REAL = {
    "alipay": "https://openapi.alipay.com/gateway.do",
    "wechat": "https://api.mch.weixin.qq.com",
}

Values = dict[str, str]


def make(name: str, values: Values) -> bool:
    """Make a provider's gateway; whether it is for test money."""
    gateway = PROVIDERS[name].make(values, StandingClock())
    gateway.disconnect()
    return gateway.caps.test_mode


def test_every_provider_that_is_asked_is_looked_at_here() -> None:
    assert sorted(ADDRESS) == sorted(REAL) == ASKED


@pytest.mark.parametrize("name", ASKED)
def test_practice_stays_practice_and_real_money_real(name: str, sandbox: SandboxThread) -> None:
    practice = SETTINGS[name](sandbox.info)
    outside = {"notify_url": "https://shop.example/notified"}
    real = {**practice, **outside, "environment": "production", ADDRESS[name]: REAL[name]}
    assert make(name, practice) is True
    assert make(name, real) is False
    assert make(name, {**real, ADDRESS[name]: ""}) is False


MIXED: dict[str, Callable[[str, Values], Values]] = {
    "practice at the real address": lambda name, values: {**values, ADDRESS[name]: REAL[name]},
    "practice at no address": lambda name, values: {**values, ADDRESS[name]: ""},
    "practice elsewhere": lambda name, values: {**values, ADDRESS[name]: "https://pay.example"},
    "practice without TLS elsewhere": lambda name, values: {
        **values,
        ADDRESS[name]: REAL[name].replace("https", "http"),
    },
    "practice as real money": lambda _, values: {**values, "environment": "production"},
    "practice, not said to be": lambda _, values: {**values, "environment": ""},
    "practice, misspelt": lambda _, values: {**values, "environment": "Sandbox"},
    "real money without TLS": lambda name, values: {
        **values,
        "environment": "production",
        ADDRESS[name]: REAL[name].replace("https", "http"),
    },
    "real money at a port": lambda name, values: {
        **values,
        "environment": "production",
        ADDRESS[name]: REAL[name].replace(".com", ".com:8443"),
    },
    "real money beside its address": lambda name, values: {
        **values,
        "environment": "production",
        ADDRESS[name]: f"https://pay.example/?{REAL[name]}",
    },
}


@pytest.mark.parametrize("mix", MIXED)
@pytest.mark.parametrize("name", ASKED)
def test_no_mixture_makes_a_gateway(name: str, mix: str, sandbox: SandboxThread) -> None:
    values = MIXED[mix](name, SETTINGS[name](sandbox.info))
    with pytest.raises(Misconfigured, match=r"provider_not_(a_sandbox|production)"):
        make(name, values)


@pytest.mark.parametrize("name", ASKED)
def test_the_practice_provider_takes_no_key_but_the_one_it_gave(
    name: str, sandbox: SandboxThread
) -> None:
    values = SETTINGS[name](sandbox.info)
    other = {x: SETTINGS[x](sandbox.info)["private_key"] for x in ASKED if x != name}
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
