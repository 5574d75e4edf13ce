"""What Ctrl+K finds of the program itself: views, commands, language, colours and text size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ui import i18n, keys
from ui.session import Session
from ui.views import VIEWS
from ui.widgets.pick_list import Pick

LANGUAGE, THEME, SIZE = "language", "theme", "size"
SETTINGS = (LANGUAGE, THEME, SIZE)
"""Kinds of picks that are settings of this till; the rest of their id is the value to set."""

_HIDDEN = {"anything", "back"}
_LANGUAGES = {"en": "first.english", "zh": "first.chinese"}
_THEMES = ("dark", "light", "contrast")
_SIZES = ("small", "normal", "large", "largest")


def found(text: str) -> tuple[list[Pick], list[Pick]]:
    """Those with a word that begins with `text`, and those that only have it somewhere.

    Both languages are looked at: whoever cannot read the window types in the other one.
    """
    begin: list[Pick] = []
    within: list[Pick] = []
    sought = text.lower()
    for pick, words in _all():
        said = f" {words.lower()}"
        if f" {sought}" in said:
            begin.append(pick)
        elif sought in said:
            within.append(pick)
    return begin, within


def choose(session: Session, kind: str, value: str) -> None:
    """Set the language, the colours or the text size of this till; raises SettingsError."""
    change: dict[str, Any] = {kind: value}
    session.set_settings(replace(session.settings, **change))


def _all() -> Iterator[tuple[Pick, str]]:
    """Every pick, with the words it is found by."""
    for place, entry in enumerate(VIEWS):
        key, sign = f"view.{entry.id}", keys.written(keys.view_sequence(place))
        yield _pick(f"view:{entry.id}", i18n.tr(key), "palette.view", sign), _both(key)
    for command in keys.KEYS:
        if command.action not in _HIDDEN and not command.action.startswith(keys.TENDER):
            key, sign = f"key.{command.action}", keys.hint(command.action)
            title = i18n.tr(key)
            yield _pick(f"command:{command.action}", title, "palette.command", sign), _both(key)
    for value in sorted(_LANGUAGES, key=lambda x: x == i18n.language()):  # the other one first
        yield _setting(LANGUAGE, value, _LANGUAGES[value], f"palette.also.{value}")
    for value in _THEMES:
        yield _setting(THEME, value, f"settings.theme.{value}", "palette.also.theme")
    for value in _SIZES:
        yield _setting(SIZE, value, f"settings.size.{value}", "palette.also.size")


def _pick(pick_id: str, title: str, detail: str, figure: str = "") -> Pick:
    return Pick(id=pick_id, title=title, detail=i18n.tr(detail), figure=figure)


def _setting(kind: str, value: str, key: str, also: str) -> tuple[Pick, str]:
    what = f"settings.{kind}"
    title = i18n.tr("palette.setting", what=i18n.tr(what), value=i18n.tr(key))
    words = " ".join(_both(x) for x in (what, key, also))
    return _pick(f"{kind}:{value}", title, "palette.command"), words


def _both(key: str) -> str:
    return " ".join(i18n.MESSAGES[key])
