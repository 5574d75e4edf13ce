"""Reading what a bank or a card acquirer exports: columns by their headers, rows to lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from enum import StrEnum
from itertools import islice

from app.domain import money
from app.domain.errors import UserError
from app.domain.importing import cells, naming, numbers
from app.domain.importing.model import SourceRow
from app.domain.reconciling.model import Line, numbered

BANK, CARDS = "static_qr", "manual_card"
"""The ways to pay that a bank's account, and an acquirer's list, are about."""
_SEARCHED_ROWS = 30  # account, owner and balance may stand above the header
_LONGEST = 140


class Field(StrEnum):
    """What a column can hold; the values are what `--map` takes."""

    DATE = "date"
    AMOUNT = "amount"
    CREDIT = "credit"
    DEBIT = "debit"
    CURRENCY = "currency"
    REFERENCE = "reference"
    TEXT = "text"
    SLIP = "slip"


_SYNONYMS = naming.synonyms(
    {
        Field.DATE: """
            booking date, transaction date, posting date, date, entry date, transaction time,
            date and time, time, value date, buchungstag, buchungsdatum, datum, valuta, data,
            交易日期, 交易时间, 记账日期, 入账日期, 入账时间, 日期, 时间, 清算日期
            """,
        Field.AMOUNT: """
            amount, transaction amount, gross amount, gross, total, betrag, umsatz, valor, montant,
            交易金额, 发生额, 金额, 入账金额, 消费金额
            """,
        Field.CREDIT: """
            credit, credit amount, money in, paid in, deposit, gutschrift, haben,
            收入金额, 贷方发生额, 贷方金额, 收入, 贷方, 存入, 存入金额
            """,
        Field.DEBIT: """
            debit, debit amount, money out, paid out, withdrawal, lastschrift, soll,
            支出金额, 借方发生额, 借方金额, 支出, 借方, 转出, 支取金额
            """,
        Field.CURRENCY: """
            currency, transaction currency, währung, waehrung, moeda, 币种, 货币, 交易币种
            """,
        Field.REFERENCE: """
            reference, payment reference, structured reference, customer reference,
            creditor reference, end to end id, end to end reference, txid, kundenreferenz, referenz,
            交易参考号, 附言, 商户订单号, 订单号, 流水号
            """,
        Field.TEXT: """
            description, purpose, remittance information, details, narrative, memo, text, remarks,
            verwendungszweck, buchungstext, histórico, descrição, 摘要, 用途, 备注, 交易摘要
            """,
        Field.SLIP: """
            slip, slip number, receipt number, terminal receipt, trace number, trace, belegnummer,
            belegnr, voucher number, 凭证号, 终端流水号, 小票号, 票据号
            """,
    }
)  # fmt: skip
_ISO = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\b")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_EUROPEAN = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whose lines they are.

    Attributes:
        provider: the way to pay whose money they are about; empty: cards where the file has a
            column of slips, else codes of the bank.
        currency: where no column says it.
        zone: where the days of the file begin.
    """

    provider: str
    currency: str
    zone: tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The columns of a file as it has them.

    Attributes:
        chosen: the header of each field that is known by it.
        example: the cells of the first row below the header.
    """

    header: tuple[str, ...]
    chosen: Mapping[Field, str]
    example: tuple[str, ...]


def lines(rows: Sequence[SourceRow], account: Account, maps: Mapping[Field, str]) -> list[Line]:
    """The lines of a file.

    Errors: UserError statement_columns (headers=), statement_row (line=), import_map_header.
    """
    header, places = _header(rows, maps)
    body = [row for row in rows if row.line_no > header.line_no and any(map(str.strip, row.cells))]
    if not account.provider:
        account = replace(account, provider=CARDS if Field.SLIP in places else BANK)
    reader = _Reader(account, places, _month_first(body, places), _mark(body, places))
    found = [reader.line(row) for row in body]
    return numbered(line for line in found if line is not None)


def seen(rows: Sequence[SourceRow]) -> Seen:
    """What a person needs to say which column is what."""
    header, places = _guessed(rows, {})
    below = (row for row in rows if row.line_no > header.line_no)
    example = next((row.cells for row in below if len(row.cells) >= len(header.cells)), ())
    chosen = {name: header.cells[place] for name, place in places.items()}
    return Seen(header=header.cells, chosen=chosen, example=example)


def _header(
    rows: Sequence[SourceRow], maps: Mapping[Field, str]
) -> tuple[SourceRow, dict[Field, int]]:
    header, places = _guessed(rows, maps)
    if not _enough(places):
        raise UserError("statement_columns", headers=naming.shown(header))
    naming.require_mapped(header, places, maps)
    return header, places


def _guessed(
    rows: Sequence[SourceRow], maps: Mapping[Field, str]
) -> tuple[SourceRow, dict[Field, int]]:
    """The first row that names day and amount, else the one with most to choose from."""
    first = list(islice((row for row in rows if any(x.strip() for x in row.cells)), _SEARCHED_ROWS))
    for row in first:
        places = naming.places(row, _SYNONYMS, maps)
        if _enough(places):
            return row, places
    widest = max(first, key=lambda row: sum(map(bool, row.cells)), default=SourceRow(0, ()))
    return widest, naming.places(widest, _SYNONYMS, maps)


def _enough(places: Mapping[Field, int]) -> bool:
    return Field.DATE in places and bool(places.keys() & {Field.AMOUNT, Field.CREDIT})


def _cell(row: SourceRow, places: Mapping[Field, int], name: Field) -> str:
    place = places.get(name)
    return row.cells[place] if place is not None and place < len(row.cells) else ""


def _mark(rows: Sequence[SourceRow], places: Mapping[Field, int]) -> str:
    amounts = (Field.AMOUNT, Field.CREDIT, Field.DEBIT)
    return numbers.decimal_mark(_cell(row, places, name) for row in rows for name in amounts)


def _month_first(rows: Sequence[SourceRow], places: Mapping[Field, int]) -> bool:
    """Whether 03/28/2026 is the way of this file; without a sign of it the day comes first."""
    found = [_EUROPEAN.search(_cell(row, places, Field.DATE)) for row in rows]
    return any(x is not None and int(x[2]) > 12 for x in found)


@dataclass(frozen=True, slots=True)
class _Reader:
    account: Account
    places: Mapping[Field, int]
    month_first: bool
    mark: str

    def line(self, row: SourceRow) -> Line | None:
        """One line; None for a row without an amount, such as a sum below the list."""
        told = self._cell(row, Field.DATE)
        day, amount = self._day(told), self._amount(row)
        if amount is None or (day is None and not any(map(str.isdigit, told))):
            return None
        if day is None:
            raise UserError("statement_row", line=row.line_no)
        code = cells.said(self._cell(row, Field.CURRENCY)).upper() or self.account.currency
        words = (self._cell(row, name) for name in (Field.REFERENCE, Field.TEXT))
        try:
            minor = money.to_minor(f"{amount:f}", money.currency(code))
        except UserError as error:
            raise UserError("statement_row", line=row.line_no) from error
        return Line(
            provider=self.account.provider,
            day=day,
            at=self._at(day, told),
            number=cells.said(self._cell(row, Field.SLIP))[:_LONGEST],
            words=" ".join(filter(None, map(cells.said, words)))[:_LONGEST],
            amount_minor=minor,
            currency=code,
        )

    def _cell(self, row: SourceRow, name: Field) -> str:
        return _cell(row, self.places, name)

    def _amount(self, row: SourceRow) -> Decimal | None:
        whole = numbers.read(self._cell(row, Field.AMOUNT), self.mark)
        if whole is not None:
            return whole
        into = numbers.read(self._cell(row, Field.CREDIT), self.mark)
        out = numbers.read(self._cell(row, Field.DEBIT), self.mark)
        if into is None and out is None:
            return None
        return (into or Decimal(0)) - abs(out or Decimal(0))

    def _day(self, text: str) -> date | None:
        iso = _ISO.search(text) or _PACKED.match(text.strip())
        european = _EUROPEAN.search(text)
        try:
            if iso is not None:
                return date(int(iso[1]), int(iso[2]), int(iso[3]))
            if european is None:
                return None
            first, second, year = int(european[1]), int(european[2]), int(european[3])
            day, month = (second, first) if self.month_first else (first, second)
            return date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            return None

    def _at(self, day: date, text: str) -> datetime:
        """The moment, midnight where the file has only days."""
        clock = _CLOCK.search(text)
        hour, minute, second = (int(x or 0) for x in clock.groups()) if clock else (0, 0, 0)
        in_order = hour < 24 and minute < 60 and second < 60
        told = time(hour, minute, second) if in_order else time()
        return datetime.combine(day, told, self.account.zone)
