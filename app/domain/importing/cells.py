"""What a cell says, without what spreadsheets put around it."""

from __future__ import annotations

import re

from app.domain import barcode, texts
from app.domain.errors import UserError

MAX_CODE = 64

_EXCEL_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_BETWEEN_CODES = re.compile(r"[,;|/、，；\r\n\t]")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE]\+?\d+", re.ASCII)
_WRITTEN_AS_FLOAT = re.compile(r"(\d+)\.0+", re.ASCII)
_NO_CODE = frozenset({"", "无", "没有", "none", "null", "nan", "n/a", "na"})


def text(cell: str) -> str:
    """The cell as one clean line; ="..." and a leading ' only kept it a text."""
    return texts.clean(_unwrapped(cell).removeprefix("'"))


def said(cell: str) -> str:
    """Like `text`, but a cell that only holds dashes says nothing."""
    cleaned = text(cell)
    return cleaned if cleaned.strip("-–—−/ ") else ""


def codes(cell: str) -> tuple[str, ...]:
    """The barcodes of a cell, in order, each once; leading zeros stay.

    Errors: UserError import_code_damaged (a spreadsheet has rounded it), import_code_too_long.
    """
    bare = _unwrapped(cell)
    if barcode.normalise(bare).casefold() in _NO_CODE:
        return ()
    first: dict[str, str] = {}
    for code in map(_code, _BETWEEN_CODES.split(bare)):
        if code:
            first.setdefault(texts.same_code(code), code)
    return tuple(first.values())


def _unwrapped(cell: str) -> str:
    inner = _EXCEL_TEXT.fullmatch(cell.strip()) if '="' in cell else None
    return inner.group(1) if inner else cell


def _code(part: str) -> str:
    plain = barcode.normalise(part).removeprefix("'")
    if plain.casefold() in _NO_CODE or not plain.strip("0-–—"):
        return ""
    if _SCIENTIFIC.fullmatch(plain):
        raise UserError("import_code_damaged", code=plain)
    if len(plain) > MAX_CODE:
        raise UserError("import_code_too_long", code=plain[:MAX_CODE], max=MAX_CODE)
    as_float = _WRITTEN_AS_FLOAT.fullmatch(plain)
    return as_float.group(1) if as_float else plain
