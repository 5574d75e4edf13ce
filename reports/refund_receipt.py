"""The 80 mm receipt for goods and money that went back."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain import money
from app.domain.money import Currency
from app.ports.documents import PaperRefund, RefundPaper
from reports import flow, sale_facts, strip, words
from reports.flow import Block
from reports.sale_facts import Fact
from reports.words import Say

_ROOM_TO_SIGN = 26.0


def draw(paper: RefundPaper) -> bytes:
    """The receipt as PDF."""
    say = words.speaker(paper.language)
    title = say("title.refund")
    blocks = [
        *strip.head(paper, say, title),
        *_reason(paper, say),
        *_goods(paper, say),
        *_money(paper, say),
        *_tail(paper, say),
    ]
    return strip.draw(paper, title, blocks)


def _reason(paper: RefundPaper, say: Say) -> Iterator[Block]:
    if paper.reason:
        yield from strip.left(sale_facts.named(say, "refund.reason", paper.reason), 8.4)


def _goods(paper: RefundPaper, say: Say) -> Iterator[Block]:
    if not paper.lines:
        return
    yield strip.dashes()
    yield from strip.left(say("refund.goods"), 8.4)
    for line in paper.lines:
        yield from strip.left(line.name, 9.6)
        yield strip.pair(sale_facts.priced(line, paper.currency, say), 9.2)
        yield flow.gap(2.5)
    for key, minor in (("sum.net", paper.net_minor), ("sum.tax", paper.tax_minor)):
        yield strip.pair(Fact(say(key), sale_facts.figures(minor, paper.currency)), 9.2)


def _money(paper: RefundPaper, say: Say) -> Iterator[Block]:
    yield strip.dashes()
    yield strip.total(Fact(say("refund.total"), money.display(paper.total_minor, paper.currency)))
    for refund in paper.refunds:
        amount = money.display(refund.amount_minor, paper.currency)
        yield strip.pair(Fact(_way(refund, say), amount), 9.6)
        if refund.rounding_minor:
            yield from _in_coins(refund, paper.currency, say)


def _in_coins(refund: PaperRefund, currency: Currency, say: Say) -> Iterator[Block]:
    for key, minor in (
        ("pay.rounding", refund.rounding_minor),
        ("refund.handed", refund.amount_minor + refund.rounding_minor),
    ):
        yield strip.pair(Fact(say(key), money.display(minor, currency)), 9.6)


def _way(refund: PaperRefund, say: Say) -> str:
    tender = words.tender(say, refund.tender)
    return tender if refund.done else say("refund.under_way", tender=tender)


def _tail(paper: RefundPaper, say: Say) -> Iterator[Block]:
    yield flow.gap(_ROOM_TO_SIGN)
    yield strip.dashes()
    yield from strip.left(say("refund.signature"), 8)
    yield strip.scanned(paper.number)
    yield from strip.footer(paper.shop.footer)
