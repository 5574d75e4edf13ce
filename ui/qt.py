"""Qt's ways that have to be told otherwise before the window is imported."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401  replaces `import` when it is imported itself


def import_plainly() -> None:
    """Put Python's own `import` back.

    PySide's reads the source of every module that is imported after it, to see whether it asks
    for other names (`__feature__`); none does, and a start would take a tenth longer.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
