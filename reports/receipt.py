"""The 80 mm receipt: one column, black only, as long as it needs."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain import money
from app.ports.documents import PaperLine, SalePaper
from reports import codes, flow, sale_facts, words
from reports import text as texts
from reports.flow import Block
from reports.sale_facts import Fact, Weight
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


def draw(paper: SalePaper) -> bytes:
    """The receipt as PDF: one page, unless it would be longer than a page can be."""
    say = words.speaker(paper.language)
    blocks = [
        *_head(paper, say),
        *_sale(paper, say),
        *_goods(paper, say),
        *_sums(paper, say),
        *_paid(paper, say),
        *_tail(paper, say),
    ]
    height = sum(block.height for block in blocks) + 2 * _EDGE
    page_height = min(max(height, _WIDTH * 1.2), _LONGEST)
    sheet = Sheet(
        (_WIDTH, page_height),
        title=f"{say('title.receipt')} {paper.number}",
        author=sale_facts.shop_name(paper.shop, paper.language),
        language=paper.language,
        at=paper.at,
    )
    pages = flow.paginate(blocks, page_height - 2 * _EDGE + 0.01)
    flow.draw_pages(sheet, pages, top=page_height - _EDGE)
    return sheet.finish()


def _head(paper: SalePaper, say: Say) -> Iterator[Block]:
    yield from _centred(sale_facts.shop_name(paper.shop, paper.language), 14, bold=True)
    for line in sale_facts.shop_lines(paper.shop, say):
        yield from _centred(line, 8)
    if paper.copy:
        yield _framed(say("mark.copy"), 11)
    if paper.test_payments:
        yield _framed(say("mark.test"), 9)


def _sale(paper: SalePaper, say: Say) -> Iterator[Block]:
    yield _dashes()
    yield _pair(Fact(say("title.receipt"), paper.number), 10, bold=True)
    served = f"{say('till')} {paper.till}  {paper.staff}".strip()
    yield _pair(Fact(sale_facts.moment(paper.at), served), 8.4)
    if customer := sale_facts.customer_lines(paper):
        yield from _left(f"{say('customer')}: {'  '.join(customer)}", 8.4)
    if delivery := sale_facts.delivery_lines(paper, say):
        yield from _left(f"{say('deliver_to')}: {delivery[0]}", 8.4)
        for line in delivery[1:]:
            yield from _left(line, 8.4)


def _goods(paper: SalePaper, say: Say) -> Iterator[Block]:
    yield _dashes()
    for line in paper.lines:
        yield from _left(line.name, 9.6)
        yield _pair(_priced(line, paper, say), 9.2)
        if line.note:
            yield from _left(line.note, 8)
        yield flow.gap(2.5)


def _priced(line: PaperLine, paper: SalePaper, say: Say) -> Fact:
    amount = f"{sale_facts.quantity(line.qty_milli)} {line.unit}".rstrip()
    parts = [f"{amount} × {sale_facts.figures(line.unit_minor, paper.currency)}"]
    if line.discount_minor:
        off = sale_facts.figures(-line.discount_minor, paper.currency)
        parts.append(f"{say('line.discount')} {off}")
    if line.tax_text:
        parts.append(line.tax_text)
    return Fact("  ".join(parts), sale_facts.figures(line.total_minor, paper.currency))


def _sums(paper: SalePaper, say: Say) -> Iterator[Block]:
    yield _dashes()
    yield from _left(sale_facts.counted(paper, say), 8.4)
    for fact in sale_facts.totals(paper, say):
        yield _pair(fact, 9.2)
    yield _total(Fact(say("sum.total"), money.display(paper.total_minor, paper.currency)))
    if written := sale_facts.in_capitals(paper):
        yield from _left(written, 9, bold=True)
    if paper.taxes:
        yield from _left(say("sum.included" if paper.prices_include_tax else "sum.excluded"), 8)
    for tax in paper.taxes:
        base = sale_facts.figures(tax.base_minor, paper.currency)
        rate = sale_facts.tax_rate(tax, paper.currency, say)
        name = say("tax.row", name=tax.name, rate=rate, base=base)
        yield _pair(Fact(name, sale_facts.figures(tax.amount_minor, paper.currency)), 8.4)


def _paid(paper: SalePaper, say: Say) -> Iterator[Block]:
    facts = sale_facts.payments(paper, say)
    if facts:
        yield _dashes()
    for fact in facts:
        size = 8.4 if fact.weight is Weight.QUIET else 9.6
        yield _pair(fact, size, bold=fact.weight is not Weight.QUIET)
    if word := sale_facts.stamp(paper, say):
        yield _framed(word, 14)


def _tail(paper: SalePaper, say: Say) -> Iterator[Block]:
    yield _dashes()
    if paper.note:
        yield from _left(f"{say('note')}: {paper.note}", 8.4)
    yield _scanned(paper.number)
    if paper.currency.code == "CNY":
        yield from _centred(say("no_fapiao"), 7.4)
    if paper.shop.footer:
        yield flow.gap(4)
        yield from _centred(paper.shop.footer, 8.6)


def _scanned(number: str) -> Block:
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


def _total(fact: Fact) -> Block:
    size = 22.0
    while texts.width(fact.value, size, bold=True) > _INNER - 44 and size > 9:
        size -= 1

    def draw(sheet: Sheet, top: float) -> None:
        y = top - 26
        sheet.text(_MARGIN, y, fact.name, 13, bold=True, color=BLACK)
        sheet.text(_RIGHT, y, fact.value, size, bold=True, color=BLACK, align="right")

    return Block(34, draw)


def _pair(fact: Fact, size: float, *, bold: bool = False) -> Block:
    """A name and, at the right edge, its value; a long name wraps and never meets the value."""
    value = texts.clip(fact.value, size, _INNER, bold=bold)
    room = _INNER - texts.width(value, size, bold=bold) - (6 if value else 0)
    lines = texts.wrap(fact.name, size, max(room, 40), bold=bold)

    def draw(sheet: Sheet, top: float) -> None:
        sheet.lines(_MARGIN, top, lines, size, bold=bold, color=BLACK)
        last = top - (len(lines) - 1) * leading(size)
        sheet.lines(_RIGHT, last, [value], size, bold=bold, color=BLACK, align="right")

    return Block(len(lines) * leading(size), draw)


def _left(text: str, size: float, *, bold: bool = False) -> Iterator[Block]:
    return _rows(text, size, bold=bold, x=_MARGIN, align="left")


def _centred(text: str, size: float, *, bold: bool = False) -> Iterator[Block]:
    return _rows(text, size, bold=bold, x=_MIDDLE, align="centre")


def _rows(text: str, size: float, *, bold: bool, x: float, align: str) -> Iterator[Block]:
    for line in texts.wrap(text, size, _INNER, bold=bold):

        def draw(sheet: Sheet, top: float, line: str = line) -> None:
            y = top - baseline(size)
            sheet.text(x, y, line, size, bold=bold, color=BLACK, align=align)

        yield Block(leading(size), draw)


def _framed(text: str, size: float) -> Block:
    wide = texts.width(text, size, bold=True) + size
    high = leading(size) + 2

    def draw(sheet: Sheet, top: float) -> None:
        sheet.frame(_MIDDLE - wide / 2, top - 3 - high, wide, high, color=BLACK, radius=2)
        y = top - 4 - baseline(size)
        sheet.text(_MIDDLE, y, text, size, bold=True, color=BLACK, align="centre")

    return Block(high + 6, draw)


def _dashes() -> Block:
    return Block(9, lambda sheet, top: sheet.dashes(_MARGIN, _RIGHT, top - 4.5))
