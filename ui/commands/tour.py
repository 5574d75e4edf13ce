"""The `tour` job: the real window driven through a day, with a picture of every step."""

from __future__ import annotations

import json
from pathlib import Path

from app.domain.errors import UserError
from app.settings import prepare_home
from ui.commands import failures, options
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr


def add_arguments(parser: Parser) -> None:
    """--out DIR [--products FILE]."""
    add_tour_arguments(parser)


def add_tour_arguments(parser: Parser) -> None:
    """The same for the window, which becomes a tour without a screen."""
    parser.add_argument("--out", metavar=tr("cli.dir"), type=options.path, help=tr("cli.tour.out"))
    words = tr("cli.tour.products")
    parser.add_argument("--products", metavar=tr("cli.file"), type=options.path, help=words)


def execute(context: Context) -> int:
    """Drive the tour into a folder of its own."""
    return drive(context, folder(context, otherwise=Path("tour")))


def folder(context: Context, *, otherwise: Path) -> Path:
    """Where pictures and papers go, absolute; made when it is not there."""
    out: Path = context.arguments.out or otherwise.absolute()
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
    path: Path | None = context.arguments.products
    if path is not None and not path.is_file():
        raise UserError("file_missing", path=str(path))
    return path
