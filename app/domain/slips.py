"""What a cashier types in as evidence of a payment; never the number of a card."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.errors import UserError

_LONGEST = 200
_DIGITS = re.compile(r"\d(?:[ -]?\d){12,18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """The slip of a card terminal: its number, and the last four digits of the card."""

    number: str
    last_four: str = ""

    def checked(self) -> str:
        """As evidence; UserError slip_missing, last_four_wrong, card_number_refused."""
        number, last = checked_words(self.number), self.last_four.strip()
        if not number:
            raise UserError("slip_missing")
        if last and not (len(last) == 4 and last.isascii() and last.isdigit()):
            raise UserError("last_four_wrong")
        return f"{number} ****{last}" if last else number


def checked_words(text: str) -> str:
    """One line of a person's words, UserError("card_number_refused") with a card's number in it.

    Thirteen to nineteen digits that end in the right check digit (ISO/IEC 7812-1) are one.
    """
    words = " ".join(text.split())[:_LONGEST]
    for found in _DIGITS.finditer(words):
        if _is_card_number([int(sign) for sign in found.group() if sign.isdigit()]):
            raise UserError("card_number_refused")
    return words


def checked_reason(text: str) -> str:
    """Why a person does it; UserError reason_missing, card_number_refused."""
    words = checked_words(text)
    if not words:
        raise UserError("reason_missing")
    return words


def signed(words: str, staff: str) -> str:
    """A person's words with the name, where the till knows it."""
    return f"{staff}: {words}" if staff else words


def _is_card_number(digits: list[int]) -> bool:
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
