"""Tables for a terminal: columns stand straight, Chinese characters being two cells wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

LEFT, RIGHT = "<", ">"


def width(text: str) -> int:
    """Cells a terminal needs for `text`."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clean(text: str) -> str:
    """The text on one line, without characters that would steer the terminal."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], align: str) -> str:
    """Lay out rows under their heads; `align` has one < or > per column."""
    lines = [[clean(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(cells, widths, align) for cells in lines)


def _line(cells: Sequence[str], widths: Sequence[int], align: str) -> str:
    padded = []
    for cell, wanted, side in zip(cells, widths, align, strict=True):
        gap = " " * (wanted - width(cell))
        padded.append(gap + cell if side == RIGHT else cell + gap)
    return "  ".join(padded).rstrip()
