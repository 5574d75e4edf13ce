"""The long part of an import: off the GUI thread, with progress, and it can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.errors import UserError
from app.domain.importing.model import Field
from app.ports.imports import ProductSource
from app.services.house import House
from app.services.import_results import Preview, Result
from ui.commands.import_products import save_rejected
from ui.executor import Executor


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a look into a file found.

    Attributes:
        header: the cells to choose columns from.
        preview: None when no column could be taken for the name.
    """

    source: ProductSource
    header: tuple[str, ...]
    preview: Preview | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What an import did; `rejected` is the path of the file with the bad rows."""

    result: Result
    rejected: str | None


class BringingJob(QObject):
    """Lives as long as the view, so that workers may emit on it.

    Signals:
        moved(done, total): so many rows are done.
    """

    moved = Signal(int, int)

    def __init__(self, house: House, executor: Executor, parent: QObject) -> None:
        super().__init__(parent)
        self._house, self._executor = house, executor
        self._stop = threading.Event()
        self.on_moved: Callable[[int, int], object] = lambda _done, _total: None
        self.moved.connect(
            lambda done, total: self.on_moved(done, total), Qt.ConnectionType.QueuedConnection
        )

    def stop(self) -> None:
        """Stop after the rows that are being worked on."""
        self._stop.set()

    def look(
        self,
        path: Path,
        maps: Mapping[Field, str],
        *,
        done: Callable[[Looked], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Read a file and say what it would change."""
        house = self._house
        self._stop.clear()

        def job() -> Looked:
            source = house.product_source(path)
            try:
                preview = house.importing.preview(
                    source, maps, progress=self._progress, cancelled=self._stop.is_set
                )
            except UserError as problem:
                if problem.key != "import_no_name_column":
                    raise
                return Looked(source=source, header=_first_cells(source))
            return Looked(source=source, header=preview.columns.header.cells, preview=preview)

        self._executor.background(job, owner=self, done=done, failed=failed)

    def bring(
        self,
        looked: Looked,
        *,
        staff: str,
        done: Callable[[Brought], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Write the good rows, put the bad ones aside."""
        preview = looked.preview
        if preview is None:
            return
        importing = self._house.importing
        self._stop.clear()

        def job() -> Brought:
            result = importing.apply(
                preview, staff=staff, progress=self._progress, cancelled=self._stop.is_set
            )
            return Brought(result=result, rejected=save_rejected(looked.source, preview, result))

        self._executor.background(job, owner=self, done=done, failed=failed)

    def _progress(self, done: int, total: int) -> None:
        self.moved.emit(done, total)


def _first_cells(source: ProductSource) -> tuple[str, ...]:
    """The first row with anything in it: most likely the head."""
    for row in source.rows():
        if any(cell.strip() for cell in row.cells):
            return row.cells
    return ()
