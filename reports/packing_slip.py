"""The A4 packing slip: what goes into the parcel and where it goes, without any price."""

from __future__ import annotations

from app.ports.documents import SalePaper
from reports import codes, flow, sale_facts, stationery, words
from reports import text as texts
from reports.flow import Block
from reports.sheet import ACCENT, INNER, MARGIN, MUTED, Sheet, baseline, leading
from reports.table import Column, Row, table
from reports.words import Say

_QR_SIDE = 76.0
_SIZES = (10.5, 9.5, 8.5, 7.5)


def draw(paper: SalePaper) -> bytes:
    """The packing slip as PDF."""
    say = words.speaker(paper.language)
    title = say("title.packing")
    blocks = [
        stationery.head(paper, say, title),
        _order(paper, say),
        *_address(paper, say),
        *_lines(paper, say),
        *_note(paper, say),
        _signatures(say),
    ]
    return stationery.finish(paper, say, title, blocks)


def _order(paper: SalePaper, say: Say) -> Block:
    """The number, to be read from across the packing table and scanned from near."""
    wide = INNER - _QR_SIDE - 24
    size = texts.size_for(paper.number, wide, most=32, least=12, bold=True)
    number = texts.clip(paper.number, size, wide, bold=True)
    word = sale_facts.stamp(paper, say)  # nothing leaves the house for a cancelled order
    parcel = "   ".join([sale_facts.moment(paper.at), *sale_facts.parcel_lines(paper, say)])

    def draw(sheet: Sheet, top: float) -> None:
        sheet.rule(MARGIN, MARGIN + INNER, top, thick=1.2, color=ACCENT)
        sheet.text(MARGIN, top - 20, say("pack.order"), 9, color=MUTED)
        sheet.text(MARGIN, top - 52, number, size, bold=True)
        sheet.lines(MARGIN, top - 64, texts.wrap_most(parcel, 9.4, wide, most=2), 9.4)
        x = MARGIN + INNER - _QR_SIDE
        codes.draw_qr(sheet, paper.number, x=x, top=top - 10, side=_QR_SIDE)
        if word:
            sheet.stamp(x - 110, top - 62, word, 17, degrees=9)

    return Block(_QR_SIDE + 22, draw)


def _address(paper: SalePaper, say: Say) -> list[Block]:
    """To whom and where, large; without a delivery the goods are collected."""
    to = paper.delivery
    title = say("deliver_to" if to else "customer")
    if to is None:
        rows = [(line, True) for line in sale_facts.customer_lines(paper)]
        rows.append((say("pack.no_address"), False))
    else:
        rows = [("  ".join(filter(None, (to.recipient, to.phone))), True), (to.address, False)]
    lines = [
        (part, bold)
        for line, bold in rows
        if line
        for part in texts.wrap_most(line, 14, INNER - 28, most=8, bold=bold)
    ]
    high = leading(8) + len(lines) * leading(14) + 16

    def draw(sheet: Sheet, top: float) -> None:
        sheet.frame(MARGIN, top - high, INNER, high, radius=4)
        sheet.text(MARGIN + 12, top - 7 - baseline(8), title, 8, color=MUTED)
        y = top - 7 - leading(8)
        for line, bold in lines:
            sheet.lines(MARGIN + 12, y, [line], 14, bold=bold)
            y -= leading(14)

    return [Block(high, draw), flow.gap(14)]


def _lines(paper: SalePaper, say: Say) -> list[Block]:
    """A box to tick before every line, and the quantity large enough to be seen."""
    columns = [
        Column(say("line.packed"), "left", tick=True),
        Column(say("line.no")),
        Column(say("line.item"), "left", grows=True),
        Column(say("line.sku"), "left", most=100),
        Column(say("line.qty"), most=100),
    ]
    rows = [
        Row(
            (
                "",
                str(place),
                line.name,
                line.sku,
                sale_facts.how_much(line),
            ),
            under=line.note,
        )
        for place, line in enumerate(paper.lines, start=1)
    ]
    return table(columns, rows, x=MARGIN, width=INNER, sizes=_SIZES)


def _note(paper: SalePaper, say: Say) -> list[Block]:
    lines = [(sale_facts.counted(paper, say), True)]
    if paper.note:
        note = texts.wrap(sale_facts.named(say, "note", paper.note), 10.5, INNER)
        lines += [(line, False) for line in note]
    return [flow.gap(8), *(_line(text, bold=bold) for text, bold in lines)]


def _line(text: str, *, bold: bool) -> Block:
    def draw(sheet: Sheet, top: float) -> None:
        sheet.lines(MARGIN, top, [text], 10.5, bold=bold)

    return Block(leading(10.5), draw)


def _signatures(say: Say) -> Block:
    """Lines to sign on: who packed, who checked, when."""
    names = [say("pack.by"), say("pack.checked"), say("pack.date")]
    step = INNER / len(names)

    def draw(sheet: Sheet, top: float) -> None:
        for place, name in enumerate(names):
            x = MARGIN + place * step
            sheet.text(x, top - 40, name, 8.6, color=MUTED)
            after = x + texts.width(name, 8.6) + 6
            sheet.rule(after, x + step - 18, top - 42, thick=0.6, color=MUTED)

    return Block(52, draw)
