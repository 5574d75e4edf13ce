"""A list as CSV: what its columns say, row by row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence

from ui import i18n
from ui.widgets.table.columns import Column, R

_PAGE = 500
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[\d.,]*$")


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with a mark, which Excel needs to see that it is UTF-8."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return sheet.getvalue().encode("utf-8-sig")


def harmless(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) and not _NUMBER.match(cell):
        return f"'{cell}"
    return cell


def of_columns(columns: Sequence[Column[R]], rows: Iterable[R]) -> bytes:
    """What the screen says, both lines of a cell in one."""
    heads = [i18n.tr(column.key) for column in columns]
    return table(heads, ([_cell(column, row) for column in columns] for row in rows))


def every_page(
    read_page: Callable[[str | None, int], tuple[Sequence[R], str | None]],
) -> list[R]:
    """All rows of a list that is read page by page; call it off the GUI thread."""
    rows: list[R] = []
    after: str | None = None
    while True:
        page, after = read_page(after, _PAGE)
        rows += page
        if after is None:
            return rows


def _cell(column: Column[R], row: R) -> str:
    below = column.detail(row) if column.detail else ""
    return f"{column.text(row)} {below}".strip()
