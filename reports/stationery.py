"""What the A4 papers of a sale share: the shop's head, who buys, the marks on every page."""

from __future__ import annotations

from collections.abc import Sequence

from app.ports.documents import SalePaper
from reports import codes, flow, page, sale_facts
from reports import text as texts
from reports.flow import Block
from reports.page import RIGHT, Furniture
from reports.sheet import (
    A4,
    ACCENT,
    ALERT,
    INK,
    INNER,
    MARGIN,
    MUTED,
    Sheet,
    baseline,
    leading,
)
from reports.words import Say

_HEAD_LEFT_WIDTH = 290.0
_HEAD_RIGHT_WIDTH = 190.0


def finish(paper: SalePaper, say: Say, title: str, blocks: Sequence[Block]) -> bytes:
    """Lay the blocks out on A4 pages named after the sale and return the PDF."""
    sheet = Sheet(
        A4,
        title=f"{title} {paper.number}",
        author=sale_facts.shop_name(paper.shop, paper.language),
        language=paper.language,
        at=paper.at,
    )
    pages = flow.paginate(blocks, page.ROOM)
    flow.draw_pages(sheet, pages, top=page.TOP, furniture=_furniture(paper, say, title))
    return sheet.finish()


def head(paper: SalePaper, say: Say, title: str) -> Block:
    """The shop on the left; title, number and its bar code on the right."""
    name = sale_facts.shop_name(paper.shop, paper.language)
    names = texts.wrap_most(name, 17, _HEAD_LEFT_WIDTH, most=4, bold=True)
    lines = [
        line
        for fact in sale_facts.shop_lines(paper.shop, say)
        for line in texts.wrap_most(fact, 8.6, _HEAD_LEFT_WIDTH, most=6)
    ]
    left_high = len(names) * leading(17) + len(lines) * leading(8.6)
    right_high = leading(21) + leading(11) + 30.0

    def draw(sheet: Sheet, top: float) -> None:
        sheet.lines(MARGIN, top, names, 17, bold=True)
        sheet.lines(MARGIN, top - len(names) * leading(17), lines, 8.6, color=MUTED)
        sheet.text(RIGHT, top - baseline(21), title, 21, bold=True, color=ACCENT, align="right")
        _number(sheet, paper.number, top - leading(21))

    return Block(max(left_high, right_high) + 10, draw)


def _number(sheet: Sheet, number: str, top: float) -> None:
    shown = texts.clip(number, 11, _HEAD_RIGHT_WIDTH, bold=True)
    sheet.text(RIGHT, top - baseline(11), shown, 11, bold=True, align="right")
    if codes.can_be_barcode(number):
        module = codes.module_for(number, room=_HEAD_RIGHT_WIDTH, most=0.8)
        codes.draw_code128(
            sheet,
            number,
            x=RIGHT,
            top=top - leading(11) - 4,
            high=24,
            module=module,
            align="right",
        )


def parties(columns: Sequence[tuple[str, Sequence[str]]]) -> list[Block]:
    """Who buys, where it goes: titled columns of lines. Nothing when there are none."""
    shown = [(title, lines) for title, lines in columns if lines]
    if not shown:
        return []
    step = INNER / len(shown)
    wrapped = [
        (
            title,
            [part for line in lines for part in texts.wrap_most(line, 9, step - 16, most=8)],
        )
        for title, lines in shown
    ]
    high = leading(7.4) + max(len(lines) for _, lines in wrapped) * leading(9) + 10

    def draw(sheet: Sheet, top: float) -> None:
        for place, (title, lines) in enumerate(wrapped):
            x = MARGIN + place * step
            sheet.text(x, top - baseline(7.4), title, 7.4, color=MUTED)
            sheet.lines(x, top - leading(7.4), lines, 9)

    return [Block(high, draw)]


def _furniture(paper: SalePaper, say: Say, title: str) -> Furniture:
    """Every page says whose it is; reprints and test payments are marked."""
    shop = sale_facts.shop_name(paper.shop, paper.language)
    marks = [(say("mark.copy"), INK)] if paper.copy else []
    if paper.test_payments:
        marks.append((say("mark.test"), ALERT))
    return Furniture(say, f"{shop} · {title} {paper.number}", marks)
