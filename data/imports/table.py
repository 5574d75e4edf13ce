"""Text to rows: the delimiter, and whether quotation marks quote."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from app.domain.importing.model import SourceRow

_DELIMITERS = "\t,;|"
_SAMPLE_LINES = 50
_QUOTED = re.compile(r'"[^"]*"')
_WRAPPED = re.compile(r'"((?:[^"]|"")*)"', re.DOTALL)


def rows(text: str) -> list[SourceRow]:
    """All rows of a delimited text, empty ones included.

    Exports with tabs often quote nothing and have quotation marks in names; others quote as RFC
    4180 says. The reading that leaves fewer rows of odd width is the right one.
    """
    delimiter = _delimiter(text)
    plain = [
        SourceRow(place, tuple(map(_unwrapped, line.split(delimiter))))
        for place, line in enumerate(text.split("\n"), start=1)
    ]
    if '"' not in text:
        return plain
    quoted = _quoted_rows(text, delimiter)
    return quoted if quoted and _odd(quoted) < _odd(plain) else plain


def _delimiter(text: str) -> str:
    lines = [line for line in text[:200_000].split("\n", 4 * _SAMPLE_LINES) if line.strip()]
    bare = [_QUOTED.sub("", line) for line in lines[:_SAMPLE_LINES]]

    def fit(delimiter: str) -> tuple[int, int, int]:
        counts = Counter(line.count(delimiter) for line in bare)
        having = len(bare) - counts[0]
        counts.pop(0, None)
        return having, max(counts.values(), default=0), sum(n * k for n, k in counts.items())

    return max(_DELIMITERS, key=fit)


def _unwrapped(cell: str) -> str:
    whole = _WRAPPED.fullmatch(cell)
    return whole.group(1).replace('""', '"') if whole else cell


def _quoted_rows(text: str, delimiter: str) -> list[SourceRow]:
    try:
        return list(_numbered(csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter)))
    except csv.Error:  # a quotation mark that is never closed swallows the rest of the file
        return []


def _numbered(reader: Iterator[list[str]]) -> Iterator[SourceRow]:
    line_no = 1
    for cells in reader:
        yield SourceRow(line_no, tuple(cells))
        line_no = reader.line_num + 1  # type: ignore[attr-defined]


def _odd(found: Sequence[SourceRow]) -> int:
    """How many rows are not as wide as most are."""
    widths = Counter(len(row.cells) for row in found if any(row.cells))
    return sum(widths.values()) - max(widths.values(), default=0)
