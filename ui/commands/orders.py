"""The `orders` job: the newest orders, for a look or for a script."""

from __future__ import annotations

import argparse

from app.domain import money
from app.domain.errors import UserError
from app.ports.queries import OrderFilter, OrderRow, Queries
from ui import formats
from ui.commands import options, tables
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr

OF_THE_SHOP = True
_PAGE = 200


def add_arguments(parser: Parser) -> None:
    """[list] [--from D] [--to D] [--text T] [--limit N]."""
    parser.add_argument("what", nargs="?", choices=["list"], default="list", help=argparse.SUPPRESS)
    options.add_period(parser, required=False)
    parser.add_argument("--text", metavar=tr("cli.text"), default="", help=tr("cli.orders.text"))
    parser.add_argument(
        "--limit", metavar="N", type=options.count, default=50, help=tr("cli.orders.limit")
    )


def execute(context: Context) -> None:
    """List orders, newest first."""
    given = context.arguments
    if given.first and given.last and given.first > given.last:
        raise UserError("period_backwards", first=given.first, last=given.last)
    wanted = OrderFilter(text=given.text, first_day=given.first, last_day=given.last)
    with context.house() as house:
        rows = _newest(house.queries, wanted, given.limit)
    context.out.answer([_document(row) for row in rows], lambda: _table(rows))


def _newest(queries: Queries, wanted: OrderFilter, limit: int) -> list[OrderRow]:
    rows: list[OrderRow] = []
    after: str | None = None
    while len(rows) < limit:
        page, after = queries.orders(wanted, after=after, limit=min(_PAGE, limit - len(rows)))
        rows.extend(page)
        if after is None:
            break
    return rows


def _document(row: OrderRow) -> dict[str, object]:
    return {
        "number": row.number,
        "placed_at": row.placed_at.isoformat(),
        "business_date": row.business_date.isoformat(),
        "total": money.plain(row.total_minor, money.currency(row.currency)),
        "currency": row.currency,
        "label": row.label.value,
        "partly_refunded": row.partly_refunded,
        "lifecycle": row.lifecycle.value,
        "payment": row.payment.value,
        "fulfilment": row.fulfilment.value,
    }


def _table(rows: list[OrderRow]) -> str:
    heads = [tr(f"cli.head.{name}") for name in ("number", "day", "items", "total", "label")]
    cells = [
        (
            row.number,
            formats.day(row.business_date),
            formats.quantity(row.items_milli),
            formats.amount(row.total_minor, money.currency(row.currency)),
            tr(f"label.{row.label}"),
        )
        for row in rows
    ]
    return tables.table(heads, cells, "<<>><")
