"""The `backup` job: a consistent copy of the database while the till may be selling."""

from __future__ import annotations

from app.domain.errors import UserError
from ui.commands import options
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr

OF_THE_SHOP = True


def add_arguments(parser: Parser) -> None:
    """FILE."""
    parser.add_argument(
        "file", metavar=tr("cli.file"), type=options.path, help=tr("cli.backup.file")
    )


def execute(context: Context) -> None:
    """Copy the database, and remind of the key that the copy cannot be read without."""
    target = context.arguments.file
    if target.exists():
        raise UserError("target_exists", path=str(target))
    if not target.parent.is_dir():
        raise UserError("folder_missing", path=str(target.parent))
    with context.books() as books:
        books.back_up(target)
    key = context.wiring.database_key_file(context.till)
    document = {"file": str(target), "bytes": target.stat().st_size, "key_file": str(key)}
    context.out.answer(document, lambda: tr("cli.backup.done", path=target, key=key))
