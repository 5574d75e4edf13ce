"""Which encoding a text file is in: UTF-8, UTF-16, GB18030 or Western European."""

from __future__ import annotations

import codecs
import re

from app.domain.errors import UserError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")
_STEERING = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_GB_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_SAMPLE = 65_536


def decode(data: bytes, name: str) -> str:
    """The text with plain newlines; UserError("import_not_table") for anything else."""
    text = None if data.startswith(_NOT_TEXT) else _decoded(data)
    if text is None or len(_STEERING.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) // 200:
        raise UserError("import_not_table", name=name)
    if text.lstrip()[:1] in ("<", "{", "["):  # a web page or JSON with the wrong ending
        raise UserError("import_not_table", name=name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try(data[len(mark) :], encoding)
    guesses = [_wide(data)] if b"\0" in data[:_SAMPLE] else ["utf-8", _one_byte_or_two(data)]
    texts = (_try(data, encoding) for encoding in guesses)
    return next((text for text in texts if text is not None), None)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: the empty halves of Latin letters tell the byte order."""
    sample = data[:_SAMPLE]
    return "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"


def _one_byte_or_two(data: bytes) -> str:
    """GB18030 takes almost any bytes for Chinese; Chinese text really has high bytes in pairs."""
    pairs = _GB_PAIR.findall(data[:_SAMPLE])
    high = sum(1 for pair in pairs if pair[1] >= 0x80)
    return "gb18030" if 2 * high >= len(pairs) and _try(data, "gb18030") else "cp1252"
