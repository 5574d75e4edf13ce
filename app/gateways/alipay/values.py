"""Single values of Alipay's wire: amounts in yuan, times in GMT+8, personal data masked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain import money
from app.domain.errors import UserError
from app.gateways import answers
from app.gateways.answers import CHINA, HOME_CURRENCY, unclear
from app.ports.gateway import Money

_TIME = "%Y-%m-%d %H:%M:%S"
_AMOUNT = re.compile(r"\d{1,15}(\.\d{1,3})?", re.ASCII)
_SUBJECT_TROUBLE = re.compile(r"[/=&\x00-\x1f\x7f\s]+")
_SUBJECT_MAX = 256

masked = answers.masker(
    *("buyer_id", "buyer_user_id", "buyer_user_name", "buyer_user_type", "buyer_logon_id"),
    *("buyer_open_id", "open_id", "auth_code", "mobile", "phone", "sign"),
)
"""JSON text without the customer's ids and signatures, for the books."""


def amount_text(amount: Money) -> str:
    """An amount as the wire wants it: 12.50."""
    return money.plain(amount.minor, money.currency(amount.currency))


def amount(fields: Mapping[str, Any], name: str) -> Money:
    """An amount of an answer; UnknownOutcome when it is missing or no amount."""
    code = str(fields.get("trans_currency") or HOME_CURRENCY)
    text = fields.get(name)
    try:
        if not isinstance(text, str) or not _AMOUNT.fullmatch(text):
            raise unclear(name)
        return Money(money.to_minor(text, money.currency(code)), code)
    except UserError as error:
        raise unclear(name) from error


def time_text(at: datetime) -> str:
    """A time as the wire wants it, whatever zone this machine is in."""
    return at.astimezone(CHINA).strftime(_TIME)


def time(fields: Mapping[str, Any], *names: str) -> datetime | None:
    """The first of these times that an answer holds, in UTC."""
    for name in names:
        text = fields.get(name)
        if text:
            try:
                return datetime.strptime(str(text), _TIME).replace(tzinfo=CHINA).astimezone(UTC)
            except ValueError as error:
                raise unclear(name) from error
    return None


def minutes(left: timedelta) -> str:
    """A time limit in the wire's form, whole minutes rounded up: `5m`."""
    whole = -(-left // timedelta(minutes=1))
    return f"{min(max(whole, 1), 15 * 24 * 60)}m"


def subject(text: str, otherwise: str) -> str:
    """A title without the signs Alipay asks to avoid, at most 256 characters."""
    return _SUBJECT_TROUBLE.sub(" ", text).strip()[:_SUBJECT_MAX] or otherwise
