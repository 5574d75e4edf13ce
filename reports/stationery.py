"""What the A4 papers of a sale share: the head of the shop, the fields, every page's furniture."""

from __future__ import annotations

from collections.abc import Sequence

from app.ports.documents import SalePaper
from reports import codes, sale_facts, words
from reports import text as texts
from reports.flow import Block
from reports.sheet import (
    A4,
    ACCENT,
    ALERT,
    HAIRLINE,
    INK,
    INNER,
    MARGIN,
    MUTED,
    Sheet,
    baseline,
    leading,
)
from reports.words import Say

TOP = A4[1] - MARGIN
BOTTOM = 48.0
ROOM = TOP - BOTTOM
_RIGHT = MARGIN + INNER
_HEAD_LEFT_WIDTH = 290.0
_HEAD_RIGHT_WIDTH = 190.0


def sheet_for(paper: SalePaper, title: str) -> Sheet:
    """A new A4 document named after the sale."""
    return Sheet(
        A4,
        title=f"{title} {paper.number}",
        author=sale_facts.shop_name(paper.shop, paper.language),
        language=paper.language,
        at=paper.at,
    )


def head(paper: SalePaper, say: Say, title: str) -> Block:
    """The shop on the left; title, number and its bar code on the right."""
    name = sale_facts.shop_name(paper.shop, paper.language)
    names = texts.wrap(name, 17, _HEAD_LEFT_WIDTH, bold=True)
    lines = [
        line
        for fact in sale_facts.shop_lines(paper.shop, say)
        for line in texts.wrap(fact, 8.6, _HEAD_LEFT_WIDTH)
    ]
    left_high = len(names) * leading(17) + len(lines) * leading(8.6)
    right_high = leading(21) + leading(11) + 30.0

    def draw(sheet: Sheet, top: float) -> None:
        sheet.lines(MARGIN, top, names, 17, bold=True)
        sheet.lines(MARGIN, top - len(names) * leading(17), lines, 8.6, color=MUTED)
        sheet.text(_RIGHT, top - baseline(21), title, 21, bold=True, color=ACCENT, align="right")
        _number(sheet, paper.number, top - leading(21))

    return Block(max(left_high, right_high) + 10, draw)


def _number(sheet: Sheet, number: str, top: float) -> None:
    shown = texts.clip(number, 11, _HEAD_RIGHT_WIDTH, bold=True)
    sheet.text(_RIGHT, top - baseline(11), shown, 11, bold=True, align="right")
    if codes.can_be_barcode(number):
        module = codes.module_for(number, room=_HEAD_RIGHT_WIDTH, most=0.8)
        codes.draw_code128(
            sheet,
            number,
            x=_RIGHT,
            top=top - leading(11) - 4,
            high=24,
            module=module,
            align="right",
        )


def fields(pairs: Sequence[tuple[str, str]]) -> Block:
    """Short facts in a row between two lines, names over values."""
    step = INNER / len(pairs)

    def draw(sheet: Sheet, top: float) -> None:
        sheet.rule(MARGIN, _RIGHT, top, thick=1.2, color=ACCENT)
        sheet.rule(MARGIN, _RIGHT, top - 34, thick=0.5)
        for place, (name, value) in enumerate(pairs):
            x = MARGIN + place * step
            sheet.text(x, top - 13, name, 7.4, color=MUTED)
            sheet.text(x, top - 26, texts.clip(value, 9.4, step - 8, bold=True), 9.4, bold=True)

    return Block(34 + 8, draw)


def parties(columns: Sequence[tuple[str, Sequence[str]]], *, size: float = 9.0) -> list[Block]:
    """Who buys, where it goes: titled columns of lines. Nothing when there are none."""
    shown = [(title, lines) for title, lines in columns if lines]
    if not shown:
        return []
    step = INNER / len(shown)
    wrapped = [
        (title, [part for line in lines for part in texts.wrap(line, size, step - 16)])
        for title, lines in shown
    ]
    high = leading(7.4) + max(len(lines) for _, lines in wrapped) * leading(size) + 10

    def draw(sheet: Sheet, top: float) -> None:
        for place, (title, lines) in enumerate(wrapped):
            x = MARGIN + place * step
            sheet.text(x, top - baseline(7.4), title, 7.4, color=MUTED)
            sheet.lines(x, top - leading(7.4), lines, size)

    return [Block(high, draw)]


class Furniture:
    """What every page carries: marks and, from the second on, whose it is; page x of y below."""

    def __init__(self, paper: SalePaper, title: str) -> None:
        self._say = words.speaker(paper.language)
        self._copy, self._test = paper.copy, paper.test_payments
        shop = sale_facts.shop_name(paper.shop, paper.language)
        self._whose = texts.clip(f"{shop} · {title} {paper.number}", 8, INNER - 120)

    def __call__(self, sheet: Sheet, page: int, pages: int) -> None:
        sheet.rule(MARGIN, _RIGHT, 40)
        sheet.text(MARGIN, 28, self._whose, 8, color=MUTED)
        count = self._say("page", page=page, pages=pages)
        sheet.text(_RIGHT, 28, count, 8, color=MUTED, align="right")
        right = _RIGHT
        if self._copy:
            right -= _mark(sheet, right, self._say("mark.copy"), INK) + 6
        if self._test:
            _mark(sheet, right, self._say("mark.test"), ALERT)


def _mark(sheet: Sheet, right: float, text: str, color: tuple[float, float, float]) -> float:
    """A word in a frame at the top edge; returns its width."""
    wide = texts.width(text, 8.4, bold=True) + 12
    sheet.frame(right - wide, A4[1] - 32, wide, 15, color=color, radius=3)
    sheet.text(right - wide + 6, A4[1] - 27.6, text, 8.4, bold=True, color=color)
    return wide


def footer(text: str) -> list[Block]:
    """The shop's own closing words, centred; one block a line."""
    if not text:
        return []
    lines = texts.wrap(text, 8.6, INNER)
    return [Block(14, lambda _sheet, _top: None), *(_centred(line) for line in lines)]


def _centred(line: str) -> Block:
    def draw(sheet: Sheet, top: float) -> None:
        x = MARGIN + INNER / 2
        sheet.text(x, top - baseline(8.6), line, 8.6, color=MUTED, align="centre")

    return Block(leading(8.6), draw)


def divider() -> Block:
    """A hairline with air around it."""
    return Block(9, lambda sheet, top: sheet.rule(MARGIN, _RIGHT, top - 4, color=HAIRLINE))
