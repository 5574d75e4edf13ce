"""The `invoice` job: the paper of one order as a PDF file."""

from __future__ import annotations

from ui.commands import options
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr

OF_THE_SHOP = True
_KINDS = ("invoice", "receipt", "packing-slip")


def add_arguments(parser: Parser) -> None:
    """NUMBER -o FILE [--kind ...] [--copy]."""
    parser.add_argument("number", metavar=tr("cli.number"), help=tr("cli.invoice.number"))
    options.add_output(parser, required=True)
    parser.add_argument("--kind", choices=_KINDS, default=_KINDS[0], help=tr("cli.invoice.kind"))
    parser.add_argument("--copy", action="store_true", help=tr("cli.invoice.copy"))


def execute(context: Context) -> None:
    """Render and write one document; --language chooses that of the paper as well."""
    given = context.arguments
    language = context.chosen_language or ""
    with context.house() as house:
        order_id = house.queries.order_id_of(given.number)
        if given.kind == "packing-slip":
            pdf = house.papers.packing_slip_pdf(order_id, language=language)
        elif given.kind == "receipt":
            pdf = house.papers.receipt_pdf(order_id, language=language, copy=given.copy)
        else:
            pdf = house.papers.invoice_pdf(order_id, language=language, copy=given.copy)
    context.out.written(
        given.output, pdf, {"number": given.number, "kind": given.kind, "bytes": len(pdf)}
    )
