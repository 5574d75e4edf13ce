"""The A4 page: its margins, its furniture, a band of facts, closing words."""

from __future__ import annotations

from collections.abc import Sequence

from reports import flow
from reports import text as texts
from reports.flow import Block
from reports.sheet import A4, ACCENT, INNER, MARGIN, MUTED, Color, Sheet, baseline, leading
from reports.words import Say

TOP = A4[1] - MARGIN
BOTTOM = 48.0
ROOM = TOP - BOTTOM
RIGHT = MARGIN + INNER

Mark = tuple[str, Color]
"""A word framed at the top of every page."""


class Furniture:
    """What every page carries: whose it is and page x of y below, marks above."""

    def __init__(self, say: Say, whose: str, marks: Sequence[Mark] = ()) -> None:
        self._say = say
        self._whose = texts.clip(whose, 8, INNER - 120)
        self._marks = marks

    def __call__(self, sheet: Sheet, page: int, pages: int) -> None:
        sheet.rule(MARGIN, RIGHT, 40)
        sheet.text(MARGIN, 28, self._whose, 8, color=MUTED)
        count = self._say("page", page=page, pages=pages)
        sheet.text(RIGHT, 28, count, 8, color=MUTED, align="right")
        right = RIGHT
        for word, color in self._marks:
            right -= _mark(sheet, right, word, color) + 6


def _mark(sheet: Sheet, right: float, text: str, color: Color) -> float:
    """Frame a word at the top edge; returns its width."""
    wide = texts.width(text, 8.4, bold=True) + 12
    sheet.frame(right - wide, A4[1] - 32, wide, 15, color=color, radius=3)
    sheet.text(right - wide + 6, A4[1] - 27.6, text, 8.4, bold=True, color=color)
    return wide


def fields(pairs: Sequence[tuple[str, str]]) -> Block:
    """Short facts in a row between two lines, names over values."""
    step = INNER / len(pairs)

    def draw(sheet: Sheet, top: float) -> None:
        sheet.rule(MARGIN, RIGHT, top, thick=1.2, color=ACCENT)
        sheet.rule(MARGIN, RIGHT, top - 34, thick=0.5)
        for place, (name, value) in enumerate(pairs):
            x = MARGIN + place * step
            sheet.text(x, top - 13, name, 7.4, color=MUTED)
            sheet.text(x, top - 26, texts.clip(value, 9.4, step - 8, bold=True), 9.4, bold=True)

    return Block(34 + 8, draw)


def footer(text: str) -> list[Block]:
    """The shop's own closing words, centred; one block a line."""
    if not text:
        return []
    lines = texts.wrap(text, 8.6, INNER)
    return [flow.gap(14), *(_centred(line) for line in lines)]


def _centred(line: str) -> Block:
    def draw(sheet: Sheet, top: float) -> None:
        x = MARGIN + INNER / 2
        sheet.text(x, top - baseline(8.6), line, 8.6, color=MUTED, align="centre")

    return Block(leading(8.6), draw)
