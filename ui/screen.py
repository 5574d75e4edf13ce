"""Whether anybody would see a window; said without Qt, which takes long to load."""

from __future__ import annotations

import os
from collections.abc import Mapping

UNSEEN_PLATFORMS = frozenset({"offscreen", "minimal"})
"""Qt's platforms without a person before them: nothing is heard there, and nobody answers."""


def has_screen(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether Qt will find a screen; only X11 and Wayland systems say so beforehand.

    A name alone is no screen: Qt ends the process where it leads nowhere, as in a session that
    is over or in another user's.
    """
    chosen = environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if chosen or platform in {"win32", "darwin"}:
        return chosen not in UNSEEN_PLATFORMS
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
