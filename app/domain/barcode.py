"""Barcodes: GTIN check digits, the forms one code is known by, and codes that carry a value.

Codes are text: leading zeros matter. Check digits follow the GS1 General Specifications (mod 10,
weights 3 and 1 from the right).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import UserError


class Symbology(StrEnum):
    """A GTIN by its length."""

    EAN_8 = "EAN-8"
    UPC_A = "UPC-A"
    EAN_13 = "EAN-13"
    ITF_14 = "ITF-14"


_BY_LENGTH = {8: Symbology.EAN_8, 12: Symbology.UPC_A, 13: Symbology.EAN_13, 14: Symbology.ITF_14}


def normalise(code: str) -> str:
    """The code without spaces and invisible characters; full-width digits become plain ones."""
    folded = unicodedata.normalize("NFKC", code)
    return "".join(x for x in folded if unicodedata.category(x) not in {"Zs", "Cc", "Cf"})


def check_digit(body: str) -> int:
    """The check digit of a GTIN given without it (digits only)."""
    if not _is_digits(body):
        raise UserError("barcode_not_digits", code=body)
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(body)))
    return -total % 10


def symbology(code: str) -> Symbology | None:
    """What kind of GTIN a code is, by its length and a right check digit; None if it is none."""
    kind = _BY_LENGTH.get(len(code)) if _is_digits(code) else None
    return kind if kind and check_digit(code[:-1]) == int(code[-1]) else None


def is_valid(code: str) -> bool:
    """Whether the code is a GTIN with a right check digit."""
    return symbology(code) is not None


def has_wrong_check_digit(code: str) -> bool:
    """Whether a code has a GTIN's length and a wrong check digit: worth a warning, no more.

    Codes of other lengths or with letters are the shop's own and have no check digit to be wrong.
    """
    return _is_digits(code) and len(code) in _BY_LENGTH and not is_valid(code)


def lookup_forms(code: str) -> tuple[str, ...]:
    """All texts the same article may be stored under, the code itself first.

    A UPC-A is the EAN-13 with a leading zero; scanners report either.
    """
    if len(code) == 12 and is_valid(code):
        return (code, "0" + code)
    if len(code) == 13 and code.startswith("0") and is_valid(code):
        return (code, code[1:])
    return (code,)


def make_ean13(prefix12: str) -> str:
    """Complete twelve digits to an EAN-13."""
    if len(prefix12) != 12:
        raise UserError("barcode_length", code=prefix12, length=12)
    return prefix12 + str(check_digit(prefix12))


@dataclass(frozen=True, slots=True)
class EmbeddedRule:
    """How the shop's scales write weight or price into a code.

    Attributes:
        pattern: one letter per digit of the code: a digit must match, I is the item number,
            W the weight, P the price, X anything, C the code's own check digit (at the end).
            Example: "21IIIIIWWWWWC".
        factor: what one step of the value is worth, in thousandths of a unit (W) or minor
            units (P).
    """

    pattern: str
    factor: int = 1


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a code says: the item's own code with the value set to zero, and one of the values."""

    item_code: str
    item_number: str
    qty_milli: int | None = None
    price_minor: int | None = None


def parse_embedded(code: str, rules: Sequence[EmbeddedRule]) -> Embedded | None:
    """Read weight or price out of a code by the first rule that fits; None if none does."""
    for rule in rules:
        if _fits(code, rule.pattern):
            return _embedded(code, rule)
    return None


def _fits(code: str, pattern: str) -> bool:
    if len(code) != len(pattern) or not _is_digits(code):
        return False
    if pattern.endswith("C") and check_digit(code[:-1]) != int(code[-1]):
        return False
    return all(want == got for want, got in zip(pattern, code, strict=True) if want.isdigit())


def _embedded(code: str, rule: EmbeddedRule) -> Embedded:
    weight, price = _picked(code, rule.pattern, "W"), _picked(code, rule.pattern, "P")
    return Embedded(
        item_code=_without_value(code, rule.pattern),
        item_number=_picked(code, rule.pattern, "I"),
        qty_milli=int(weight) * rule.factor if weight else None,
        price_minor=int(price) * rule.factor if price else None,
    )


def _picked(code: str, pattern: str, letter: str) -> str:
    return "".join(digit for want, digit in zip(pattern, code, strict=True) if want == letter)


def _without_value(code: str, pattern: str) -> str:
    zeroed = "".join(
        "0" if want in "WPX" else digit for want, digit in zip(pattern, code, strict=True)
    )
    return zeroed[:-1] + str(check_digit(zeroed[:-1])) if pattern.endswith("C") else zeroed


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
