"""Test money and real money never mix, and nothing secret is shown."""

from __future__ import annotations

import pytest

from app.gateways.alipay.config import PRODUCTION_URL, AlipayConfig, config_from_values
from app.gateways.alipay.gateway import AlipayGateway
from app.ports.gateway import Misconfigured
from app.sandbox.server import SandboxThread
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import alipay_values


def config(url: str, *, sandbox: bool, app_id: str = "9021000000000000") -> AlipayConfig:
    """A configuration with this address."""
    return AlipayConfig(
        app_id=app_id,
        gateway_url=url,
        private_key="our secret",
        public_key="theirs",
        sandbox=sandbox,
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/gateway.do",
        "http://localhost:1/gateway.do",
        "http://[::1]:8000/gateway.do",
        "https://openapi-sandbox.dl.alipaydev.com/gateway.do",
        "https://openapi.alipaydev.com/gateway.do",
    ],
)
def test_test_money_goes_to_sandboxes_alone(url: str) -> None:
    assert config(url, sandbox=True).gateway_url == url
    with pytest.raises(Misconfigured):
        config(url, sandbox=False)


@pytest.mark.parametrize(
    "url",
    [
        PRODUCTION_URL,
        "https://openapi.alipay.com./gateway.do",
        "http://openapi-sandbox.dl.alipaydev.com/gateway.do",
        "https://openapi-sandbox.dl.alipaydev.com.example.org/gateway.do",
        "http://127.0.0.1@example.org/gateway.do",
        "http://127.0.0.1.example.org/gateway.do",
        "ftp://127.0.0.1/gateway.do",
        "http://[::1/gateway.do",
        "",
    ],
)
def test_no_other_address_is_a_sandbox(url: str) -> None:
    with pytest.raises(Misconfigured):
        config(url, sandbox=True)


@pytest.mark.parametrize(
    "url",
    ["http://openapi.alipay.com/gateway.do", f"{PRODUCTION_URL}?x=1", "", PRODUCTION_URL[:-1]],
)
def test_real_money_has_one_address(url: str) -> None:
    assert config(PRODUCTION_URL, sandbox=False)
    with pytest.raises(Misconfigured):
        config(url, sandbox=False)


def test_without_a_word_about_the_environment_it_is_real_money() -> None:
    assert not config_from_values({"app_id": "1"}).sandbox
    with pytest.raises(Misconfigured):
        config_from_values({"app_id": "1", "gateway_url": "http://127.0.0.1:1/gateway.do"})


@pytest.mark.parametrize("app_id", ["", "abc", "1" * 33, "１２３"])
def test_an_app_id_is_digits(app_id: str) -> None:
    with pytest.raises(Misconfigured):
        config(PRODUCTION_URL, sandbox=False, app_id=app_id)


def test_keys_are_not_shown() -> None:
    assert "secret" not in repr(config(PRODUCTION_URL, sandbox=False))


def test_our_own_key_in_place_of_theirs_is_noticed(sandbox: SandboxThread) -> None:
    info = sandbox.info
    ours = (info.app_private_key.parent / "app_public_key.pem").read_text()
    values = {**alipay_values(info), "public_key": ours}
    with pytest.raises(Misconfigured) as refusal:
        AlipayGateway(config_from_values(values), StandingClock())
    assert refusal.value.key == "provider_key_is_ours"


def test_only_the_programs_own_sandbox_takes_every_currency(sandbox: SandboxThread) -> None:
    values = alipay_values(sandbox.info)
    gateway = AlipayGateway(config_from_values(values), StandingClock())
    assert (gateway.caps.currencies, gateway.caps.test_mode) == (frozenset(), True)
    gateway.disconnect()
    real = {**values, "gateway_url": PRODUCTION_URL, "environment": "production"}
    gateway = AlipayGateway(config_from_values(real), StandingClock())
    assert (gateway.caps.currencies, gateway.caps.test_mode) == (frozenset({"CNY"}), False)
    gateway.disconnect()
