"""Column types: what Python sees on one side, what both databases store on the other."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ARRAY, CHAR, BigInteger, Boolean, Dialect, Integer, Text, TypeDecorator, Uuid
from sqlalchemy.types import TypeEngine

from app.domain.errors import UserError
from app.domain.pricing import LineTax

E = TypeVar("E", bound=StrEnum)

POSTGRESQL = "postgresql"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

RowNumber = BigInteger().with_variant(Integer(), "sqlite")
"""A number the database counts up by itself (SQLite does so for INTEGER only)."""


class Sorted(TypeDecorator[str]):
    """Text that sorts by code point on both databases, so that pages and prefixes agree."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL would otherwise sort by the locale it was installed with."""
        return Text(collation="C") if dialect.name == POSTGRESQL else Text()


class Id(TypeDecorator[str]):
    """32 hex digits in Python; CHAR(32) on SQLite, uuid on PostgreSQL."""

    impl = CHAR(32)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type."""
        return Uuid() if dialect.name == POSTGRESQL else CHAR(32)

    def bind_processor(self, dialect: Dialect) -> Any:
        """SQLite takes the text as it is, without a call for every value."""
        return super().bind_processor(dialect) if dialect.name == POSTGRESQL else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """The same on the way back."""
        if dialect.name != POSTGRESQL:
            return None
        return super().result_processor(dialect, coltype)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """What is no id at all equals no row, on both databases."""
        if value is None:
            return None
        try:
            return UUID(hex=value).hex
        except ValueError:
            return None

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Give hex digits back."""
        return None if value is None else value.hex


class Moment(TypeDecorator[datetime]):
    """An aware moment; microseconds since 1970 in the database."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """Count microseconds, exactly."""
        return _microseconds

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Give UTC back."""
        return _moment


def _microseconds(value: datetime | None) -> int | None:
    return None if value is None else (value - EPOCH) // MICROSECOND


def _moment(value: int | None) -> datetime | None:
    return None if value is None else EPOCH + value * MICROSECOND


class Day(TypeDecorator[date]):
    """A business date; ISO text in the database."""

    impl = CHAR(10)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """Write "2026-03-31"."""
        return date.isoformat

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Read it back."""
        return date.fromisoformat


class Word(TypeDecorator[E]):
    """A member of an enumeration; its value in the database."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def bind_processor(self, dialect: Dialect) -> Any:
        """Write the plain text (drivers treat members of enumerations in their own ways)."""
        return _plain_text

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Read a member back."""
        members: dict[str | None, E | None] = {None: None}
        members.update((x.value, x) for x in self.words)
        return members.__getitem__


def _plain_text(value: str | None) -> str | None:
    return None if value is None else str(value)


class Flag(TypeDecorator[bool]):
    """True or false, never null; SQLite takes a plain integer fastest."""

    impl = Boolean
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """PostgreSQL has booleans of its own."""
        return None if dialect.name == POSTGRESQL else int


class Milli(TypeDecorator[Decimal]):
    """A rate with up to three decimals; whole thousandths in the database."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """Count thousandths; UserError("rate_too_fine")."""
        return _thousandths

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Give the rate back."""
        return _rate


def _thousandths(value: Decimal | None) -> int | None:
    if value is None:
        return None
    milli = int(value * 1000)
    if milli != value * 1000:
        raise UserError("rate_too_fine", rate=str(value))
    return milli


def _rate(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value) / 1000


class LineTaxes(TypeDecorator[tuple[LineTax, ...]]):
    """The taxes of one order line as JSON text: a snapshot that is only read with its line."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """Write a list of lists; rates as text, so that they stay exact."""
        return _taxes_to_text

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Read them back."""
        return _taxes_from_text


class Amounts(TypeDecorator[tuple[int, ...]]):
    """A few whole numbers as JSON text, in their order."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """Write a list."""
        return lambda numbers: _to_json(list(numbers))

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Read it back."""
        return lambda text: tuple(json.loads(text))


_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _taxes_to_text(taxes: tuple[LineTax, ...]) -> str:
    return _to_json([_as_list(x) for x in taxes])


def _taxes_from_text(text: str) -> tuple[LineTax, ...]:
    return tuple(
        LineTax(name, _decimal(percent), _decimal(fixed), included, base, amount)
        for name, percent, fixed, included, base, amount in json.loads(text)
    )


def _as_list(tax: LineTax) -> list[object]:
    rates = (_text(tax.percent), _text(tax.fixed_minor))
    return [tax.name, *rates, tax.included, tax.base_minor, tax.amount_minor]


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


class Members(TypeDecorator[list[Any]]):
    """A list of values to compare with: an array on PostgreSQL, JSON text on SQLite."""

    impl = Text
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the parameter's type."""
        return ARRAY(self.item) if dialect.name == POSTGRESQL else Text()

    def process_bind_param(self, value: list[Any] | None, dialect: Dialect) -> Any:
        """Hand over the list as the database takes it."""
        return value if dialect.name == POSTGRESQL else json.dumps(value)
