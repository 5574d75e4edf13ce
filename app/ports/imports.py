"""Product lists from outside: rows in, rejected rows out. Reading files is the data edge's job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.importing.model import SourceRow


class ProductSource(Protocol):
    """One file of products, opened.

    Attributes:
        name: the file's name without its folder, as it is shown and written into the books.
    """

    name: str

    def rows(self) -> Sequence[SourceRow]:
        """All rows from the top, header and empty ones included.

        Errors: UserError file_missing, import_is_folder, import_unreadable,
        import_too_large, import_not_table, import_damaged, import_empty.
        """

    def content(self) -> bytes:
        """All bytes, unpacked where they were compressed; the same errors."""

    def save_rejected(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        """Write `<file>.rejected.csv` beside the file, else into the home folder; its path."""
