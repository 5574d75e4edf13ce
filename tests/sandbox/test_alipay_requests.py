"""Requests to the gateway over a real connection: both forms, both signatures, every no."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from app.sandbox import signing
from app.sandbox.identity import Identity, identity
from app.sandbox.server import SandboxThread
from tests.helpers.clock import StandingClock
from tests.helpers.tills import new_no
from tests.sandbox.shop import order, signed

GATEWAY = "/gateway.do"
PRECREATE = "alipay.trade.precreate"
NODE = "alipay_trade_precreate_response"


@pytest.fixture(scope="session")
def who(running_sandbox: SandboxThread) -> Identity:
    """The keys of the running sandbox."""
    return identity(running_sandbox.info.app_private_key.parent)


@pytest.fixture
def client(running_sandbox: SandboxThread) -> Iterator[httpx.Client]:
    """Somebody who knows the gateway's address."""
    with httpx.Client(
        base_url=running_sandbox.info.url.removesuffix(GATEWAY), trust_env=False, verify=False
    ) as client:
        yield client


def params(who: Identity, business: dict[str, Any] | str | None = None, **changes: str) -> Any:
    """A signed request to make a code."""
    wanted = order(new_no()) if business is None else business
    return signed(who, StandingClock(), PRECREATE, wanted, **changes)


def verified(who: Identity, answer: httpx.Response, charset: str = "utf-8") -> dict[str, Any]:
    """The node of an answer whose signature holds over its raw text."""
    text = answer.content.decode(charset)
    members = json.loads(text)
    raw = text[text.index(":") + 1 : text.rindex(',"sign"')]
    assert json.loads(raw) == members[NODE]
    key = who.provider_key.public_key()
    assert signing.holds(key, raw.encode(charset), members["sign"])
    return dict(members[NODE])


def test_get_and_both_forms_of_post_are_the_same_request(
    client: httpx.Client, who: Identity
) -> None:
    for send in (
        lambda x: client.get(GATEWAY, params=x),
        lambda x: client.post(GATEWAY, data=x),
        lambda x: client.post(
            GATEWAY,
            params={k: v for k, v in x.items() if k != "biz_content"},
            data={"biz_content": x["biz_content"]},
        ),
    ):
        assert verified(who, send(params(who)))["code"] == "10000"


def test_gbk_is_understood_and_answered(client: httpx.Client, who: Identity) -> None:
    wanted = params(who, order(new_no(), subject="茉莉花茶"), charset="gbk")
    body = urlencode(wanted, encoding="gb18030").encode()
    headers = {"content-type": "application/x-www-form-urlencoded"}
    good = client.post(GATEWAY, content=body, headers=headers)
    assert verified(who, good, "gb18030")["code"] == "10000"
    refused = params(who, order("a b", subject="茉莉花茶"), charset="gbk")
    again = client.post(GATEWAY, content=urlencode(refused, encoding="gb18030").encode())
    assert "参数无效" in verified(who, again, "gb18030")["sub_msg"]


def test_empty_parameters_do_not_spoil_a_signature(client: httpx.Client, who: Identity) -> None:
    wanted = params(who, notify_url="", app_auth_token="")
    assert verified(who, client.post(GATEWAY, data=wanted))["code"] == "10000"


@pytest.mark.parametrize(
    ("changes", "sub_code"),
    [
        ({"app_id": "2021000000000000"}, "isv.invalid-app-id"),
        ({"app_id": ""}, "isv.missing-app-id"),
        ({"sign_type": "RSA"}, "isv.invalid-signature-type"),
        ({"charset": "latin-1"}, "isv.invalid-charset"),
        ({"version": "2.0"}, "isv.invalid-version"),
        ({"format": "XML"}, "isv.invalid-format"),
        ({"timestamp": "2001-01-01 00:00:00"}, "isv.invalid-timestamp"),
        ({"timestamp": "now"}, "isv.invalid-timestamp"),
        ({"timestamp": ""}, "isv.missing-timestamp"),
        ({"biz_content": ""}, "isv.missing-biz-content"),
        ({"biz_content": "{"}, "isv.invalid-parameter"),
        ({"biz_content": "[]"}, "isv.invalid-parameter"),
    ],
)
def test_the_gateways_own_errors_come_without_a_signature(
    client: httpx.Client, who: Identity, changes: dict[str, str], sub_code: str
) -> None:
    members = client.post(GATEWAY, data=params(who, **changes)).json()
    (name, node), *rest = members.items()
    assert not rest
    assert name in {NODE, "error_response"}
    assert node["sub_code"] == sub_code
    assert node["code"] == ("40001" if "missing" in sub_code else "40002")


def test_an_unknown_method_is_an_error_response(client: httpx.Client, who: Identity) -> None:
    members = client.post(GATEWAY, data=params(who, method="alipay.trade.vanish")).json()
    assert members["error_response"]["sub_code"] == "isv.invalid-method"


@pytest.mark.parametrize("name", ["biz_content", "timestamp", "notify_url", "sign"])
def test_whatever_was_changed_after_signing_is_noticed(
    client: httpx.Client, who: Identity, name: str
) -> None:
    wanted = params(who)
    changed = {
        "biz_content": wanted["biz_content"].replace("12.50", "0.01"),
        "timestamp": wanted["timestamp"].replace(":", "-", 1),
        "notify_url": "http://127.0.0.1/",
        "sign": wanted["sign"].swapcase(),
    }
    members = client.post(GATEWAY, data={**wanted, name: changed[name]}).json()
    assert members[NODE]["sub_code"] == "isv.invalid-signature"


def test_a_missing_signature_is_asked_for(client: httpx.Client, who: Identity) -> None:
    wanted = params(who)
    del wanted["sign"]
    assert client.get(GATEWAY, params=wanted).json()[NODE]["sub_code"] == "isv.missing-signature"


def test_the_same_parameter_with_two_values_is_refused(client: httpx.Client, who: Identity) -> None:
    wanted = params(who)
    answer = client.post(GATEWAY, params=wanted, data={"app_id": "1"})
    assert answer.json()["error_response"]["sub_code"] == "isv.invalid-parameter"


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"charset=utf-8&x=%ff", b"{}"])
def test_any_garbage_is_answered(client: httpx.Client, body: bytes) -> None:
    members = client.post(GATEWAY, content=body).json()
    assert members["error_response"]["code"] in {"40001", "40002"}
