"""No job at all: the till's window; without a screen, the guided tour instead."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace

from app.settings import Till
from ui.commands import tour
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr

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


def has_screen(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether Qt will find a screen; only X11 and Wayland systems say so beforehand.

    A name alone is no screen: Qt ends the process where it leads nowhere, as in a session that
    is over or in another user's.
    """
    if platform in {"win32", "darwin"} or environ.get("QT_QPA_PLATFORM"):
        return True
    return _x11_answers(environ.get("DISPLAY", "")) or _wayland_answers(environ)


def _x11_answers(name: str) -> bool:
    if not name:
        return False
    import ctypes

    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return True  # Qt knows better what is missing here
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = x11.XOpenDisplay(name.encode())
    if display:
        x11.XCloseDisplay(ctypes.c_void_p(display))
    return bool(display)


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    name = environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    import socket

    with socket.socket(socket.AF_UNIX) as screen:
        try:
            screen.connect(os.path.join(environ.get("XDG_RUNTIME_DIR", ""), name))
        except OSError:
            return False
    return True
