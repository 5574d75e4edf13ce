"""No job at all: the till's window; without a screen, the guided tour instead."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace

from app.settings import Till
from ui.commands import tour
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr
from ui.screen import has_screen

OF_THE_SHOP = True
BEFORE_THE_SHOP = True
NOTHING_SAID = Namespace(job=None, out=None, products=None)


def add_arguments(parser: Parser) -> None:
    """What the tour takes, for a machine without a screen."""
    tour.add_tour_arguments(parser)


def execute(context: Context) -> int:
    """Open the window, or prove the main job where none can be opened."""
    if has_screen(sys.platform, context.environ):
        return context.wiring.run_window(_till(context), context.problem)
    out = tour.folder(context, otherwise=context.till.home / "tour")
    print(tr("cli.no_screen", out=out), file=sys.stderr, flush=True)
    return tour.drive(context, out)


def _till(context: Context) -> Till:
    """The till, speaking as the command line asked for whatever its settings say."""
    till, asked = context.till, context.chosen_language
    return replace(till, settings=replace(till.settings, language=asked)) if asked else till
