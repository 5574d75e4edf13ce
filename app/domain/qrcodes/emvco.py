"""EMVCo merchant-presented codes: tagged values that end with a checksum."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain.errors import UserError

Item = tuple[str, str]

_CRC_HEAD = "6304"
_MOST = 99
_TAG = re.compile(r"\d{2}", re.ASCII)


def item(tag: str, value: str) -> str:
    """Tag, length in characters and value; UserError("qr_field_too_long") above 99."""
    if len(value) > _MOST:
        raise UserError("qr_field_too_long", field=tag, max=_MOST)
    return f"{tag}{len(value):02}{value}"


def template(items: Iterable[Item]) -> str:
    """Items inside another item; those without a value are left out."""
    return "".join(item(tag, value) for tag, value in items if value)


def payload(items: Iterable[Item]) -> str:
    """A whole code: the items, then the checksum over everything before it."""
    body = template(items) + _CRC_HEAD
    return body + crc(body)


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE over UTF-8, four capital hexadecimal digits."""
    value = 0xFFFF
    for byte in text.encode():
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1) ^ (0x1021 if value & 0x8000 else 0)
        value &= 0xFFFF
    return f"{value:04X}"


def items(text: str) -> list[Item]:
    """Take a text of tagged values apart; UserError("qr_payload_broken")."""
    found: list[Item] = []
    at = 0
    while at < len(text):
        tag, length = text[at : at + 2], text[at + 2 : at + 4]
        if not (_TAG.fullmatch(tag) and _TAG.fullmatch(length)):
            raise UserError("qr_payload_broken")
        value = text[at + 4 : at + 4 + int(length)]
        if len(value) < int(length):
            raise UserError("qr_payload_broken")
        found.append((tag, value))
        at += 4 + int(length)
    return found


def checked(text: str) -> list[Item]:
    """The items of a whole code without its checksum, which must be last and right."""
    found = items(text)
    if not found or found[-1] != ("63", crc(text[:-4])):
        raise UserError("qr_payload_broken")
    return found[:-1]
