"""UPI (India): a payment link, which a phone's payment app opens from a code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.qrcodes import fields

CURRENCY = "INR"
_MOST_MINOR = 999_999_999_999
_ADDRESS = re.compile(r"[0-9A-Za-z._\-]{2,256}@[A-Za-z][0-9A-Za-z.\-]{1,63}", re.ASCII)
_CATEGORY = re.compile(r"(\d{4})?", re.ASCII)
_REFERENCE = re.compile(r"[0-9A-Za-z.\-_/]{0,35}", re.ASCII)
_AS_IT_IS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """A virtual payment address such as shop@bank; `category` is the merchant's, four digits."""

    address: str
    name: str
    category: str = ""

    def __post_init__(self) -> None:
        fields.matching(self.address.strip(), "address", _ADDRESS)
        fields.text(self.name, "name", least=1, most=99)
        fields.matching(self.category, "category", _CATEGORY)


def payload(
    payee: Payee, *, amount_minor: int | None = None, note: str = "", reference: str = ""
) -> str:
    """The link.

    Args:
        amount_minor: None leaves it to the customer.
        note: shown to the customer, up to 50 characters.
        reference: up to 35 signs that come back with the payment.
    """
    paid = "" if amount_minor is None else fields.amount(amount_minor, CURRENCY, most=_MOST_MINOR)
    members = {
        "pa": payee.address.strip(),
        "pn": payee.name.strip(),
        "am": paid,
        "cu": CURRENCY,
        "tn": fields.text(note, "note", most=50),
        "tr": fields.matching(reference, "reference", _REFERENCE),
        "mc": payee.category,
    }
    return "upi://pay?" + "&".join(f"{k}={_escaped(v)}" for k, v in members.items() if v)


def _escaped(value: str) -> str:
    """Percent-encoded UTF-8; a space is %20, because not every app reads a plus as one."""
    return "".join(chr(x) if x in _AS_IT_IS else f"%{x:02X}" for x in value.encode())
