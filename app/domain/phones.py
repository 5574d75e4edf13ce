"""Telephone numbers of customers: whether one can be, and when two are the same."""

from __future__ import annotations

import re
import unicodedata

from app.domain.errors import UserError

_FEWEST, _MOST = 5, 15  # digits; the most is that of ITU-T E.164
_WRITTEN = re.compile(
    r"(?P<abroad>\+|00)?(?P<number>[\d ().\-/]+?)(\s*(#|x|ext\.?|转)\s*\d{1,6})?",
    re.ASCII | re.IGNORECASE,
)
# Codes of countries, ITU-T E.164: two digits are these, one is 1 or 7, all others are three.
_OF_TWO_DIGITS = (
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64"
    " 65 66 81 82 84 86 90 91 92 93 94 95 98"
)


def checked(text: str) -> str:
    """A number as it was typed, without room around it; UserError("phone_wrong")."""
    typed = text.strip()
    if typed and not national(typed):
        raise UserError("phone_wrong")
    return typed


def national(text: str) -> str:
    """The digits that tell a number from others in its country; empty for what is no number.

    A country's code with + or 00 before it, leading zeros and an extension do not count, nor
    how it is written: "+86 138 0013 8000" and "138-0013-8000" are the same.
    """
    written = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if written is None:
        return ""
    digits = re.sub(r"\D", "", written["number"])
    if not _FEWEST <= len(digits) <= _MOST:
        return ""
    if written["abroad"]:
        digits = digits[_code_digits(digits) :]
    return digits.lstrip("0")


def _code_digits(digits: str) -> int:
    if digits[0] in "17":
        return 1
    return 2 if digits[:2] in _OF_TWO_DIGITS.split() else 3
