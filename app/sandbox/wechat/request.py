"""Reading a request: its Authorization, its signature and its time, then its JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from app.sandbox import signing
from app.sandbox.wechat.errors import ApiError, bad_parameter, bad_signature
from app.sandbox.wechat.identity import WechatIdentity

CLOCK_TOLERANCE = timedelta(minutes=5)
_SCHEME = "WECHATPAY2-SHA256-RSA2048"
_MEMBER = re.compile(r'(\w+)="([^"]*)"')
_MEMBERS = ("mchid", "nonce_str", "signature", "timestamp", "serial_no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it came in; `target` is path and query as sent, header names are small."""

    verb: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        """Without the query."""
        return self.target.partition("?")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request that may be believed.

    Attributes:
        number: the number in its path, empty where there is none.
    """

    number: str
    query: Mapping[str, str]
    business: Mapping[str, Any] = field(default_factory=dict)


def checked(asked: Asked, number: str, identity: WechatIdentity, now: datetime) -> Request:
    """Let a signed request of our shop through; anything else is an ApiError."""
    _check_signature(asked, identity, now)
    agent = asked.headers.get("user-agent")
    if asked.headers.get("accept") != "application/json" or not agent:
        raise ApiError(400, "PARAM_ERROR", "Http头缺少Accept或User-Agent")
    query = dict(parse_qsl(asked.target.partition("?")[2]))
    return Request(number=number, query=query, business=_business(asked.body))


def _check_signature(asked: Asked, identity: WechatIdentity, now: datetime) -> None:
    scheme, _, text = asked.headers.get("authorization", "").partition(" ")
    members = dict(_MEMBER.findall(text))
    if scheme != _SCHEME or any(not members.get(x) for x in _MEMBERS):
        raise bad_signature("Http头Authorization值格式错误")
    if (members["mchid"], members["serial_no"].upper()) != (identity.mchid, identity.serial_no):
        raise bad_signature("商户证书序列号有误")
    _check_time(members["timestamp"], now)
    lines = (asked.verb, asked.target, members["timestamp"], members["nonce_str"])
    content = "".join(f"{line}\n" for line in lines).encode() + asked.body + b"\n"
    if not signing.holds(identity.app_key.public_key(), content, members["signature"]):
        raise bad_signature("签名错误，请检查后再试")


def _check_time(text: str, now: datetime) -> None:
    sent = int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0
    if abs(now.timestamp() - sent) > CLOCK_TOLERANCE.total_seconds():
        raise bad_signature("Http头Authorization的timestamp与发起请求的时间不得超过5分钟")


def _business(body: bytes) -> Mapping[str, Any]:
    if not body:
        return {}
    try:
        found = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise bad_parameter("body") from error
    if not isinstance(found, dict):
        raise bad_parameter("body")
    return found
