"""Tables: columns as wide as what they hold, one that takes the rest, rows that wrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import text as texts
from reports.flow import Block
from reports.sheet import INK, MUTED, TINT, Sheet, leading

_SIZES = (8.6, 7.8, 7.0, 6.2, 5.4)
_SMALL = 0.86  # size of what stands under a cell
_PAD_X, _PAD_Y = 5.0, 3.2
_COMFORTABLE, _LEAST_GROWING = 150.0, 100.0
_MOST_LINES = 40  # a cell longer than this is cut into several rows, so that a page can hold it


@dataclass(frozen=True, slots=True)
class Column:
    """A column; exactly one of a table grows, the others are as wide as their widest cell.

    Attributes:
        most: widest a column that does not grow may get, in points; longer cells wrap.
        tick: every row has an empty box to be ticked here.
    """

    title: str
    align: str = "right"
    grows: bool = False
    most: float = 110.0
    tick: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; `under` is printed small below the growing one."""

    cells: Sequence[str]
    under: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Grid:
    columns: Sequence[Column]
    lefts: Sequence[float]
    widths: Sequence[float]
    size: float

    @property
    def end(self) -> float:
        return self.lefts[-1] + self.widths[-1]


def table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    x: float,
    width: float,
    sizes: Sequence[float] = _SIZES,
) -> list[Block]:
    """The head and the rows; the head repeats on every page. The type shrinks to make all fit."""
    grid = _grid(columns, rows, x=x, width=width, sizes=sizes)
    head = _head(grid)
    return [head, *(block for row in rows for block in _row(grid, row, head))]


def _grid(
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    x: float,
    width: float,
    sizes: Sequence[float],
) -> _Grid:
    """Settle type size and widths: titles on one line if there is room, else the type shrinks."""
    widths = _natural(columns, rows, sizes[0], whole_titles=True)
    size = sizes[0]
    if width - sum(widths) < _COMFORTABLE:
        for size in sizes:
            widths = _natural(columns, rows, size, whole_titles=False)
            if width - sum(widths) >= _LEAST_GROWING:
                break
    rest = max(width - sum(widths), _LEAST_GROWING / 2)
    widths[_growing(columns)] = rest
    lefts = [x + sum(widths[:place]) for place in range(len(widths))]
    return _Grid(columns, lefts, widths, size)


def _growing(columns: Sequence[Column]) -> int:
    return next(place for place, column in enumerate(columns) if column.grows)


def _natural(
    columns: Sequence[Column], rows: Sequence[Row], size: float, *, whole_titles: bool
) -> list[float]:
    """The width every column asks for; none for the one that grows."""
    widths = []
    for place, column in enumerate(columns):
        if column.grows:
            widths.append(0.0)
            continue
        words = [column.title] if whole_titles else column.title.split()
        head = max(texts.width(word, size * 0.92, bold=True) for word in words)
        cells = (texts.width(row.cells[place], size, bold=row.bold) for row in rows)
        widths.append(min(max(head, max(cells, default=0.0)), column.most) + 2 * _PAD_X)
    return widths


def _head(grid: _Grid) -> Block:
    size = grid.size * 0.92
    wrapped = [
        texts.wrap(column.title, size, wide - 2 * _PAD_X + 0.01, bold=True)
        for column, wide in zip(grid.columns, grid.widths, strict=True)
    ]
    high = max(map(len, wrapped)) * leading(size) + 2 * _PAD_Y

    def draw(sheet: Sheet, top: float) -> None:
        sheet.fill(grid.lefts[0], top - high, grid.end - grid.lefts[0], high, color=TINT)
        for place, lines in enumerate(wrapped):
            inner = top - high + _PAD_Y + len(lines) * leading(size)
            _cell(sheet, grid, place, lines, inner, size=size, bold=True, muted=True)

    return Block(high, draw, with_next=True)


def _row(grid: _Grid, row: Row, head: Block) -> list[Block]:
    wrapped = [
        texts.wrap(cell, grid.size, wide - 2 * _PAD_X + 0.01, bold=row.bold)
        for cell, wide in zip(row.cells, grid.widths, strict=True)
    ]
    wide = grid.widths[_growing(grid.columns)] - 2 * _PAD_X
    below = texts.wrap(row.under, grid.size * _SMALL, wide) if row.under else []
    tallest = max(map(len, wrapped))
    if tallest + len(below) <= _MOST_LINES:
        return [_part(grid, row, wrapped, below, head)]
    parts = [[lines[start:end] for lines in wrapped] for start, end in _chunks(tallest)]
    nothing: list[list[str]] = [[] for _ in wrapped]
    return [
        *(_part(grid, row, part, [], head) for part in parts),
        *(_part(grid, row, nothing, below[i:j], head) for i, j in _chunks(len(below))),
    ]


def _chunks(lines: int) -> list[tuple[int, int]]:
    return [(start, start + _MOST_LINES) for start in range(0, lines, _MOST_LINES)]


def _part(
    grid: _Grid,
    row: Row,
    wrapped: Sequence[Sequence[str]],
    below: Sequence[str],
    head: Block,
) -> Block:
    growing = _growing(grid.columns)
    small = grid.size * _SMALL
    line = leading(grid.size)
    below_top = len(wrapped[growing]) * line
    high = max(max(map(len, wrapped)) * line, below_top + len(below) * leading(small)) + 2 * _PAD_Y

    def draw(sheet: Sheet, top: float) -> None:
        inner = top - _PAD_Y
        for place, lines in enumerate(wrapped):
            if grid.columns[place].tick:
                side = grid.size
                sheet.frame(grid.lefts[place] + _PAD_X, inner - side - 1, side, side)
            _cell(sheet, grid, place, lines, inner, size=grid.size, bold=row.bold, muted=False)
        if below:
            sheet.lines(grid.lefts[growing] + _PAD_X, inner - below_top, below, small, color=MUTED)
        sheet.rule(grid.lefts[0], grid.end, top - high, thick=0.4)

    return Block(high, draw, head=head)


def _cell(
    sheet: Sheet,
    grid: _Grid,
    place: int,
    lines: Sequence[str],
    top: float,
    *,
    size: float,
    bold: bool,
    muted: bool,
) -> None:
    align = grid.columns[place].align
    left, wide = grid.lefts[place], grid.widths[place]
    x = left + wide - _PAD_X if align == "right" else left + _PAD_X
    sheet.lines(x, top, lines, size, bold=bold, color=MUTED if muted else INK, align=align)
