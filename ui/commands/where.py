"""The `where` job: the folder with this till's data."""

from __future__ import annotations

from app import logs
from app.settings import DATABASE_FILE, settings_file
from ui.commands.context import Context
from ui.commands.options import Parser


def add_arguments(parser: Parser) -> None:
    """None."""


def execute(context: Context) -> None:
    """Say it, alone on a line; for scripts also what is in it."""
    till = context.till
    document = {
        "home": str(till.home),
        "database": logs.mask(till.database_url) or str(till.home / DATABASE_FILE),
        "settings": str(settings_file(till.home)),
        "secrets": str(till.home / "secrets"),
        "logs": str(till.home / "logs"),
    }
    context.out.answer(document, lambda: str(till.home))
