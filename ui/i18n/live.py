"""Words on widgets that follow the language by themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ui import i18n
from ui.live import LiveCalls

_Given = tuple[str, str, Mapping[str, object]]


def _apply(setter: Callable[[Any], object], given: _Given) -> None:
    key, hint, params = given
    words = i18n.tr(key, **params)
    setter(f"{words} ({hint})" if hint else words)


def _apply_made(setter: Callable[[Any], object], make: Callable[[], str]) -> None:
    setter(make())


_calls = LiveCalls(_apply)
_made = LiveCalls(_apply_made)


def say(setter: Callable[[str], object], key: str, /, *, hint: str = "", **params: object) -> None:
    """Give a widget words, now and in whatever language comes later: say(label.setText, key).

    Args:
        hint: the key on the keyboard that does the same, shown behind the words.
    """
    _calls.put(setter, (key, hint, params))


def say_made(setter: Callable[[str], object], make: Callable[[], str]) -> None:
    """Like say(), for words put together from several: say_made(label.setText, sentence)."""
    _made.put(setter, make)


def say_again() -> None:
    """Repeat everything said, after the language changed."""
    _calls.again()
    _made.again()
