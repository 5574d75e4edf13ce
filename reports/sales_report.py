"""The sales report of a period on A4: key figures, chart, table with its sums."""

from __future__ import annotations

from app.domain import money
from app.ports.documents import SalesPaper
from app.ports.queries import SalesRow
from reports import charts, flow, page, report_head, sale_facts, sales_columns, words
from reports import text as texts
from reports.flow import Block
from reports.sales_columns import Field, Kind
from reports.sheet import INNER, MARGIN, MUTED, Sheet
from reports.table import Column, Row, table
from reports.words import Say


def draw(paper: SalesPaper) -> bytes:
    """The report as PDF; an empty period says so."""
    say = words.speaker(paper.language)
    title = say(f"title.sales.{paper.by.value}")
    about = report_head.About(
        paper.shop, paper.language, title, paper.first, paper.last, paper.made_at
    )
    blocks = [
        report_head.head(about, say),
        page.fields(_key_figures(paper, say)),
        flow.gap(4),
        _chart(paper),
        flow.gap(14),
        *(_rows(paper, say) if paper.rows else []),
    ]
    return report_head.finish(about, blocks, say)


def _key_figures(paper: SalesPaper, say: Say) -> list[tuple[str, str]]:
    """The sums that a shopkeeper looks for first."""
    wanted = {
        "total",
        "paid",
        "refunded",
        "after_refunds",
        "taken_in",
        "orders",
        "payments",
        "quantity",
        "tax",
    }
    summed = (
        (field, sales_columns.total(paper, field))
        for field in sales_columns.printed(paper)
        if field.name in wanted
    )
    return [
        (say(field.word), _loud(paper, field, value))
        for field, value in summed
        if value is not None
    ]


def _loud(paper: SalesPaper, field: Field, value: int) -> str:
    if field.kind is Kind.MONEY:
        return money.display(value, paper.currency)
    return shown(paper, field, value)


def shown(paper: SalesPaper, field: Field, value: int) -> str:
    """A number as it stands in the table."""
    if field.kind is Kind.MONEY:
        return sale_facts.figures(value, paper.currency)
    return sale_facts.quantity(value) if field.kind is Kind.QUANTITY else f"{value:,}"


def _chart(paper: SalesPaper) -> Block:
    high = charts.chart_height(paper)
    drawing = charts.sales_chart(paper, width=INNER, height=high)
    return Block(high, lambda sheet, top: charts.draw_on(sheet, drawing, MARGIN, top - high))


def _rows(paper: SalesPaper, say: Say) -> list[Block]:
    fields = sales_columns.printed(paper)
    columns = [
        Column(say(f"report.key.{paper.by.value}"), "left", grows=True),
        *(Column(say(field.word)) for field in fields),
    ]
    rows = [_row(paper, row, say) for row in paper.rows]
    sums = [sales_columns.total(paper, field) for field in fields]
    cells = [
        "" if value is None else shown(paper, field, value)
        for field, value in zip(fields, sums, strict=True)
    ]
    rows.append(Row((say("report.total"), *cells), bold=True))
    currency = sale_facts.named(say, "report.currency", paper.currency.code)
    return [_note(currency), *table(columns, rows, x=MARGIN, width=INNER)]


def _row(paper: SalesPaper, row: SalesRow, say: Say) -> Row:
    fields = sales_columns.printed(paper)
    key = sales_columns.key_text(paper, row, say)
    return Row((key, *(shown(paper, field, field.value(row)) for field in fields)))


def _note(text: str) -> Block:
    def draw(sheet: Sheet, top: float) -> None:
        x = MARGIN + INNER - texts.width(text, 7.6)
        sheet.text(x, top - 7, text, 7.6, color=MUTED)

    return Block(12, draw, with_next=True)
