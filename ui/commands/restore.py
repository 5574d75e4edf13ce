"""The `restore` job: a backup takes the place of the books, which are set aside."""

from __future__ import annotations

from ui.commands import options
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr

OF_THE_SHOP = True
BEFORE_THE_SHOP = True


def add_arguments(parser: Parser) -> None:
    """FILE."""
    parser.add_argument(
        "file", metavar=tr("cli.file"), type=options.path, help=tr("cli.restore.file")
    )


def execute(context: Context) -> None:
    """Check the backup, put it in place, and say where the books until now are."""
    source = context.arguments.file
    restored = context.wiring.restore(context.till, source)
    database, aside = restored.database, restored.set_aside
    document = {
        "file": str(source),
        "database": str(database),
        "set_aside": str(aside) if aside else None,
    }
    kept = tr("cli.restore.set_aside", path=aside) if aside else ""
    context.out.answer(
        document, lambda: f"{tr('cli.restore.done', path=database)}\n{kept}".rstrip()
    )
