"""The order report of a period on A4: sums by status and currency, then every order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.domain import money
from app.domain.order_states import Label
from app.domain.shop import shop_time
from app.ports.documents import OrdersPaper
from app.ports.queries import OrderRow
from reports import flow, page, report_head, sale_facts, words
from reports.flow import Block
from reports.sheet import INNER, MARGIN, MUTED, Sheet
from reports.table import Column, Row, table
from reports.words import Say

_SUMS_WIDTH = INNER * 0.6


def draw(paper: OrdersPaper) -> bytes:
    """The report as PDF; an empty period says so."""
    say = words.speaker(paper.language)
    about = report_head.About(
        paper.shop,
        paper.language,
        say("title.orders"),
        paper.first,
        paper.last,
        paper.made_at,
    )
    blocks = [report_head.head(about, say), page.fields(_key_figures(paper, say))]
    if paper.rows:
        blocks += [*_sums(paper, say), flow.gap(14), *_orders(paper, say)]
    else:
        blocks.append(_empty(say))
    return report_head.finish(about, blocks, say)


def _key_figures(paper: OrdersPaper, say: Say) -> list[tuple[str, str]]:
    """How many orders, and their total in each currency."""
    totals = _totals(paper.rows) or {paper.currency.code: 0}
    return [
        (say("orders.count"), f"{len(paper.rows):,}"),
        *(
            (f"{say('orders.total')} {code}", money.display(minor, money.currency(code)))
            for code, minor in totals.items()
        ),
    ]


def _totals(rows: Sequence[OrderRow]) -> dict[str, int]:
    """The sum of every currency, by code."""
    totals: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: row.currency):
        totals[row.currency] = totals.get(row.currency, 0) + row.total_minor
    return totals


def _sums(paper: OrdersPaper, say: Say) -> list[Block]:
    """Orders and money by status and currency, in the order of the labels."""
    counts: Counter[tuple[Label, str]] = Counter()
    totals: Counter[tuple[Label, str]] = Counter()
    for row in paper.rows:
        counts[row.label, row.currency] += 1
        totals[row.label, row.currency] += row.total_minor
    places = {label: place for place, label in enumerate(Label)}
    rows = [
        Row(
            (
                say(f"label.{label.value}"),
                code,
                f"{counts[label, code]:,}",
                sale_facts.figures(totals[label, code], money.currency(code)),
            )
        )
        for label, code in sorted(counts, key=lambda key: (places[key[0]], key[1]))
    ]
    columns = [
        Column(say("report.by_status"), "left", grows=True),
        Column(say("report.currency"), "left"),
        Column(say("orders.count")),
        Column(say("orders.total")),
    ]
    return table(columns, rows, x=MARGIN, width=_SUMS_WIDTH)


def _orders(paper: OrdersPaper, say: Say) -> list[Block]:
    columns = [
        Column(say("orders.number"), "left"),
        Column(say("orders.time"), "left"),
        Column(say("orders.customer"), "left", grows=True),
        Column(say("orders.items")),
        Column(say("orders.status"), "left"),
        Column(say("report.currency"), "left"),
        Column(say("orders.total")),
    ]
    rows = [_row(paper, row, say) for row in paper.rows]
    return table(columns, rows, x=MARGIN, width=INNER)


def _row(paper: OrdersPaper, row: OrderRow, say: Say) -> Row:
    status = say(f"label.{row.label.value}")
    if row.partly_refunded:
        status = f"{status} ({say('orders.partly_refunded')})"
    return Row(
        (
            row.number,
            sale_facts.moment(shop_time(row.placed_at, paper.shop)),
            row.customer_name,
            sale_facts.quantity(row.items_milli),
            status,
            row.currency,
            sale_facts.figures(row.total_minor, money.currency(row.currency)),
        )
    )


def _empty(say: Say) -> Block:
    def draw(sheet: Sheet, top: float) -> None:
        x = MARGIN + INNER / 2
        sheet.text(x, top - 40, say("report.no_orders"), 11, color=MUTED, align="centre")

    return Block(60, draw)
