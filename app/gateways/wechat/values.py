"""Single values of WeChat Pay's wire: amounts in fen, times with their zone, titles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.gateways import answers
from app.gateways.answers import CHINA, HOME_CURRENCY
from app.ports.gateway import Money

_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_TROUBLE = re.compile(r"[\x00-\x1f\x7f\s]+")
_MOST_BYTES = 127

masked = answers.masker("openid", "sub_openid", "user_received_account", "auth_code")
"""JSON text without the customer's ids, for the books."""


def amount(fields: Mapping[str, Any], name: str) -> Money:
    """A part of an answer's `amount`; UnknownOutcome when it is missing or no amount."""
    found = fields.get("amount")
    parts = found if isinstance(found, dict) else {}
    minor, currency = parts.get(name), parts.get("currency", HOME_CURRENCY)
    if type(minor) is not int or minor < 0:
        raise answers.unclear(f"amount.{name}")
    if not isinstance(currency, str) or not _CURRENCY.fullmatch(currency):
        raise answers.unclear("amount.currency")
    return Money(minor, currency)


def time_text(at: datetime) -> str:
    """A time as the wire wants it: 2026-03-02T12:30:00+08:00."""
    return at.astimezone(CHINA).isoformat(timespec="seconds")


def time(fields: Mapping[str, Any], name: str) -> datetime | None:
    """A time of an answer in UTC, None where there is none."""
    text = fields.get(name)
    if not text:
        return None
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError as error:
        raise answers.unclear(name) from error
    if at.tzinfo is None:
        raise answers.unclear(name)
    return at.astimezone(UTC)


def title(text: str, otherwise: str) -> str:
    """What the customer reads: 127 bytes, whichever way WeChat Pay counts its 127."""
    clean = _TROUBLE.sub(" ", text).strip()
    return clean.encode()[:_MOST_BYTES].decode(errors="ignore").strip() or otherwise
