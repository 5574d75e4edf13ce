"""The European credit transfer code (EPC069-12, GiroCode): SEPA transfers in euro.

To be drawn with error correction M, which then stays within version 13.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain import money
from app.domain.errors import UserError
from app.domain.qrcodes import fields, iban, references

CURRENCY = "EUR"
MOST_BYTES = 331
_MOST_MINOR = 99_999_999_999
_CHARSETS = {
    1: "utf-8",
    2: "iso8859-1",
    3: "iso8859-2",
    4: "iso8859-4",
    5: "iso8859-5",
    6: "iso8859-7",
    7: "iso8859-10",
    8: "iso8859-15",
}
_PURPOSE = re.compile(r"[A-Z0-9]{0,4}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """Whose account the money goes to; `bic` may be empty within the EEA."""

    name: str
    iban: str
    bic: str = ""

    def __post_init__(self) -> None:
        fields.text(self.name, "name", least=1, most=70)
        iban.checked(self.iban)
        if self.bic:
            iban.checked_bic(self.bic)


def payload(
    payee: Payee,
    *,
    amount_minor: int,
    reference: str = "",
    text: str = "",
    purpose: str = "",
    information: str = "",
    charset: int = 1,
) -> str:
    """The lines of the code.

    Args:
        reference: a creditor reference; excludes `text`, which is free.
        purpose: four letters of ISO 20022.
        charset: 1 is UTF-8, 2 to 8 are parts of ISO 8859; the text is to be drawn in it.
    """
    if reference and text:
        raise UserError("qr_field_excluded", field="text", other="reference")
    lines = [
        "BCD",
        "002",
        str(charset),
        "SCT",
        iban.checked_bic(payee.bic) if payee.bic else "",
        fields.text(payee.name, "name", least=1, most=70),
        iban.checked(payee.iban),
        _amount(amount_minor),
        fields.matching(purpose, "purpose", _PURPOSE),
        references.checked_creditor(reference) if reference else "",
        fields.text(text, "text", most=140),
        fields.text(information, "information", most=70),
    ]
    while not lines[-1]:
        lines.pop()
    joined = "\n".join(lines)
    _check_bytes(joined, charset)
    return joined


def _amount(minor: int) -> str:
    """Without zeros at the end: EUR12.3."""
    fields.amount(minor, CURRENCY, most=_MOST_MINOR)
    return CURRENCY + money.short(money.from_minor(minor, money.currency(CURRENCY)))


def _check_bytes(joined: str, charset: int) -> None:
    if charset not in _CHARSETS:
        raise UserError("qr_field_form", field="charset")
    try:
        size = len(joined.encode(_CHARSETS[charset]))
    except UnicodeEncodeError as error:
        letter = joined[error.start]
        raise UserError("qr_field_letter", field="charset", letter=letter) from error
    if size > MOST_BYTES:
        raise UserError("qr_payload_too_long", size=size, max=MOST_BYTES)
