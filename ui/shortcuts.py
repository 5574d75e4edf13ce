"""From a key on the keyboard to whoever it is for: the panel, the view, or the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui import keys


def install(
    window: QWidget, *, act: Callable[[str], object], open_place: Callable[[int], object]
) -> None:
    """Make every row of ui.keys work anywhere in the window.

    Args:
        act: called with the action of a key; open_place: with the place of a view on the rail.
    """
    for key in keys.KEYS:
        for sequence in key.sequences:
            _shortcut(window, sequence, partial(act, key.action))
    for place in range(9):
        _shortcut(window, keys.view_sequence(place), partial(open_place, place))


def _shortcut(window: QWidget, sequence: str, do: Callable[[], object]) -> None:
    shortcut = QShortcut(QKeySequence(sequence), window)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(do)
