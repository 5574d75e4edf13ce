"""The `version` job: what is running here, for whoever asks for help."""

from __future__ import annotations

import platform
import sqlite3
from importlib import metadata

import app
from ui.commands.context import Context
from ui.commands.options import Parser

_PARTS = ("PySide6-Essentials", "SQLAlchemy", "reportlab")


def add_arguments(parser: Parser) -> None:
    """None."""


def execute(context: Context) -> None:
    """Say the versions and where this till keeps its things."""
    parts = {name: _version(name) for name in _PARTS}
    document = {
        "zhanggui": app.__version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **parts,
        "system": platform.platform(),
        "home": str(context.till.home),
    }
    context.out.answer(
        document,
        lambda: "\n".join([f"Zhanggui {app.__version__}", *map(_line, list(document.items())[1:])]),
    )


def _line(item: tuple[str, str]) -> str:
    return f"{item[0]}: {item[1]}"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
