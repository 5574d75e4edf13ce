"""The `report` job: sales and orders of a period, on screen or as a file."""

from __future__ import annotations

import codecs
import json
from collections.abc import Sequence
from pathlib import PurePath

from app.domain import money
from app.domain.errors import UserError
from app.domain.money import Currency
from app.ports.documents import Documents, SalesPaper
from app.ports.queries import SalesBy, SalesRow
from ui import formats
from ui.commands import options, tables
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.commands.output import STDOUT
from ui.i18n import known, name_of, tr

OF_THE_SHOP = True
_FORMATS = ("table", "csv", "json", "xlsx", "pdf")
_FILES_ONLY = ("xlsx", "pdf")
_MONEY_BACK = ("refunded", "after_refunds")
_COLUMNS = (
    *("orders", "qty", "gross", "discount", "net", "tax", "total"),
    *("returned", "returned_net", "returned_tax", *_MONEY_BACK),
)
# goods and their taxes have no tender
_COLUMNS_BY_TENDER = ("payments", "paid", *_MONEY_BACK, "rounding", "taken_in")
_QUANTITIES = {"qty": "qty_milli", "returned": "returned_milli"}
_HEADS = {"total": "sales"}
_COUNTS = ("orders", "payments")
_FOR_SCRIPTS = {"returned_net", "returned_tax"}  # a table for people is wide enough without
_NO_SUM = {*_COUNTS, *_QUANTITIES}  # those of different goods do not add up to anything


def add_arguments(parser: Parser) -> None:
    """sales|orders --from D --to D ..."""
    kinds = parser.add_subparsers(
        dest="kind", metavar=tr("cli.report.kind"), title=tr("cli.report.kinds"), required=True
    )
    sales = kinds.add_parser("sales", help=tr("cli.report.sales"), epilog=options.epilog("report"))
    options.add_period(sales, required=True)
    by = [by.value for by in SalesBy]
    sales.add_argument("--by", choices=by, default=by[0], help=tr("cli.report.by"))
    sales.add_argument("--format", choices=_FORMATS, help=tr("cli.report.format"))
    options.add_output(sales, required=False)
    orders = kinds.add_parser("orders", help=tr("cli.report.orders"), epilog=tr("cli.also"))
    options.add_period(orders, required=True)
    options.add_output(orders, required=True)


def execute(context: Context) -> None:
    """Make one report."""
    if context.arguments.kind == "orders":
        _orders(context)
    else:
        _sales(context)


def _orders(context: Context) -> None:
    given = context.arguments
    with context.house() as house:
        language = context.chosen_language or ""
        paper = house.papers.orders_report(given.first, given.last, language=language)
        pdf = house.papers.documents.orders_pdf(paper)
    context.out.written(given.output, pdf, {"orders": len(paper.rows), "bytes": len(pdf)})


def _sales(context: Context) -> None:
    given, out = context.arguments, context.out
    style = given.format or _style_of(given.output)
    if style in _FILES_ONLY and given.output is None:
        raise UserError("output_needed", format=style)
    with context.house() as house:
        language = context.chosen_language or ("" if style == "pdf" else context.language)
        by = SalesBy(given.by)
        paper = house.papers.sales_report(given.first, given.last, by, language=language)
        if given.output is None and (style == "table" or (style == "json" and out.as_json)):
            out.answer(_document(paper), lambda: _table(paper))
            return
        data = _rendered(paper, style, house.papers.documents)
    if style == "csv" and given.output not in (None, STDOUT):
        data = codecs.BOM_UTF8 + data  # as the window writes it: Excel sees that it is UTF-8
    if given.output is None:
        out.file(STDOUT, data)
    else:
        out.written(given.output, data, {"format": style, "bytes": len(data)})


def _style_of(output: str | None) -> str:
    """The format that a file's name asks for."""
    ending = PurePath(output or "").suffix.lower().removeprefix(".")
    return ending if ending in _FORMATS else "table"


def _rendered(paper: SalesPaper, style: str, documents: Documents) -> bytes:
    if style == "pdf":
        return documents.sales_pdf(paper)
    if style == "xlsx":
        return documents.sales_xlsx(paper)
    if style == "csv":
        return documents.sales_csv(paper).encode()
    if style == "json":
        return json.dumps(_document(paper), ensure_ascii=False, indent=2).encode() + b"\n"
    return _table(paper).encode() + b"\n"


def _columns(by: SalesBy) -> Sequence[str]:
    return _COLUMNS_BY_TENDER if by is SalesBy.TENDER else _COLUMNS


def _document(paper: SalesPaper) -> dict[str, object]:
    columns = _columns(paper.by)
    return {
        "from": paper.first.isoformat(),
        "to": paper.last.isoformat(),
        "by": paper.by.value,
        "currency": paper.currency.code,
        "rows": [_row_document(row, columns, paper.currency) for row in paper.rows],
        "totals": {
            name: money.plain(_sum(paper.rows, name), paper.currency)
            for name in columns
            if name not in _NO_SUM
        },
    }


def _row_document(row: SalesRow, columns: Sequence[str], cur: Currency) -> dict[str, object]:
    document: dict[str, object] = {"key": row.key, "name_en": row.name_en}
    for name in columns:
        if name in _COUNTS:
            document[name] = row.orders
        elif name in _QUANTITIES:
            document[name] = _quantity(row, name).replace(",", "")
        else:
            document[name] = money.plain(_amount(row, name), cur)
    return document


def _quantity(row: SalesRow, name: str) -> str:
    return formats.quantity(getattr(row, _QUANTITIES[name]))


def _amount(row: SalesRow, name: str) -> int:
    if name == "paid":
        return row.total_minor
    minor: int = getattr(row, f"{name}_minor")
    return minor


def _sum(rows: Sequence[SalesRow], name: str) -> int:
    return sum(_amount(row, name) for row in rows)


def _table(paper: SalesPaper) -> str:
    columns = [name for name in _columns(paper.by) if name not in _FOR_SCRIPTS]
    heads = [tr(f"cli.head.{paper.by}"), *(tr(f"cli.head.{_HEADS.get(x, x)}") for x in columns)]
    rows = [[_name(row, paper.by), *_cells(row, columns, paper.currency)] for row in paper.rows]
    total = [tr("cli.head.sum"), *(_total_cell(paper, name) for name in columns)]
    return tables.table(heads, [*rows, total], "<" + ">" * len(columns))


def _name(row: SalesRow, by: SalesBy) -> str:
    tender = f"tender.{row.key}"
    if by is SalesBy.TENDER and known(tender):
        return tr(tender)
    return name_of(row.key, row.name_en)


def _cells(row: SalesRow, columns: Sequence[str], cur: Currency) -> list[str]:
    cells = {
        **dict.fromkeys(_COUNTS, str(row.orders)),
        **{name: _quantity(row, name) for name in _QUANTITIES},
    }
    return [cells.get(name) or formats.figure(_amount(row, name), cur) for name in columns]


def _total_cell(paper: SalesPaper, name: str) -> str:
    if name in _NO_SUM:
        return ""
    return formats.amount(_sum(paper.rows, name), paper.currency)
