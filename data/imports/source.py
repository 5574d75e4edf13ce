"""A list on disk, of products or of payments, as those who read it want it."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import UserError
from app.domain.importing.model import SourceRow
from app.settings import SettingsError, write_atomically
from data.imports import raw, table, text, workbook


class FileSource:
    """One file; `home` takes what cannot be written beside it."""

    def __init__(self, path: Path, home: Path) -> None:
        # A name that is not UTF-8 cannot be written into the books as it is.
        self.name = os.fsencode(path.name).decode("utf-8", "replace")
        self._path = path
        self._home = home

    def content(self) -> bytes:
        """All bytes of the file, unpacked when it was packed by gzip."""
        return raw.read(self._path)

    def rows(self) -> list[SourceRow]:
        """All rows of the file, whatever it is: workbook or text, packed or not."""
        data = self.content()
        if data.startswith(workbook.MAGIC):
            found = workbook.rows(data, self.name)
        else:
            found = table.rows(text.decode(data, self.name))
        if not any(cell.strip() for row in found for cell in row.cells):
            raise UserError("import_empty", name=self.name)
        return found

    def save_rejected(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        """Write `<file>.rejected.csv` (UTF-8 with a mark, for Excel); returns its path."""
        sheet = io.StringIO(newline="")
        csv.writer(sheet).writerows([header, *rows])
        data = sheet.getvalue().encode("utf-8-sig")
        beside = self._path.with_name(f"{self._path.name}.rejected.csv")
        try:
            write_atomically(beside, data, mode=0o644)
        except SettingsError:
            beside = self._in_home(beside.name, data)
        return str(beside)

    def _in_home(self, name: str, data: bytes) -> Path:
        try:
            write_atomically(self._home / name, data, mode=0o644)
        except SettingsError as error:
            raise UserError(error.key, **error.params) from error
        return self._home / name
