"""Product lists into the catalogue: look first, then write.

Written in chunks of one transaction each, so that tills go on selling meanwhile; whatever stops
an import half way (power, cancel), importing the file again finishes it, because what is already
there is unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from app.domain import money
from app.domain.errors import UserError
from app.domain.importing import headers, numbers, repeats, rows
from app.domain.importing.model import Columns, Field, Planned, Reading, SourceRow
from app.domain.importing.plan import Planner
from app.ports.imports import ProductSource
from app.ports.outside import CatalogChanged
from app.services import import_chunks
from app.services.context import Context, profile_of, retried
from app.services.import_results import Preview, Result

Progress = Callable[[int, int], None]  # rows done, rows in all
Cancelled = Callable[[], bool]


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


class Importing:
    """Use cases of product lists. `initials` gives the pinyin initials of a name."""

    def __init__(self, context: Context, initials: Callable[[str], str]) -> None:
        self._context = context
        self._initials = initials

    def preview(
        self,
        source: ProductSource,
        maps: Mapping[Field, str] | None = None,
        *,
        progress: Progress = _silent,
        cancelled: Cancelled = _never,
    ) -> Preview:
        """Read a file and say what importing it would change; nothing is written.

        Args:
            maps: the header of a field's column, where the program would not find it.

        Raises UserError for a file that cannot be read or has no names, and
        UserError("import_cancelled").
        """
        table = source.rows()
        columns = headers.find(table, maps or {})
        with self._context.unit_of_work() as unit:
            currency = money.currency(profile_of(unit).currency)
        readings = _readings(table, columns, currency)
        planned: list[Planned] = []
        taken: dict[str, int] = {}
        for chunk in import_chunks.chunks(readings):
            if cancelled():
                raise UserError("import_cancelled")
            with self._context.unit_of_work() as unit:
                shelf = import_chunks.shelf_for(unit, chunk, taken)
            planned += Planner(currency).plan(chunk, shelf)
            progress(len(planned), len(readings))
        return Preview(
            rows=tuple(planned),
            name=source.name,
            columns=columns,
            readings=readings,
            currency=currency,
        )

    def apply(
        self,
        preview: Preview,
        *,
        staff: str = "",
        progress: Progress = _silent,
        cancelled: Cancelled = _never,
    ) -> Result:
        """Write what the preview showed, compared once more with what is there by now."""
        writer = import_chunks.ChunkWriter(
            context=self._context,
            initials=self._initials,
            name=preview.name,
            currency=preview.currency,
            staff=staff,
        )
        done: list[Planned] = []
        try:
            for chunk in import_chunks.chunks(preview.readings):
                if cancelled():
                    break
                done += retried(partial(writer.write, chunk))
                progress(len(done), len(preview.readings))
        finally:
            if any(row.outcome in import_chunks.WRITTEN for row in done):
                self._context.publish([CatalogChanged()])
        return Result(rows=tuple(done), cancelled=len(done) < len(preview.readings))


def _readings(
    table: Sequence[SourceRow], columns: Columns, currency: money.Currency
) -> tuple[Reading, ...]:
    body = rows.body(table, columns)
    if not body:
        raise UserError("import_no_rows")
    mark = numbers.decimal_mark(rows.number_cells(body, columns))
    reader = rows.Reader(columns, currency, mark)
    return tuple(repeats.mark(map(reader.read, body)))
