"""Requests on WeChat Pay's wire: signed by our shop, now, and in the right form, or refused."""

from __future__ import annotations

import json
from dataclasses import replace

import httpx
import pytest

from app.sandbox.faults import FAULTS
from app.sandbox.provider import Provider
from app.sandbox.server import SandboxThread
from app.sandbox.wechat import endpoint
from app.sandbox.wechat.identity import identity
from tests.helpers.clock import StandingClock
from tests.sandbox.wechat_shop import HEADERS, NO, ORDER, WechatShop


@pytest.fixture
def shop(provider: tuple[Provider, StandingClock]) -> WechatShop:
    """A shop before a provider with empty books and a clock that stands."""
    return WechatShop(*provider)


def refusal(shop: WechatShop, asked: endpoint.Asked) -> tuple[int, str, bool]:
    """The status and code of a refusal, and whether it is signed."""
    reply = endpoint.answer(shop.provider, asked)
    return reply.status, json.loads(reply.body)["code"], "wechatpay-signature" in reply.headers


def question(shop: WechatShop, **changes: str) -> endpoint.Asked:
    """A signed question about an order."""
    return shop.asked("GET", f"{ORDER}/{NO}?mchid={shop.provider.wechat.mchid}", **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"mchid": "1900000000"},
        {"serial_no": "1" * 40},
        {"timestamp": "1"},
        {"timestamp": "x"},
        {"timestamp": ""},
        {"nonce_str": ""},
    ],
)
def test_whoever_is_not_our_shop_now_is_refused_without_a_signature(
    shop: WechatShop, changes: dict[str, str]
) -> None:
    assert refusal(shop, question(shop, **changes)) == (401, "SIGN_ERROR", False)


@pytest.mark.parametrize("minutes", [-5.1, 5.1])
def test_a_clock_more_than_five_minutes_off_is_refused(shop: WechatShop, minutes: float) -> None:
    asked = question(shop)
    shop.clock.jump(minutes=minutes)
    assert refusal(shop, asked) == (401, "SIGN_ERROR", False)
    shop.clock.jump(minutes=-minutes)
    assert refusal(shop, asked) == (404, "ORDER_NOT_EXIST", True)


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "POST", "target": "/v3/pay/transactions/native"},
        {"target": f"{ORDER}/{NO}?mchid=1"},
        {"body": b"{}"},
    ],
)
def test_whatever_was_changed_after_signing_is_noticed(
    shop: WechatShop, change: dict[str, str]
) -> None:
    asked = replace(question(shop), **change)  # type: ignore[arg-type]
    assert refusal(shop, asked) == (401, "SIGN_ERROR", False)


@pytest.mark.parametrize("header", ["", "Basic abc", "WECHATPAY2-SHA256-RSA2048 x"])
def test_an_authorization_of_another_kind_is_refused(shop: WechatShop, header: str) -> None:
    asked = question(shop)
    other = replace(asked, headers={**asked.headers, "authorization": header})
    assert refusal(shop, other) == (401, "SIGN_ERROR", False)


@pytest.mark.parametrize("name", HEADERS)
def test_the_headers_that_wechat_pay_wants_are_wanted(shop: WechatShop, name: str) -> None:
    asked = question(shop)
    headers = {k: v for k, v in asked.headers.items() if k != name}
    assert refusal(shop, replace(asked, headers=headers)) == (400, "PARAM_ERROR", True)


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused(shop: WechatShop, body: bytes) -> None:
    asked = shop.asked("POST", "/v3/pay/transactions/native", body)
    assert refusal(shop, asked) == (400, "PARAM_ERROR", True)


def test_an_unknown_address_is_refused(shop: WechatShop) -> None:
    assert refusal(shop, shop.asked("GET", "/v3/vanish"))[:2] == (404, "RESOURCE_NOT_EXISTS")
    assert refusal(shop, shop.asked("GET", "/v3/pay/transactions/native"))[0] == 404


def test_a_shop_that_names_the_public_key_is_answered_under_it(shop: WechatShop) -> None:
    who = shop.provider.wechat
    asked = question(shop)
    named = replace(asked, headers={**asked.headers, "wechatpay-serial": who.by_id.serial})
    for request, serial in ((asked, who.by_certificate.serial), (named, who.by_id.serial)):
        reply = endpoint.answer(shop.provider, request)
        assert reply.headers["wechatpay-serial"] == serial
        assert shop.holds(reply)


def test_keys_are_made_once(shop: WechatShop) -> None:
    who = shop.provider.wechat
    again = identity(who.folder)
    assert (again.mchid, again.apiv3_key) == (who.mchid, who.apiv3_key)
    assert again.by_certificate.serial == who.by_certificate.serial
    assert again.by_id.serial.startswith("PUB_KEY_ID_")
    assert len(again.apiv3_key) == 32


@pytest.mark.parametrize("name", [x for x in FAULTS if FAULTS[x].wire in {"", "wechat"}])
def test_no_fault_breaks_the_provider_itself(shop: WechatShop, name: str) -> None:
    shop.paid()
    shop.provider.faults.turn_on(name)
    for asked in (
        question(shop),
        shop.asked("POST", f"{ORDER}/{NO}/close", b"{}"),
        shop.asked("GET", "/v3/certificates"),
        shop.asked("GET", "/v3/bill/tradebill?bill_date=2020-01-01"),
    ):
        reply = endpoint.answer(shop.provider, asked)
        assert 200 <= reply.status < 600
    shop.provider.faults.clear()
    assert shop.state() == "SUCCESS"


def test_the_wire_is_served_over_a_real_connection(running_sandbox: SandboxThread) -> None:
    info = running_sandbox.info
    url = f"{info.wechat.url}/v3/pay/transactions/native"
    with httpx.Client(trust_env=False, verify=False) as client:
        answer = client.post(url, json={})
        assert (answer.status_code, answer.json()["code"]) == (401, "SIGN_ERROR")
        assert client.get(f"{info.wechat.url}/downloads/nothing").status_code == 404
