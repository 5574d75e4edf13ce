"""The bytes of a file, unpacked when it is gzip, and never more than fit into memory."""

from __future__ import annotations

import gzip
import io
import stat
import zlib
from pathlib import Path

from app.domain.errors import UserError

MAX_BYTES = 50_000_000
_MEGABYTE = 1_000_000
_GZIP = b"\x1f\x8b"


def read(path: Path) -> bytes:
    """All bytes of a file; raises UserError in the terms of ports.imports."""
    try:
        if path.is_dir():
            raise UserError("import_is_folder", path=str(path))
        if not stat.S_ISREG(path.stat().st_mode):
            raise UserError("import_not_table", name=path.name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UserError("file_missing", path=str(path)) from None
    except OSError as error:
        problem = error.strerror or str(error)
        raise UserError("import_unreadable", path=str(path), problem=problem) from error
    if data.startswith(_GZIP) and len(data) <= MAX_BYTES:
        data = _unpacked(data, path.name)
    if len(data) > MAX_BYTES:
        raise UserError("import_too_large", name=path.name, megabytes=MAX_BYTES // _MEGABYTE)
    if not data.strip():
        raise UserError("import_empty", name=path.name)
    return data


def _unpacked(data: bytes, name: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            return file.read(MAX_BYTES + 1)
    except (EOFError, OSError, zlib.error):
        raise UserError("import_damaged", name=name) from None
