"""Texts as they should stand in the catalogue: clean names, plain codes."""

from __future__ import annotations

import html
import re
import unicodedata

from app.domain import barcode
from app.domain.errors import UserError

MAX_NAME = 200
MAX_CODE = 64

_JOINERS = "\u200c\u200d"  # change how Persian words and emoji look: part of the text
_EXCEL_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_BETWEEN_CODES = re.compile(r"[,;|/、，；\r\n\t]")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE]\+?\d+", re.ASCII)
_WRITTEN_AS_FLOAT = re.compile(r"(\d+)\.0+", re.ASCII)
_NO_CODE = frozenset({"", "无", "没有", "none", "null", "nan", "n/a", "na"})


def clean(text: str) -> str:
    """One line without control and invisible characters, HTML entities written out.

    What spreadsheets put around texts to keep them texts (="..." and a leading ') goes too.
    """
    inner = _EXCEL_TEXT.fullmatch(text.strip())
    text = inner.group(1) if inner else text
    if "&" in text:
        text = html.unescape(html.unescape(text))  # some exports escape twice
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split())
    spaced = "".join(" " if x.isspace() else x for x in unicodedata.normalize("NFC", text))
    seen = "".join(x for x in spaced if x in _JOINERS or unicodedata.category(x)[0] != "C")
    return " ".join(seen.split())


def said(text: str) -> str:
    """A clean cell; one that only holds dashes says nothing."""
    cleaned = clean(text).removeprefix("'")
    return "" if cleaned and not cleaned.strip("-–—−/ ") else cleaned


def codes(cell: str) -> tuple[str, ...]:
    """The barcodes of a cell, in order, each once; leading zeros stay.

    Errors: UserError import_code_damaged (a spreadsheet has rounded it), import_code_too_long.
    """
    found = (_code(part) for part in _BETWEEN_CODES.split(_unwrapped(cell)))
    return tuple(dict.fromkeys(code for code in found if code))


def same_code(code: str) -> str:
    """One text for all forms of a code: equal for a UPC-A and its EAN-13."""
    return max(barcode.lookup_forms(code), key=len)


def _unwrapped(cell: str) -> str:
    inner = _EXCEL_TEXT.fullmatch(cell.strip())
    return inner.group(1) if inner else cell


def _code(part: str) -> str:
    text = barcode.normalise(part).removeprefix("'")
    if text.casefold() in _NO_CODE or not text.strip("0-–—"):
        return ""
    if _SCIENTIFIC.fullmatch(text):
        raise UserError("import_code_damaged", code=text)
    if len(text) > MAX_CODE:
        raise UserError("import_code_too_long", code=text[:MAX_CODE], max=MAX_CODE)
    as_float = _WRITTEN_AS_FLOAT.fullmatch(text)
    return as_float.group(1) if as_float else text
