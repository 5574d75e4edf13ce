"""References with check digits: the creditor reference (ISO 11649) and the Swiss QR reference."""

from __future__ import annotations

import re

from app.domain.errors import UserError
from app.domain.qrcodes import iban

_CREDITOR = re.compile(r"RF\d{2}[A-Z0-9]{1,21}", re.ASCII)
_CREDITOR_BODY = re.compile(r"[A-Z0-9]{1,21}", re.ASCII)
_QR = re.compile(r"\d{27}", re.ASCII)
_QR_BODY = re.compile(r"\d{1,26}", re.ASCII)
_CARRY = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)


def creditor(body: str) -> str:
    """A creditor reference around 1 to 21 letters and digits: RF18..."""
    clean = _compact(body)
    if not _CREDITOR_BODY.fullmatch(clean):
        raise UserError("reference_form", field="reference")
    return f"RF{98 - iban.remainder(f'RF00{clean}'):02}{clean}"


def checked_creditor(value: str, field: str = "reference") -> str:
    """A creditor reference without spaces; UserError reference_form, reference_check."""
    reference = _compact(value)
    if not _CREDITOR.fullmatch(reference):
        raise UserError("reference_form", field=field)
    if iban.remainder(reference) != 1:
        raise UserError("reference_check", field=field)
    return reference


def qr(body: str) -> str:
    """A Swiss QR reference of 27 digits from up to 26."""
    clean = _compact(body)
    if not _QR_BODY.fullmatch(clean):
        raise UserError("reference_form", field="reference")
    padded = clean.zfill(26)
    return f"{padded}{_check_digit(padded)}"


def checked_qr(value: str, field: str = "reference") -> str:
    """A Swiss QR reference without spaces; UserError reference_form, reference_check."""
    reference = _compact(value)
    if not _QR.fullmatch(reference):
        raise UserError("reference_form", field=field)
    if int(reference[26]) != _check_digit(reference[:26]):
        raise UserError("reference_check", field=field)
    return reference


def _check_digit(digits: str) -> int:
    """Modulo 10, recursive."""
    carry = 0
    for digit in digits:
        carry = _CARRY[(carry + int(digit)) % 10]
    return -carry % 10


def _compact(value: str) -> str:
    return "".join(value.split()).upper()
