"""Calls made again on living widgets when the language or the theme changes."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject


class LiveCalls:
    """Remembers, per widget and setter, what it was last given; forgets widgets that are gone.

    Only bound methods of Qt objects can be remembered, so that nothing keeps a widget alive.
    """

    def __init__(self, apply: Callable[[Callable[[Any], object], Any], None]) -> None:
        self._apply = apply
        self._given: weakref.WeakKeyDictionary[QObject, dict[str, Any]] = (
            weakref.WeakKeyDictionary()
        )

    def put(self, setter: Callable[[Any], object], given: Any) -> None:
        """Call `setter` now, and again at every change, in place of what it had before."""
        owner: QObject = setter.__self__  # type: ignore[attr-defined]
        self._given.setdefault(owner, {})[setter.__name__] = given
        self._apply(setter, given)

    def again(self) -> None:
        """Repeat every remembered call."""
        for owner, calls in list(self._given.items()):
            if shiboken6.isValid(owner):
                for name, given in calls.items():
                    self._apply(getattr(owner, name), given)
