"""Lines of text: which face prints each character, how wide it is, where a line may break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from reports import typefaces
from reports.typefaces import Typeface

PLACEHOLDER = "□"
"""Stands where no font of this machine has the character: seen by people, never dropped."""

_OPENING = "（《〈「『【〔〖“‘([{¥$£€"
_CLOSING = "，。、；：？！）》〉」』】〕〗”’…—·％,.;:?!)]}%"
_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff"
_UNIT = re.compile(
    rf"[{re.escape(_OPENING)}]*"
    rf"(?:[{_CJK}]|[^\s{_CJK}{re.escape(_OPENING)}]+)?"
    rf"[{re.escape(_CLOSING)}]*\s*"
)
_RIGHT_TO_LEFT = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
_BACKWARDS = re.compile(rf"[{_RIGHT_TO_LEFT}]+(?:\s+[{_RIGHT_TO_LEFT}]+)*")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

Run = tuple[str, str]
"""A font's name and the text it prints."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide `text` prints on one line, in points."""
    return _width_1000(text, bold) * size / 1000


def runs(text: str, *, bold: bool = False) -> Sequence[Run]:
    """Cut a text where the face changes; what no face has becomes PLACEHOLDER."""
    face = _face(bold)
    if face.widths.keys() >= set(text):
        return ((face.name, text),)
    return _mixed(text, bold)[0]


def wrap(text: str, size: float, width_pt: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `width_pt`; at least one line, maybe empty.

    Lines break at spaces and between Chinese characters, never before closing or after opening
    punctuation; a word wider than the line is broken wherever it must.
    """
    limit = width_pt * 1000 / size
    if "\n" not in text and _width_1000(text, bold) <= limit:
        return [text]
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += _fill(_tidy(paragraph).strip(), limit, bold)
    return lines


def wrap_most(
    text: str, size: float, width_pt: float, *, most: int, bold: bool = False
) -> list[str]:
    """Break a text into lines, no more than `most`; what is left out shows as an ellipsis."""
    lines = wrap(text, size, width_pt, bold=bold)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], clip("".join(lines[most - 1 :]), size, width_pt, bold=bold)]


def clip(text: str, size: float, width_pt: float, *, bold: bool = False) -> str:
    """The text on one line, shortened with an ellipsis when it is too wide."""
    if width(text, size, bold=bold) <= width_pt:
        return text
    limit = width_pt * 1000 / size - _width_1000("…", bold)
    return _fill_one(_tidy(text), limit, bold) + "…"


def size_for(text: str, width_pt: float, *, most: int, least: int, bold: bool = False) -> int:
    """The largest size, in whole points, at which the text prints on one line; `least` for one
    that is too wide even so.
    """
    sizes = range(most, least, -1)
    return next((x for x in sizes if width(text, x, bold=bold) <= width_pt), least)


def printable(text: str) -> str:
    """The text as it will read on paper, placeholders included."""
    return "".join(part for _, part in runs(text))


def _face(bold: bool) -> Typeface:
    return typefaces.shipped(typefaces.BOLD if bold else typefaces.REGULAR)


def _width_1000(text: str, bold: bool) -> float:
    try:
        return sum(map(_face(bold).widths.__getitem__, text))
    except KeyError:
        return _mixed(text, bold)[1]


@lru_cache(maxsize=4096)
def _mixed(text: str, bold: bool) -> tuple[tuple[Run, ...], float]:
    """Runs and width in thousandths of an em of a text that the shipped face alone cannot print."""
    visual = _BACKWARDS.sub(_turned, _tidy(text))
    cast = [_cast(char, bold) for char in visual]
    total = sum(face.widths[char] for face, char in cast)
    grouped = groupby(cast, key=lambda pair: pair[0].name)
    return tuple((name, "".join(char for _, char in part)) for name, part in grouped), total


def _cast(char: str, bold: bool) -> tuple[Typeface, str]:
    face = _face(bold)
    if char in face.widths:
        return face, char
    other = typefaces.borrowed(char)
    return (face, PLACEHOLDER) if other is None else (other, char)


def _turned(found: re.Match[str]) -> str:
    """Hebrew or Arabic as it must be drawn from the left; marks stay after their letter."""
    letters: list[str] = []
    for char in found[0]:
        if letters and unicodedata.combining(char):
            letters[-1] += char
        else:
            letters.append(char)
    return "".join(reversed(letters))


def _tidy(text: str) -> str:
    """Compose accents, make every kind of space a plain one, drop what has no ink."""
    composed = _SELECTORS.sub("", unicodedata.normalize("NFC", text))
    return "".join(_plain(char) for char in composed)


def _plain(char: str) -> str:
    if char in "\u00a0\u3000":
        return char
    category = unicodedata.category(char)
    if category in {"Zs", "Zl", "Zp", "Cc"}:
        return " "
    return "" if category == "Cf" else char


def _fill(text: str, limit: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for unit in _pieces(text, limit, bold):
        wide = _width_1000(unit.rstrip(), bold)
        if line and used + wide > limit:
            lines.append(line.rstrip())
            line, used = "", 0.0
        line += unit
        used += _width_1000(unit, bold)
    return [*lines, line.rstrip()]


def _pieces(text: str, limit: float, bold: bool) -> Iterator[str]:
    """Units that stay together; those wider than a line are cut."""
    for unit in _UNIT.findall(text):
        while _width_1000(unit.rstrip(), bold) > limit:
            head = _fill_one(unit, limit, bold)
            yield head
            unit = unit[len(head) :]
        if unit:
            yield unit


def _fill_one(text: str, limit: float, bold: bool) -> str:
    """As many leading characters as fit, at least one."""
    used = 0.0
    for place, char in enumerate(text):
        used += _width_1000(char, bold)
        if used > limit:
            return text[: max(place, 1)]
    return text
