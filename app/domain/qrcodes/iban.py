"""Account numbers (IBAN, ISO 13616) and bank codes (BIC, ISO 9362)."""

from __future__ import annotations

import re

from app.domain.errors import UserError

# Lengths by country, as in SWIFT's IBAN registry.
_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO",
        16: "BE",
        18: "DK FI FK FO GL NL SD",
        19: "MK SI",
        20: "AT BA EE KZ LT LU MN XK",
        21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA",
        23: "AE GI IL IQ OM SO TL",
        24: "AD CZ ES MD PK RO SA SE SK TN VG",
        25: "LY PT ST",
        26: "IS TR",
        27: "BI DJ FR GR IT MC MR SM",
        28: "AL AZ BY CY DO GT HN HU LB NI PL",
        29: "BR EG PS QA UA",
        30: "JO KW MU YE",
        31: "MT SC SV",
        32: "LC",
        33: "RU",
    }.items()
    for country in countries.split()
}
_FORM = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{1,30}", re.ASCII)
_BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?", re.ASCII)
_QR_BANKS = range(30000, 32000)


def checked(value: str, field: str = "iban") -> str:
    """The IBAN without spaces, in capitals.

    Errors: UserError iban_form, iban_country, iban_length, iban_check.
    """
    iban = "".join(value.split()).upper()
    if not _FORM.fullmatch(iban):
        raise UserError("iban_form", field=field)
    length = _LENGTHS.get(iban[:2])
    if length is None:
        raise UserError("iban_country", field=field, country=iban[:2])
    if len(iban) != length:
        raise UserError("iban_length", field=field, country=iban[:2], length=length)
    if remainder(iban) != 1:
        raise UserError("iban_check", field=field)
    return iban


def remainder(number: str) -> int:
    """ISO 7064 mod 97 of a number whose check digits stand third and fourth; 1 is right."""
    digits = "".join(str(int(x, 36)) for x in number[4:] + number[:4])
    return int(digits) % 97


def is_qr_iban(iban: str) -> bool:
    """Whether a checked Swiss IBAN is one for payments with a QR reference."""
    return iban[:2] in {"CH", "LI"} and iban[4:9].isdecimal() and int(iban[4:9]) in _QR_BANKS


def checked_bic(value: str, field: str = "bic") -> str:
    """The BIC in capitals, 8 or 11 signs; UserError("bic_form")."""
    bic = value.strip().upper()
    if not _BIC.fullmatch(bic):
        raise UserError("bic_form", field=field)
    return bic
