"""Reading a request to the gateway: GET or POST, its signature, its business content."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from app.sandbox import signing
from app.sandbox.alipay.errors import GatewayError, invalid, missing
from app.sandbox.identity import Identity
from app.sandbox.provider import CHINA

_REQUIRED = ("app_id", "method", "charset", "sign_type", "sign", "timestamp", "version")
_CHARSETS = {"utf-8": "utf-8", "utf8": "utf-8", "gbk": "gb18030", "gb2312": "gb18030"}
CLOCK_TOLERANCE = timedelta(days=1)
"""Alipay's own is not published; clocks that are off by hours are a fault switch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request that may be believed: its method and the members of biz_content, as texts."""

    method: str
    charset: str
    business: Mapping[str, str]
    notify_url: str = ""


def params(query: bytes, body: bytes) -> dict[str, str]:
    """The parameters of address and body together; invalid-parameter when they contradict."""
    charset = _charset(_pairs(query, body, "latin-1"))
    found: dict[str, str] = {}
    for name, value in _pairs(query, body, charset):
        if found.setdefault(name, value) != value:
            raise invalid("parameter")
    return found


def checked(
    found: Mapping[str, str], identity: Identity, now: datetime, tolerance: timedelta
) -> Request:
    """Let a signed request of our shop through; anything else is a GatewayError.

    Args:
        tolerance: how far off the shop's clock may be.
    """
    for name in _REQUIRED:
        if not found.get(name):
            raise missing("signature" if name == "sign" else name)
    if found["app_id"] != identity.app_id:
        raise invalid("app_id")
    if found["sign_type"] != "RSA2":
        raise invalid("signature_type")
    charset = _charset(list(found.items()))
    content = "&".join(f"{k}={v}" for k, v in sorted(found.items()) if v and k != "sign")
    if not signing.holds(identity.app_key.public_key(), content.encode(charset), found["sign"]):
        raise invalid("signature")
    if found["version"] != "1.0":
        raise invalid("version")
    if found.get("format", "JSON").upper() != "JSON":
        raise invalid("format")
    _check_time(found["timestamp"], now, tolerance)
    return Request(
        method=found["method"],
        charset=charset,
        business=_business(found.get("biz_content", "")),
        notify_url=found.get("notify_url", ""),
    )


def _charset(pairs: list[tuple[str, str]]) -> str:
    name = next((value for key, value in pairs if key == "charset"), "utf-8")
    charset = _CHARSETS.get(name.lower())
    if charset is None:
        raise invalid("charset")
    return charset


def _pairs(query: bytes, body: bytes, charset: str) -> list[tuple[str, str]]:
    try:
        return [
            pair
            for part in (query, body)
            for pair in parse_qsl(
                part.decode("ascii"), keep_blank_values=True, encoding=charset, errors="strict"
            )
        ]
    except ValueError as error:
        raise invalid("encoding") from error


def _check_time(text: str, now: datetime, tolerance: timedelta) -> None:
    try:
        sent = datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=CHINA)
    except ValueError as error:
        raise invalid("timestamp") from error
    if abs(now - sent) > tolerance:
        raise invalid("timestamp")


def _business(content: str) -> dict[str, str]:
    if not content:
        raise missing("biz_content")
    try:
        found = json.loads(content, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise GatewayError("40002", "isv.invalid-parameter", "biz_content 不是 JSON") from error
    if not isinstance(found, dict):
        raise GatewayError("40002", "isv.invalid-parameter", "biz_content 不是对象")
    return {name: value for name, value in found.items() if isinstance(value, str)}
