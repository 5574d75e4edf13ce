"""Alipay's texts: what is signed of a request, and the exact signed text inside an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

_SPACE = " \t\r\n"


def signed_text(params: Mapping[str, str]) -> str:
    """What a request's signature is made over: sorted `k=v`, raw, without sign and empty values."""
    pairs = sorted((k, v) for k, v in params.items() if v and k != "sign")
    return "&".join(f"{key}={value}" for key, value in pairs)


def notified_text(params: Mapping[str, str]) -> str:
    """What a notification's signature is made over: as a request's, without sign_type too."""
    return signed_text({k: v for k, v in params.items() if k != "sign_type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An answer taken apart.

    Attributes:
        fields: the members of the answer's node; numbers are kept as the texts they were.
        text: the node exactly as received, which is what the signature is made over.
        sign: the signature, None without one.
    """

    fields: Mapping[str, Any]
    text: str
    sign: str | None


def opened(text: str, node: str) -> Envelope:
    """Take an answer apart: the member called `node`, or the gateway's own `error_response`.

    Raises ValueError for whatever is not such an answer.
    """
    members = _members(text)
    name = node if node in members else "error_response"
    if name not in members:
        raise ValueError("no answer in it")
    fields, raw = members[name]
    sign, _ = members.get("sign", (None, ""))
    if not isinstance(fields, dict) or not (sign is None or isinstance(sign, str)):
        raise ValueError("not an answer")
    return Envelope(fields=fields, text=raw, sign=sign or None)


def _members(text: str) -> dict[str, tuple[Any, str]]:
    """The members of the outer object, each with its own text as received.

    Ends are found by the JSON decoder itself: braces inside texts mean nothing to it.
    """
    members: dict[str, tuple[Any, str]] = {}
    at = _expect(text, 0, "{")
    while True:
        name, at = _value(text, at)
        if not isinstance(name, str) or name in members:
            raise ValueError("unclear member")
        start = _skip(text, _expect(text, at, ":"))
        value, at = _value(text, start)
        members[name] = (value, text[start:at])
        at = _skip(text, at)
        if text[at : at + 1] != ",":
            break
        at += 1
    if _skip(text, _expect(text, at, "}")) != len(text):
        raise ValueError("more than one answer")
    return members


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=_refuse)


def _value(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, _skip(text, at))
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in _SPACE:
        at += 1
    return at


def _expect(text: str, at: int, sign: str) -> int:
    at = _skip(text, at)
    if text[at : at + 1] != sign:
        raise ValueError(f"{sign} expected")
    return at + 1
