"""The paper's typefaces: registered once, at the first document; what they lack is borrowed."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD = "Noto Sans SC", "Noto Sans SC Bold"
"""REGULAR is also the name screens know the font by, so a chart drawn as SVG finds it."""

ASCENT = 0.88
"""Of the em box, as the shipped fonts declare it."""

_SHIPPED = {REGULAR: "NotoSansSC-Regular-gb2312.ttf", BOLD: "NotoSansSC-Bold-gb2312.ttf"}
_SPACES = "\u00a0\u3000"  # not "printable" to Python, yet printed
_LONG_CODE = re.compile("<([0-9A-F]{5,6})>")
_lock = threading.Lock()

# TrueType outlines only: the CFF outlines of Noto CJK cannot be embedded.
_BORROWED = (
    "wqy-microhei.ttc",
    "msyh.ttc",
    "simsun.ttc",
    "simsunb.ttf",
    "STHeiti Light.ttc",
    "Arial Unicode.ttf",
    "DejaVuSans.ttf",
    "segoeui.ttf",
    "seguisym.ttf",
    "NotoSans-Regular.ttf",
    "LiberationSans-Regular.ttf",
    "arial.ttf",
)


class _Font(TTFont):  # type: ignore[misc]
    """A font whose characters beyond U+FFFF can be copied from the document as well."""

    def addObjects(self, doc: Any) -> None:
        """Embed the font; the library writes its map to Unicode in code points, not UTF-16."""
        super().addObjects(doc)
        for name, entry in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                entry.content = _LONG_CODE.sub(_utf16, entry.content)


def _utf16(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


@dataclass(frozen=True, slots=True)
class Typeface:
    """A registered font; `widths` has every character it can print, in thousandths of an em."""

    name: str
    widths: Mapping[str, float]


_loaded: dict[str, Typeface] = {}


def shipped(name: str) -> Typeface:
    """The program's own REGULAR or BOLD."""
    return _loaded.get(name) or _load(name)


def _load(name: str) -> Typeface:
    with _lock:  # a font registered twice would break the documents being made with the first
        if name not in _loaded:
            path = Path(__file__).with_name("fonts") / _SHIPPED[name]
            _loaded[name] = _register(name, path)
        return _loaded[name]


@cache
def borrowed(char: str) -> Typeface | None:
    """The first system font that has a character; None when no machine font can print it."""
    with _lock:
        for name, path in _system_fonts():
            face = _borrow(name, path)
            if face is not None and char in face.widths:
                return face
    return None


@cache  # only called under the lock, so each file is registered once
def _borrow(name: str, path: Path) -> Typeface | None:
    try:
        return _register(name, path)
    except Exception:  # a broken file fails in many ways, and some forbid embedding
        return None


def _register(name: str, path: Path) -> Typeface:
    font = _Font(name, str(path))
    pdfmetrics.registerFont(font)
    widths, default = font.face.charWidths, font.face.defaultWidth
    printable = (chr(code) for code in font.face.charToGlyph if _is_printed(code))
    return Typeface(name, {char: widths.get(ord(char), default) for char in printable})


def _is_printed(code: int) -> bool:
    return chr(code).isprintable() or chr(code) in _SPACES


@cache
def _system_fonts() -> tuple[tuple[str, Path], ...]:
    """Name and file of the borrowed fonts that this machine has, in order of preference."""
    found: dict[str, Path] = {}
    for path in _font_files():
        found.setdefault(path.name.lower(), path)
    return tuple(
        (f"Borrowed{place}", found[file.lower()])
        for place, file in enumerate(_BORROWED)
        if file.lower() in found
    )


def _font_files() -> Iterator[Path]:
    for folder in _font_folders():
        for parent, _, files in os.walk(folder):
            yield from (Path(parent, file) for file in sorted(files))


def _font_folders() -> tuple[Path, ...]:
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        Path.home() / ".local/share/fonts",
        Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
        Path("/System/Library/Fonts"),
        Path("/Library/Fonts"),
    )
