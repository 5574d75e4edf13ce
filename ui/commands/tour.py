"""The `tour` job: the real window driven through a day, with a picture of every step."""

from __future__ import annotations

import json
import os
from pathlib import Path

from app.domain.errors import UserError
from app.settings import prepare_home
from ui.commands import failures
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr


def add_arguments(parser: Parser) -> None:
    """--out DIR [--products FILE]."""
    add_tour_arguments(parser)


def add_tour_arguments(parser: Parser) -> None:
    """The same for the window, which becomes a tour without a screen."""
    parser.add_argument("--out", metavar=tr("cli.dir"), help=tr("cli.tour.out"))
    parser.add_argument("--products", metavar=tr("cli.file"), help=tr("cli.tour.products"))


def execute(context: Context) -> int:
    """Drive the tour into a folder of its own."""
    return drive(context, folder(context, otherwise=Path("tour")))


def folder(context: Context, *, otherwise: Path) -> Path:
    """Where pictures and papers go, absolute; made when it is not there."""
    out = Path(context.arguments.out or otherwise)
    out = Path(os.path.abspath(os.path.expanduser(out)))
    prepare_home(out)
    return out


def drive(context: Context, out: Path) -> int:
    """Run the tour; with --json its tour.json is the answer."""
    status = context.wiring.run_tour(out, products=_products(context), language=context.language)
    written = out / "tour.json"
    if context.out.as_json and written.is_file():
        document = json.loads(written.read_text(encoding="utf-8"))
        context.out.answer(document, lambda: "")
    elif status == failures.DONE:
        context.out.say(tr("cli.tour.done", out=out))
    return status


def _products(context: Context) -> Path | None:
    given = context.arguments.products
    if given is None:
        return None
    path = Path(os.path.abspath(os.path.expanduser(given)))
    if not path.is_file():
        raise UserError("file_missing", path=str(path))
    return path
