"""The `invoice` job: the paper of one order as a PDF file."""

from __future__ import annotations

from app.domain import originals
from ui.commands import options
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr

OF_THE_SHOP = True
_ORIGINALS = {"invoice": originals.invoice, "receipt": originals.receipt}
_PACKING_SLIP = "packing-slip"


def add_arguments(parser: Parser) -> None:
    """NUMBER -o FILE [--kind ...]."""
    kinds = (*_ORIGINALS, _PACKING_SLIP)
    parser.add_argument("number", metavar=tr("cli.number"), help=tr("cli.invoice.number"))
    options.add_output(parser, required=True)
    parser.add_argument("--kind", choices=kinds, default=kinds[0], help=tr("cli.invoice.kind"))


def execute(context: Context) -> None:
    """Render and write one document; --language chooses that of the paper as well."""
    given, language = context.arguments, context.chosen_language or ""

    def write(pdf: bytes) -> None:
        facts = {"number": given.number, "kind": given.kind, "bytes": len(pdf)}
        context.out.written(given.output, pdf, facts)

    with context.house() as house:
        order_id = house.queries.order_id_of(given.number)
        if given.kind == _PACKING_SLIP:
            write(house.papers.packing_slip_pdf(order_id, language=language))
        else:
            sheet = _ORIGINALS[given.kind](order_id)
            staff = context.till.settings.staff_name
            house.handing_out.hand_out(sheet, write, staff=staff, language=language)
