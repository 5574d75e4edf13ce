"""The A4 invoice."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import money
from app.ports.documents import SalePaper
from reports import codes, flow, page, sale_facts, stationery, words
from reports import text as texts
from reports.flow import Block
from reports.sale_facts import Fact, Weight
from reports.sheet import ACCENT, INK, INNER, MARGIN, MUTED, Sheet, baseline, leading
from reports.table import Column, Row, table
from reports.words import Say

_LEFT_WIDTH = 270.0
_RIGHT_WIDTH = 210.0
_RIGHT_X = MARGIN + INNER - _RIGHT_WIDTH
_QR_SIDE = 58.0


def draw(paper: SalePaper) -> bytes:
    """The invoice as PDF."""
    say = words.speaker(paper.language)
    title = say("title.invoice")
    goods = _lines(paper, say)
    blocks = [
        stationery.head(paper, say, title),
        page.fields(_fields(paper, say)),
        *stationery.parties(
            [
                (say("customer"), sale_facts.customer_lines(paper)),
                (say("deliver_to"), sale_facts.delivery_lines(paper, say)),
            ]
        ),
        *goods[:-1],
        *flow.together([goods[-1], *_closing(paper, say), *page.footer(paper.shop.footer)]),
    ]
    return stationery.finish(paper, say, title, blocks)


def _fields(paper: SalePaper, say: Say) -> list[tuple[str, str]]:
    fields = [
        (say("date"), sale_facts.moment(paper.at)),
        (say("till"), paper.till),
        (say("staff"), paper.staff),
        (say("status"), say(f"label.{paper.label.value}")),
    ]
    return [(name, told) for name, told in fields if told]


def _lines(paper: SalePaper, say: Say) -> list[Block]:
    """The table of goods; columns that would stay empty are left out."""
    chosen = [(column, cells) for column, cells, wanted in _columns(paper, say) if wanted]
    rows = [
        Row(cells, under=line.note)
        for line, cells in zip(
            paper.lines, zip(*(cells for _, cells in chosen), strict=True), strict=True
        )
    ]
    return table([column for column, _ in chosen], rows, x=MARGIN, width=INNER)


def _columns(paper: SalePaper, say: Say) -> list[tuple[Column, list[str], bool]]:
    """Every column a line can have: the column, its cells, whether it is wanted."""
    cur, lines = paper.currency, paper.lines
    taxed = bool(paper.taxes)

    def amounts(values: Sequence[int], *, blank: bool = False) -> list[str]:
        return ["" if blank and not v else sale_facts.figures(v, cur) for v in values]

    return [
        (Column(say("line.no")), [str(place) for place in range(1, len(lines) + 1)], True),
        (Column(say("line.item"), "left", grows=True), [line.name for line in lines], True),
        (
            Column(say("line.sku"), "left", most=72),
            [line.sku for line in lines],
            any(line.sku for line in lines),
        ),
        (Column(say("line.qty"), most=80), [sale_facts.how_much(line) for line in lines], True),
        (Column(say("line.price")), amounts([line.unit_minor for line in lines]), True),
        (
            Column(say("line.discount")),
            amounts([-line.discount_minor for line in lines], blank=True),
            any(line.discount_minor for line in lines),
        ),
        (Column(say("line.rate"), most=64), [line.tax_text for line in lines], taxed),
        (Column(say("line.tax")), amounts([line.tax_minor for line in lines]), taxed),
        (
            Column(say("line.amount", currency=cur.code)),
            amounts([line.total_minor for line in lines]),
            True,
        ),
    ]


def _closing(paper: SalePaper, say: Say) -> list[Block]:
    """Below the goods: taxes, words and codes on the left, totals and payments on the right."""
    left = [*_taxes(paper, say), *_capitals(paper, say), *_remarks(paper, say), _codes(paper, say)]
    right = [*_totals(paper, say), *_payments(paper, say)]
    return [flow.gap(12), *flow.beside(left, right, room=page.ROOM * 0.8)]


def _taxes(paper: SalePaper, say: Say) -> list[Block]:
    if not paper.taxes:
        return []
    columns = [
        Column(say("tax.name"), "left", grows=True),
        Column(say("tax.rate"), most=64),
        Column(say("tax.base")),
        Column(say("tax.amount")),
    ]
    rows = [
        Row(
            (
                tax.name,
                sale_facts.tax_rate(tax, paper.currency, say),
                sale_facts.figures(tax.base_minor, paper.currency),
                sale_facts.figures(tax.amount_minor, paper.currency),
            )
        )
        for tax in paper.taxes
    ]
    sizes = (8.0, 7.2, 6.4, 5.6)
    return [*table(columns, rows, x=MARGIN, width=_LEFT_WIDTH, sizes=sizes), flow.gap(8)]


def _capitals(paper: SalePaper, say: Say) -> list[Block]:
    written = sale_facts.in_capitals(paper)
    if not written:
        return []
    return [*_titled(say("sum.capitals"), written, size=10.5, bold=True), flow.gap(6)]


def _remarks(paper: SalePaper, say: Say) -> list[Block]:
    blocks = [*_titled(say("note"), paper.note, size=8.6), flow.gap(4)] if paper.note else []
    small = []
    if paper.taxes:
        small.append(say("sum.included" if paper.prices_include_tax else "sum.excluded"))
    if paper.currency.code == "CNY":
        small.append(say("no_fapiao"))
    return [*blocks, *(_line(text, 7.6) for text in small), flow.gap(8)]


def _titled(name: str, text: str, *, size: float, bold: bool = False) -> list[Block]:
    lines = texts.wrap(text, size, _LEFT_WIDTH, bold=bold)
    blocks = [_line(line, size, bold=bold, quiet=False) for line in lines]
    return [_line(name, 7.4), *blocks]


def _line(text: str, size: float, *, bold: bool = False, quiet: bool = True) -> Block:
    def draw(sheet: Sheet, top: float) -> None:
        color = MUTED if quiet else INK
        sheet.text(MARGIN, top - baseline(size), text, size, bold=bold, color=color)

    return Block(leading(size), draw)


def _codes(paper: SalePaper, say: Say) -> Block:
    """The number as QR code, and the stamp of a paper that is not simply paid."""
    word = sale_facts.stamp(paper, say)

    def draw(sheet: Sheet, top: float) -> None:
        codes.draw_qr(sheet, paper.number, x=MARGIN, top=top - 6, side=_QR_SIDE)
        if word:
            sheet.stamp(MARGIN + _QR_SIDE + 110, top - 36, word, 17, degrees=9)

    return Block(_QR_SIDE + 12, draw)


def _totals(paper: SalePaper, say: Say) -> list[Block]:
    total = money.display(paper.total_minor, paper.currency)
    return [
        *(_fact(fact) for fact in sale_facts.totals(paper, say)),
        _total(Fact(say("sum.total"), total)),
    ]


def _total(fact: Fact) -> Block:
    def draw(sheet: Sheet, top: float) -> None:
        right = _RIGHT_X + _RIGHT_WIDTH
        sheet.rule(_RIGHT_X, right, top - 3, thick=1.2, color=ACCENT)
        sheet.text(_RIGHT_X, top - 24, fact.name, 11, bold=True)
        size = texts.size_for(fact.value, _RIGHT_WIDTH - 50, most=18, least=8, bold=True)
        sheet.text(right, top - 25, fact.value, size, bold=True, align="right")

    return Block(42, draw)


def _payments(paper: SalePaper, say: Say) -> list[Block]:
    facts = sale_facts.payments(paper, say)
    if not facts:
        return []

    def title(sheet: Sheet, top: float) -> None:
        sheet.text(_RIGHT_X, top - baseline(7.4), say("pay.title"), 7.4, color=MUTED)
        sheet.rule(_RIGHT_X, _RIGHT_X + _RIGHT_WIDTH, top - leading(7.4) - 1)

    return [Block(leading(7.4) + 4, title), *(_fact(fact) for fact in facts)]


def _fact(fact: Fact) -> Block:
    size = 8.0 if fact.weight is Weight.QUIET else 9.2
    color = MUTED if fact.weight is Weight.QUIET else INK
    bold = fact.weight is Weight.LOUD
    room = _RIGHT_WIDTH - texts.width(fact.value, size, bold=bold) - 8
    name = texts.clip(fact.name, size, room, bold=bold)

    def draw(sheet: Sheet, top: float) -> None:
        y = top - baseline(size)
        sheet.text(_RIGHT_X, y, name, size, bold=bold, color=color)
        sheet.text(
            _RIGHT_X + _RIGHT_WIDTH, y, fact.value, size, bold=bold, color=color, align="right"
        )

    return Block(leading(size) + 1, draw)
