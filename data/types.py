"""Column types: what Python sees on one side, what both databases store on the other."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import CHAR, BigInteger, Dialect, Integer, Text, TypeDecorator
from sqlalchemy.dialects import postgresql
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
        return postgresql.UUID() if dialect.name == POSTGRESQL else CHAR(32)

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

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Count microseconds, exactly."""
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give UTC back."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


class Day(TypeDecorator[date]):
    """A business date; ISO text in the database."""

    impl = CHAR(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Write "2026-03-31"."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """Read it back."""
        return None if value is None else date.fromisoformat(value)


class Word(TypeDecorator[E]):
    """A member of an enumeration; its value in the database."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Write the plain text (drivers treat members of enumerations in their own ways)."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> E | None:
        """Read a member back."""
        return None if value is None else self.words(value)


class Milli(TypeDecorator[Decimal]):
    """A rate with up to three decimals; whole thousandths in the database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Count thousandths; finer rates are refused where they are entered."""
        if value is None:
            return None
        milli = int(value * 1000)
        if milli != value * 1000:
            raise UserError("rate_too_fine", rate=str(value))
        return milli

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Give the rate back."""
        return None if value is None else Decimal(value) / 1000


class LineTaxes(TypeDecorator[tuple[LineTax, ...]]):
    """The taxes of one order line as JSON text: a snapshot that is only read with its line."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[LineTax, ...] | None, dialect: Dialect) -> str:
        """Write a list of lists; rates as text, so that they stay exact."""
        return json.dumps(
            [_as_list(x) for x in value or ()],
            ensure_ascii=False,
            separators=(",", ":"),
        )

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[LineTax, ...]:
        """Read them back."""
        return tuple(
            LineTax(name, _decimal(percent), _decimal(fixed), included, base, amount)
            for name, percent, fixed, included, base, amount in json.loads(value)
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
        return postgresql.ARRAY(self.item) if dialect.name == POSTGRESQL else Text()

    def process_bind_param(self, value: list[Any] | None, dialect: Dialect) -> Any:
        """Hand over the list as the database takes it."""
        return value if dialect.name == POSTGRESQL else json.dumps(value)
