"""XLSX (and the older XLS) to rows: the first sheet that holds anything."""

from __future__ import annotations

import functools
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from app.domain.errors import UserError
from app.domain.importing.model import SourceRow

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MAX_UNPACKED = 200_000_000
MAX_CELLS = 5_000_000
_SEALED = 1  # the flag of a part that needs a password
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_Cell = int | float | str | bool | time | date | datetime | timedelta


def rows(data: bytes, name: str) -> list[SourceRow]:
    """The rows of the first sheet with cells in it; numbers as plain text, dates as ISO."""
    import python_calamine

    try:
        _refuse_bomb(data, name)
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = _first_filled(workbook)
        return [] if sheet is None else _rows(sheet)
    except python_calamine.PasswordError:
        raise UserError("import_protected", name=name) from None
    except (python_calamine.CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError):
        raise UserError("import_not_table", name=name) from None


def _refuse_bomb(data: bytes, name: str) -> None:
    """Refuse what would not fit into memory: the reader makes room for every cell between the
    first and the last, and ends the whole program when there is none."""
    if not data.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if any(part.flag_bits & _SEALED for part in parts):
            raise UserError("import_protected", name=name)
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise UserError("import_too_large", name=name, megabytes=MAX_UNPACKED // 1_000_000)
        sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
        if not sheets:
            raise UserError("import_not_table", name=name)
        for sheet in sheets:
            _refuse_sprawl(archive.read(sheet), name)


def _refuse_sprawl(sheet: bytes, name: str) -> None:
    cells = _CELL.findall(sheet)
    if not cells:
        return
    column = max((column for column, _ in cells), key=lambda x: (len(x), x))
    row = max(int(row) for _, row in cells)
    if _column_number(column) * row > MAX_CELLS:
        raise UserError("import_sheet_sprawls", name=name, cell=f"{column.decode()}{row}")


def _column_number(letters: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    return functools.reduce(lambda number, letter: number * 26 + letter - 64, letters, 0)


def _first_filled(workbook: CalamineWorkbook) -> CalamineSheet | None:
    sheets = (workbook.get_sheet_by_index(place) for place in range(len(workbook.sheet_names)))
    return next((sheet for sheet in sheets if sheet.height and sheet.width), None)


def _rows(sheet: CalamineSheet) -> list[SourceRow]:
    first_line = (sheet.start or (0, 0))[0] + 1
    found: Sequence[Sequence[_Cell]] = sheet.to_python()
    return [
        SourceRow(line_no, tuple(map(_text, cells)))
        for line_no, cells in enumerate(found, start=first_line)
    ]


def _text(cell: _Cell) -> str:
    """Codes are often stored as numbers: 6901424333948.0 is the code 6901424333948."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)
