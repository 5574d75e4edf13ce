"""One field of a payload: its length, its letters, its amount."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from app.domain import money
from app.domain.errors import UserError

Allowed = Callable[[str], bool]

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def anything(letter: str) -> bool:
    """Every letter that can be seen."""
    return True


def plain(letter: str) -> bool:
    """The signs of ASCII that can be printed."""
    return " " <= letter <= "~"


def text(value: str, field: str, *, most: int, least: int = 0, allowed: Allowed = anything) -> str:
    """The text without space around it, `least` to `most` characters long.

    Errors: UserError qr_field_missing, qr_field_too_long, qr_field_letter; each names `field`.
    """
    clean = value.strip()
    if len(clean) < least:
        raise UserError("qr_field_missing", field=field)
    if len(clean) > most:
        raise UserError("qr_field_too_long", field=field, max=most)
    for letter in clean:
        if unicodedata.category(letter) in _INVISIBLE or not allowed(letter):
            raise UserError("qr_field_letter", field=field, letter=letter)
    return clean


def matching(value: str, field: str, pattern: re.Pattern[str]) -> str:
    """A text of a fixed form; UserError("qr_field_form")."""
    if not pattern.fullmatch(value):
        raise UserError("qr_field_form", field=field)
    return value


def compact(value: str) -> str:
    """A number as people write it, without spaces, dots, dashes and brackets."""
    return re.sub(r"[\s().\-/]", "", value)


def unaccented(value: str) -> str:
    """Latin letters without their accents: São is Sao."""
    parts = unicodedata.normalize("NFKD", value)
    return "".join(x for x in parts if not unicodedata.combining(x))


def amount(minor: int, code: str, *, most: int, least: int = 1) -> str:
    """An amount with the currency's decimals, 12.50; UserError("amount_not_taken")."""
    if not least <= minor <= most:
        raise UserError("amount_not_taken", min_minor=least, max_minor=most, currency=code)
    return money.plain(minor, money.currency(code))
