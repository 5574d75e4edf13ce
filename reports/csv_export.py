"""The sales report as CSV: for programs, so its headings are the same in every language."""

from __future__ import annotations

import csv
import io

from app.domain import money
from app.ports.documents import SalesPaper
from app.ports.queries import SalesBy, SalesRow
from reports import sales_columns
from reports.sales_columns import Field, Kind

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(paper: SalesPaper) -> str:
    """Comma, dot decimals, header row, CRLF after each (RFC 4180); no sums.

    A name that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\r\n")
    fields = sales_columns.fields(paper.by)
    named = ["name_en"] if paper.by is SalesBy.PRODUCT else []
    rows.writerow([paper.by.value, *named, *(field.name for field in fields), "currency"])
    for row in paper.rows:
        names = [row.key, row.name_en] if named else [row.key]
        numbers = (number(paper, field, row) for field in fields)
        rows.writerow([*map(harmless, names), *numbers, paper.currency.code])
    return file.getvalue()


def number(paper: SalesPaper, field: Field, row: SalesRow) -> str:
    """A value of a row as a plain decimal number."""
    value = field.value(row)
    if field.kind is Kind.MONEY:
        return money.plain(value, paper.currency)
    if field.kind is Kind.QUANTITY:
        sign = "-" if value < 0 else ""
        return f"{sign}{abs(value) // 1000}.{abs(value) % 1000:03d}"
    return str(value)


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
