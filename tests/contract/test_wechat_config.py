"""WeChat Pay: test money and real money never mix, and nothing secret is shown."""

from __future__ import annotations

from typing import Any

import pytest

from app.gateways.wechat.config import PRODUCTION_URL, WechatConfig, config_from_values
from app.gateways.wechat.gateway import WechatGateway
from app.ports.gateway import Misconfigured
from app.sandbox.server import SandboxThread
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import wechat_values

GOOD: dict[str, Any] = {
    "mchid": "1900000001",
    "appid": "wx0000000000000001",
    "serial_no": "5157F09EFDC096DE15EBE81A47057A72",
    "private_key": "our secret",
    "apiv3_key": "secret_of_32_letters_for_sealing",
    "notify_url": "https://shop.example/notified",
    "base_url": PRODUCTION_URL,
    "sandbox": False,
}


def config(**changes: Any) -> WechatConfig:
    """A good configuration but for the changes."""
    return WechatConfig(**{**GOOD, **changes})


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://localhost:1", "https://[::1]:1"])
def test_test_money_stays_on_this_machine(url: str) -> None:
    assert config(base_url=url, sandbox=True).base_url == url
    with pytest.raises(Misconfigured):
        config(base_url=url, sandbox=False)


@pytest.mark.parametrize(
    "url",
    [
        PRODUCTION_URL,
        "http://127.0.0.1.example.org",
        "http://127.0.0.1@example.org",
        "ftp://127.0.0.1",
        "http://[::1",
        "",
    ],
)
def test_no_other_address_is_a_sandbox(url: str) -> None:
    with pytest.raises(Misconfigured):
        config(base_url=url, sandbox=True)


@pytest.mark.parametrize(
    "url", ["http://api.mch.weixin.qq.com", f"{PRODUCTION_URL}/", f"{PRODUCTION_URL}.example.org"]
)
def test_real_money_has_one_address(url: str) -> None:
    assert config()
    with pytest.raises(Misconfigured):
        config(base_url=url)


def test_without_a_word_about_the_environment_it_is_real_money() -> None:
    values = {k: v for k, v in GOOD.items() if isinstance(v, str) and k != "base_url"}
    found = config_from_values(values)
    assert (found.sandbox, found.base_url, found.codepay) == (False, PRODUCTION_URL, False)
    with pytest.raises(Misconfigured):
        config_from_values({**values, "base_url": "http://127.0.0.1:1"})
    with pytest.raises(Misconfigured):
        config_from_values({})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mchid", ""),
        ("mchid", "19000000x1"),
        ("mchid", "１９０００００００１"),
        ("appid", ""),
        ("appid", "wx 1"),
        ("serial_no", ""),
        ("serial_no", "PUB_KEY_ID_1"),
        ("apiv3_key", ""),
        ("apiv3_key", "x" * 31),
        ("apiv3_key", "茶" * 11),
        ("public_key_id", "5157F09E"),
        ("public_key_id", "PUB_KEY_ID_1"),  # without its key
        ("public_key", "a key without an id"),
        ("notify_url", ""),
        ("notify_url", "http://shop.example/notified"),
        ("notify_url", "https://shop.example/notified?x=1"),
        ("notify_url", "https://"),
        ("notify_url", "http://127.0.0.1/notified"),
        ("notify_url", "https://127.0.0.1/notified"),
        ("notify_url", "https://shop.example/" + "x" * 255),
    ],
)
def test_a_setting_that_cannot_be_is_named(name: str, value: str) -> None:
    with pytest.raises(Misconfigured) as refusal:
        config(**{name: value})
    known = {"public_key": "public_key_id"}
    assert refusal.value.params["name"] == known.get(name, name)


def test_a_sandbox_may_push_to_this_machine() -> None:
    url = "http://127.0.0.1:8001/notified"
    assert config(base_url="http://127.0.0.1:1", sandbox=True, notify_url=url).notify_url == url


def test_keys_are_not_shown() -> None:
    assert "secret" not in repr(config())


def test_our_own_key_in_place_of_theirs_is_noticed(sandbox: SandboxThread) -> None:
    info = sandbox.info.wechat
    ours = (info.app_private_key.parent / "app_public_key.pem").read_text()
    values = {**wechat_values(sandbox.info), "public_key": ours}
    with pytest.raises(Misconfigured) as refusal:
        WechatGateway(config_from_values(values), StandingClock())
    assert refusal.value.key == "provider_key_is_ours"


@pytest.mark.parametrize("name", ["public_key", "certificates"])
def test_a_key_that_cannot_be_read_is_said(sandbox: SandboxThread, name: str) -> None:
    values = {**wechat_values(sandbox.info), name: "nonsense"}
    with pytest.raises(Misconfigured, match="key_unreadable"):
        WechatGateway(config_from_values(values), StandingClock())


def test_what_it_can_do_follows_the_settings(sandbox: SandboxThread) -> None:
    values = wechat_values(sandbox.info)
    gateway = WechatGateway(config_from_values(values), StandingClock())
    assert (gateway.caps.currencies, gateway.caps.test_mode) == (frozenset(), True)
    assert not gateway.caps.scans_code
    gateway.disconnect()
    real = {**values, "base_url": "", "environment": "production", "codepay": "yes"}
    gateway = WechatGateway(config_from_values(real), StandingClock())
    assert (gateway.caps.currencies, gateway.caps.test_mode) == (frozenset({"CNY"}), False)
    assert gateway.caps.scans_code
    gateway.disconnect()
