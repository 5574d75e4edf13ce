"""Reading JSON that people or programs wrote: every complaint names the field it is about."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from app.domain.errors import UserError
from ui import i18n

_PLAIN_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_MAX_DIGITS = 28
_NOT_A_NUMBER = Decimal("NaN")


def complaint(field: str, problem: str, **params: object) -> UserError:
    """What is wrong with a field, in the language of the user."""
    return UserError("input_field", field=field, problem=i18n.tr(problem, **params))


@dataclass(frozen=True, slots=True)
class Field:
    """One value and where it stands: "lines[0].qty"."""

    path: str
    value: object

    def members(self, required: Iterable[str], optional: Iterable[str]) -> dict[str, Field]:
        """The fields of an object; unknown and missing ones are refused, null counts as absent."""
        if not isinstance(self.value, dict):
            raise complaint(self.path, "input_not_object")
        prefix = "" if self.path == ROOT else f"{self.path}."
        known = {*required, *optional}
        for name in self.value:
            if name not in known:
                raise complaint(f"{prefix}{_shown(name)}", "input_unknown")
        for name in required:
            if self.value.get(name) is None:
                raise complaint(f"{prefix}{name}", "input_missing")
        return {k: Field(f"{prefix}{k}", v) for k, v in self.value.items() if v is not None}

    def items(self, most: int) -> list[Field]:
        """The fields of a list."""
        if not isinstance(self.value, list):
            raise complaint(self.path, "input_not_list")
        if len(self.value) > most:
            raise complaint(self.path, "input_too_many", most=most)
        return [Field(f"{self.path}[{x}]", value) for x, value in enumerate(self.value)]

    def text(self) -> str:
        """A text."""
        if not isinstance(self.value, str):
            raise complaint(self.path, "input_not_text")
        return self.value

    def flag(self) -> bool:
        """A true or false."""
        if not isinstance(self.value, bool):
            raise complaint(self.path, "input_not_flag")
        return self.value

    def number(self, *, decimals: int, most: int, above_zero: bool = False) -> Decimal:
        """A number that is not negative, written as a number or as a text.

        Args:
            decimals: how many it may have; nothing is ever rounded.
            most: the largest allowed.
        """
        number = self._decimal()
        if number < 0 or (above_zero and number == 0):
            raise complaint(self.path, "input_not_positive" if above_zero else "input_negative")
        if number.adjusted() > _MAX_DIGITS or number > most:
            raise complaint(self.path, "input_too_large", most=most)
        if len(number.as_tuple().digits) > _MAX_DIGITS:
            raise complaint(self.path, "input_too_many_digits", most=_MAX_DIGITS)
        exponent = number.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > decimals:
            raise complaint(self.path, "input_decimals", decimals=decimals)
        return number

    def _decimal(self) -> Decimal:
        value = self.value
        if isinstance(value, str):
            text = value.strip()
            value = Decimal(text) if _PLAIN_NUMBER.fullmatch(text) else _NOT_A_NUMBER
        if not isinstance(value, Decimal) or not value.is_finite():
            raise complaint(self.path, "input_not_number")
        return value if value else Decimal(0)


ROOT = "input"


def parse(text: str) -> Field:
    """Read a JSON text; numbers stay exactly as written."""
    if not text.strip():
        raise complaint(ROOT, "input_empty")
    try:
        value = json.loads(
            text,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_number,
            object_pairs_hook=_object,
        )
    except (ValueError, RecursionError):
        raise complaint(ROOT, "input_not_json") from None
    return Field(ROOT, value)


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return _NOT_A_NUMBER


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise complaint(_shown(name), "input_twice")
        found[name] = value
    return found


def _shown(name: str) -> str:
    """A field name fit for one line of an error message."""
    return "".join(x if x.isprintable() else "?" for x in name[:40])
