"""The 80 mm receipt: one column, black only, as long as it needs."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain import money
from app.ports.documents import SalePaper
from reports import flow, sale_facts, strip, words
from reports.flow import Block
from reports.sale_facts import Fact, Weight
from reports.words import Say


def draw(paper: SalePaper) -> bytes:
    """The receipt as PDF."""
    say = words.speaker(paper.language)
    title = say("title.receipt")
    blocks = [
        *strip.head(paper, say, title),
        *_customer(paper, say),
        *_goods(paper, say),
        *_sums(paper, say),
        *_paid(paper, say),
        *_tail(paper, say),
    ]
    return strip.draw(paper, title, blocks)


def _customer(paper: SalePaper, say: Say) -> Iterator[Block]:
    if customer := sale_facts.customer_lines(paper):
        yield from strip.left(sale_facts.named(say, "customer", "  ".join(customer)), 8.4)
    if delivery := sale_facts.delivery_lines(paper, say):
        yield from strip.left(sale_facts.named(say, "deliver_to", delivery[0]), 8.4)
        for line in delivery[1:]:
            yield from strip.left(line, 8.4)


def _goods(paper: SalePaper, say: Say) -> Iterator[Block]:
    yield strip.dashes()
    for line in paper.lines:
        yield from strip.left(line.name, 9.6)
        yield strip.pair(sale_facts.priced(line, paper.currency, say), 9.2)
        if line.note:
            yield from strip.left(line.note, 8)
        yield flow.gap(2.5)


def _sums(paper: SalePaper, say: Say) -> Iterator[Block]:
    yield strip.dashes()
    yield from strip.left(sale_facts.counted(paper, say), 8.4)
    for fact in sale_facts.totals(paper, say):
        yield strip.pair(fact, 9.2)
    yield strip.total(Fact(say("sum.total"), money.display(paper.total_minor, paper.currency)))
    if written := sale_facts.in_capitals(paper):
        yield from strip.left(written, 9, bold=True)
    if paper.taxes:
        yield from strip.left(
            say("sum.included" if paper.prices_include_tax else "sum.excluded"), 8
        )
    for tax in paper.taxes:
        base = sale_facts.figures(tax.base_minor, paper.currency)
        rate = sale_facts.tax_rate(tax, paper.currency, say)
        name = say("tax.row", name=tax.name, rate=rate, base=base)
        yield strip.pair(Fact(name, sale_facts.figures(tax.amount_minor, paper.currency)), 8.4)


def _paid(paper: SalePaper, say: Say) -> Iterator[Block]:
    facts = sale_facts.payments(paper, say)
    if facts:
        yield strip.dashes()
    for fact in facts:
        size = 8.4 if fact.weight is Weight.QUIET else 9.6
        yield strip.pair(fact, size, bold=fact.weight is not Weight.QUIET)
    if word := sale_facts.stamp(paper, say):
        yield strip.framed(word, 14)


def _tail(paper: SalePaper, say: Say) -> Iterator[Block]:
    yield strip.dashes()
    if paper.note:
        yield from strip.left(sale_facts.named(say, "note", paper.note), 8.4)
    yield strip.scanned(paper.number)
    if paper.currency.code == "CNY":
        yield from strip.centred(say("no_fapiao"), 7.4)
    yield from strip.footer(paper.shop.footer)
