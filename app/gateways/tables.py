"""Rows of providers' statements, by the names of their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.gateways import answers

TITLE = "商品名称"


def by_column(
    row: Sequence[str], columns: Sequence[str], *, separator: str = ","
) -> Mapping[str, str]:
    """One row. A row with more cells than columns has a title that held the separator: it is
    put together again. UnknownOutcome for a row that does not fit.
    """
    more = len(row) - len(columns)
    if more < 0 or (more and TITLE not in columns):
        raise answers.unclear("statement")
    at = columns.index(TITLE) if more else 0
    title = separator.join(row[at : at + more + 1])
    whole = [*row[:at], title, *row[at + more + 1 :]]
    return {name: cell.strip() for name, cell in zip(columns, whole, strict=True)}
