"""The Swiss QR-bill: a payment part in CHF or EUR, with structured addresses only.

To be drawn 46 mm wide with error correction M and the Swiss cross over its middle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import UserError
from app.domain.qrcodes import fields, iban, references

CURRENCIES = ("CHF", "EUR")
MOST_BYTES = 997
"""What version 25 holds, the largest one allowed."""
_MOST_MINOR = 99_999_999_999
_MOST_MESSAGE = 140
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_NOBODY = ("",) * 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A name with an address in its parts; street and house number may be empty."""

    name: str
    postcode: str
    town: str
    country: str
    street: str = ""
    house_number: str = ""

    def lines(self) -> tuple[str, ...]:
        """The seven lines of a structured address."""
        return (
            "S",
            _text(self.name, "name", least=1, most=70),
            _text(self.street, "street", most=70),
            _text(self.house_number, "house_number", most=16),
            _text(self.postcode, "postcode", least=1, most=16),
            _text(self.town, "town", least=1, most=35),
            fields.matching(self.country, "country", _COUNTRY),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Creditor:
    """Whose account it is: an IBAN of Switzerland or Liechtenstein."""

    iban: str
    party: Party

    def __post_init__(self) -> None:
        self.party.lines()
        self.account()

    def account(self) -> str:
        """The checked IBAN."""
        checked = iban.checked(self.iban)
        if checked[:2] not in {"CH", "LI"}:
            raise UserError("iban_country", field="iban", country=checked[:2])
        return checked


def payload(
    creditor: Creditor,
    *,
    currency: str,
    amount_minor: int | None = None,
    debtor: Party | None = None,
    reference: str = "",
    message: str = "",
    billing: str = "",
    alternatives: Sequence[str] = (),
) -> str:
    """The lines of the code.

    Args:
        amount_minor: None leaves it to the customer.
        reference: needed with a QR-IBAN (27 digits), a creditor reference or nothing without.
        billing: structured information for the customer's accounts.
        alternatives: up to two other ways to pay.
    """
    if currency not in CURRENCIES:
        raise UserError("currency_not_taken", currency=currency)
    lines = [
        *("SPC", "0200", "1", creditor.account()),
        *creditor.party.lines(),
        *_NOBODY,
        "" if amount_minor is None else fields.amount(amount_minor, currency, most=_MOST_MINOR),
        currency,
        *(debtor.lines() if debtor else _NOBODY),
        *_reference(creditor.account(), reference),
        *_additional(message, billing, alternatives),
    ]
    joined = "\n".join(lines)
    size = len(joined.encode())
    if size > MOST_BYTES:
        raise UserError("qr_payload_too_long", size=size, max=MOST_BYTES)
    return joined


def _reference(account: str, reference: str) -> tuple[str, str]:
    """Its kind and itself; the kind of account decides which is right."""
    if iban.is_qr_iban(account):
        return "QRR", references.checked_qr(reference)
    if reference:
        return "SCOR", references.checked_creditor(reference)
    return "NON", ""


def _additional(message: str, billing: str, alternatives: Sequence[str]) -> list[str]:
    words = _text(message, "message", most=_MOST_MESSAGE)
    facts = _text(billing, "billing", most=_MOST_MESSAGE)
    if len(words) + len(facts) > _MOST_MESSAGE:
        raise UserError("qr_field_too_long", field="message", max=_MOST_MESSAGE)
    if len(alternatives) > 2:
        raise UserError("qr_field_form", field="alternatives")
    others = [_text(x, "alternatives", least=1, most=100) for x in alternatives]
    return [words, "EPD", *([facts, *others] if facts or others else [])]


def _text(value: str, field: str, *, most: int, least: int = 0) -> str:
    return fields.text(value, field, least=least, most=most, allowed=_is_allowed)


def _is_allowed(letter: str) -> bool:
    """Latin letters and signs, as listed in the implementation guidelines."""
    return fields.plain(letter) or "\u00a0" <= letter <= "\u017f" or letter in "ȘșȚț€"
