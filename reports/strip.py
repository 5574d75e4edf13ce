"""The strip of 80 mm paper that receipts are printed on: black, one column, as long as it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.ports.documents import RefundPaper, SalePaper
from reports import codes, flow, sale_facts
from reports import text as texts
from reports.flow import Block
from reports.sale_facts import Fact
from reports.sheet import BLACK, MM, Sheet, baseline, leading
from reports.words import Say

_WIDTH = 80 * MM
_MARGIN = 4.5 * MM
_INNER = _WIDTH - 2 * _MARGIN
_RIGHT = _WIDTH - _MARGIN
_MIDDLE = _WIDTH / 2
_EDGE = 5 * MM  # above and below
_LONGEST = 14_000.0  # points: viewers refuse pages over 200 inches
_QR_SIDE = 26 * MM

Paper = SalePaper | RefundPaper


def draw(paper: Paper, title: str, blocks: Sequence[Block]) -> bytes:
    """The blocks as PDF: one page, unless it would be longer than a page can be."""
    height = sum(block.height for block in blocks) + 2 * _EDGE
    page_height = min(max(height, _WIDTH * 1.2), _LONGEST)
    sheet = Sheet(
        (_WIDTH, page_height),
        title=f"{title} {paper.number}",
        author=sale_facts.shop_name(paper.shop, paper.language),
        language=paper.language,
        at=paper.at,
    )
    pages = flow.paginate(blocks, page_height - 2 * _EDGE + 0.01)
    flow.draw_pages(sheet, pages, top=page_height - _EDGE)
    return sheet.finish()


def head(paper: Paper, say: Say, title: str) -> Iterator[Block]:
    """Whose paper it is, whether it is a reprint or about practice money, which one, and who
    made it when.
    """
    yield from centred(sale_facts.shop_name(paper.shop, paper.language), 14, bold=True)
    for line in sale_facts.shop_lines(paper.shop, say):
        yield from centred(line, 8)
    if paper.copy:
        yield framed(say("mark.copy"), 11)
    if paper.test_payments:
        yield framed(say("mark.test"), 9)
    yield dashes()
    yield pair(Fact(title, paper.number), 10, bold=True)
    served = f"{say('till')} {paper.till}  {paper.staff}".strip()
    yield pair(Fact(sale_facts.moment(paper.at), served), 8.4)


def scanned(number: str) -> Block:
    """The number for scanners of both kinds: QR, and bars where they can be read."""
    bars = codes.can_be_barcode(number)

    def draw(sheet: Sheet, top: float) -> None:
        codes.draw_qr(sheet, number, x=_MIDDLE - _QR_SIDE / 2, top=top - 6, side=_QR_SIDE)
        if bars:
            codes.draw_code128(
                sheet,
                number,
                x=_MIDDLE,
                top=top - _QR_SIDE - 14,
                high=30,
                module=codes.module_for(number, room=_INNER, most=0.95),
                align="centre",
            )

    return Block(_QR_SIDE + (54 if bars else 14), draw)


def footer(text: str) -> Iterator[Block]:
    """The shop's own closing words."""
    if text:
        yield flow.gap(4)
        yield from centred(text, 8.6)


def total(fact: Fact) -> Block:
    size = texts.size_for(fact.value, _INNER - 44, most=22, least=9, bold=True)

    def draw(sheet: Sheet, top: float) -> None:
        y = top - 26
        sheet.text(_MARGIN, y, fact.name, 13, bold=True, color=BLACK)
        sheet.text(_RIGHT, y, fact.value, size, bold=True, color=BLACK, align="right")

    return Block(34, draw)


def pair(fact: Fact, size: float, *, bold: bool = False) -> Block:
    """A name and, at the right edge, its value; a long name wraps and never meets the value."""
    value = texts.clip(fact.value, size, _INNER, bold=bold)
    room = _INNER - texts.width(value, size, bold=bold) - (6 if value else 0)
    lines = texts.wrap(fact.name, size, max(room, 40), bold=bold)

    def draw(sheet: Sheet, top: float) -> None:
        sheet.lines(_MARGIN, top, lines, size, bold=bold, color=BLACK)
        last = top - (len(lines) - 1) * leading(size)
        sheet.lines(_RIGHT, last, [value], size, bold=bold, color=BLACK, align="right")

    return Block(len(lines) * leading(size), draw)


def left(text: str, size: float, *, bold: bool = False) -> Iterator[Block]:
    return _rows(text, size, bold=bold, x=_MARGIN, align="left")


def centred(text: str, size: float, *, bold: bool = False) -> Iterator[Block]:
    return _rows(text, size, bold=bold, x=_MIDDLE, align="centre")


def _rows(text: str, size: float, *, bold: bool, x: float, align: str) -> Iterator[Block]:
    for line in texts.wrap(text, size, _INNER, bold=bold):

        def draw(sheet: Sheet, top: float, line: str = line) -> None:
            y = top - baseline(size)
            sheet.text(x, y, line, size, bold=bold, color=BLACK, align=align)

        yield Block(leading(size), draw)


def framed(text: str, size: float) -> Block:
    wide = texts.width(text, size, bold=True) + size
    high = leading(size) + 2

    def draw(sheet: Sheet, top: float) -> None:
        sheet.frame(_MIDDLE - wide / 2, top - 3 - high, wide, high, color=BLACK, radius=2)
        y = top - 4 - baseline(size)
        sheet.text(_MIDDLE, y, text, size, bold=True, color=BLACK, align="centre")

    return Block(high + 6, draw)


def dashes() -> Block:
    return Block(9, lambda sheet, top: sheet.dashes(_MARGIN, _RIGHT, top - 4.5))
