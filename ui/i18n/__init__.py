"""Words of the window and the command line: one keyed catalog, English and Simplified Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ui.i18n.catalog import Catalog

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
MESSAGES: Mapping[str, tuple[str, str]] = Catalog("ui.i18n.messages")


class _Current:
    """The language in use; one per process, like the screen it is shown on."""

    language: Language = "en"


def language() -> Language:
    """The language in use: "en" or "zh"."""
    return _Current.language


def set_language(chosen: str) -> None:
    """Use another language from now on; anything unknown means English."""
    _Current.language = "zh" if chosen.lower().startswith("zh") else "en"


def tr(key: str, /, **params: object) -> str:
    """The words for `key` in the current language, with its parameters filled in."""
    words = MESSAGES[key][LANGUAGES.index(_Current.language)]
    return words.format(**params) if params else words


def trn(key: str, count: object, /, **params: object) -> str:
    """The words for `key` with a number `n`; English has a form of its own for one."""
    single = f"{key}_one"
    use = single if str(count) == "1" and single in MESSAGES else key
    return tr(use, n=count, **params)


def known(key: str) -> bool:
    """Whether the catalog has words for `key`."""
    return key in MESSAGES


def name_of(name: str, name_en: str) -> str:
    """A shop's own word in the current language; English falls back to the shop's own."""
    return name_en if _Current.language == "en" and name_en else name
