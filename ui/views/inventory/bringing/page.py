"""The import screen: a file, what it would change, the import, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedLayout, QVBoxLayout, QWidget

from app.domain.importing.model import Field, Planned
from app.services.import_results import Preview, Result
from ui import errors, files, i18n
from ui.theme import look
from ui.views.base import Shell
from ui.views.inventory.bringing.counts import Counts
from ui.views.inventory.bringing.job import BringingJob, Brought, Looked
from ui.views.inventory.bringing.rows import Which, chosen, columns
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Label
from ui.widgets.mapping import MappingRow
from ui.widgets.table.view import DataTable


class ImportPage(QWidget):
    """Nothing is written before [Import] is pressed.

    Attributes:
        on_finished: called when the list of products is wanted.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.on_finished: Callable[[], object] = lambda: None
        self._shell = shell
        self._job = BringingJob(shell.house, shell.executor, self)
        self._job.on_moved = self._show_progress
        self._path: Path | None = None
        self._maps: dict[Field, str] = {}
        self._looked: Looked | None = None
        self._shown: Preview | Result | None = None
        self._brought: Brought | None = None
        choose = Button("file.choose", kind="primary", icon="import", on_click=self.ask_file)
        self.start = EmptyState("import", "bringing.title", "bringing.hint", button=choose)
        self.choose_button = choose
        self.told = Label("", "strong", wrap=True)
        self.trouble = Label("", "error", wrap=True)
        self.mapping = MappingRow(list(Field), lambda field: f"import.field.{field}")
        self.mapping.on_change = self._map
        self.counts = Counts()
        self.counts.on_choose = self._list
        self.table: DataTable[Planned] = DataTable(columns(), "bringing.rows")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button = Button("bringing.stop", on_click=self._job.stop)
        self.other_button = Button("bringing.other", on_click=self.ask_file)
        self.import_button = Button("bringing.import", kind="primary", on_click=self.bring)
        self.done_button = Button("bringing.products", kind="primary", on_click=self._finish)
        self.folder_button = Button("file.open_folder", icon="open", on_click=self._open_folder)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.start)
        self._pages.addWidget(self._file_page())

    def ask_file(self) -> None:
        """Let a file be chosen, and look into it."""
        path = files.ask_product_list(self)
        if path is not None:
            self.look_into(path)

    def look_into(self, path: Path) -> None:
        """Say what importing a file would change."""
        self._path, self._maps = path, {}
        self._look()

    def bring(self) -> None:
        """Import what was shown."""
        looked = self._looked
        if looked is None or looked.preview is None or not self.import_button.isEnabled():
            return
        self._busy("bringing.importing")
        self._job.bring(
            looked,
            staff=self._shell.session.staff,
            done=self._brought_in,
            failed=self._failed,
        )

    def retranslate(self) -> None:
        """Say everything again."""
        self.mapping.retranslate()
        self.counts.retranslate()
        self.table.retranslate()
        self._tell()

    def focus_first(self) -> None:
        """On the button that goes on."""
        if self._pages.currentIndex() == 0:
            self.choose_button.setFocus()
        elif self._brought is not None:
            self.done_button.setFocus()
        elif not self.import_button.isEnabled():
            self.mapping.choices[Field.NAME].setFocus()
        else:
            self.import_button.setFocus()

    def _look(self) -> None:
        if self._path is None:
            return
        self._looked, self._brought, self._shown = None, None, None
        self._pages.setCurrentIndex(1)
        self._busy("bringing.reading")
        self._job.look(self._path, self._maps, done=self._looked_into, failed=self._failed)

    def _map(self, field: Field, header: str) -> None:
        self._maps[field] = header
        self._look()

    def _looked_into(self, looked: Looked) -> None:
        self._looked = looked
        preview = looked.preview
        self.mapping.show_columns(looked.header, preview.columns.chosen() if preview else {})
        self._trouble("" if preview else i18n.tr("bringing.no_name_column"))
        self._show(preview)
        self.focus_first()

    def _brought_in(self, brought: Brought) -> None:
        self._brought = brought
        self._show(brought.result)
        self.focus_first()

    def _show(self, found: Preview | Result | None) -> None:
        self._shown = found
        self._idle()
        if found is not None:
            self.counts.show_counts(found)
        else:
            self.table.fill(())
        self._tell()

    def _list(self, which: Which) -> None:
        self.table.fill(chosen(self._shown.rows, which) if self._shown else ())
        self.table.scrollToTop()

    def _busy(self, key: str) -> None:
        self.told.setText(i18n.tr(key, name=self._path.name if self._path else ""))
        self._trouble("")
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop_button.show()
        for part in self._idle_parts():
            part.hide()
        self.mapping.setEnabled(False)

    def _idle(self) -> None:
        done = self._brought is not None
        for part in (self.bar, self.stop_button):
            part.hide()
        self.mapping.setEnabled(True)
        self.mapping.setVisible(not done)
        self.counts.setVisible(self._shown is not None)
        self.other_button.show()
        self.import_button.setVisible(not done)
        self.done_button.setVisible(done)
        self.folder_button.setVisible(self._brought is not None and bool(self._brought.rejected))

    def _idle_parts(self) -> tuple[QWidget, ...]:
        return (
            self.counts,
            self.other_button,
            self.import_button,
            self.done_button,
            self.folder_button,
        )

    def _tell(self) -> None:
        found, name = self._shown, self._path.name if self._path else ""
        to_write = found.new + found.changed if found is not None else 0
        self.import_button.setEnabled(to_write > 0)
        words = "bringing.import_n_one" if to_write == 1 else "bringing.import_n"
        self.import_button.reword(words, n=to_write)
        if self._brought is None:
            key = "bringing.would" if found is not None else "bringing.which_columns"
            self.told.setText(i18n.tr(key, name=name))
            return
        key = "bringing.stopped" if self._brought.result.cancelled else "bringing.done"
        self.told.setText(i18n.tr(key, name=name))
        rejected = self._brought.rejected
        self._trouble(i18n.tr("import.rejected_file", path=rejected) if rejected else "")

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def _failed(self, failure: Exception) -> None:
        self._shown = None
        self._idle()
        self._tell()
        self.counts.hide()
        self.table.fill(())
        self._trouble(errors.text(failure))
        self.other_button.setFocus()

    def _trouble(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def _open_folder(self) -> None:
        if self._brought is not None and self._brought.rejected:
            self._shell.open_url(Path(self._brought.rejected).parent.as_uri())

    def _finish(self) -> None:
        self._pages.setCurrentIndex(0)
        self.on_finished()

    def _file_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.metrics.gap)
        for part in (self.told, self.trouble, self.mapping, self.bar, self.counts):
            column.addWidget(part)
        self.table.setProperty("kind", "framed")
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(look.metrics.gap)
        row.addWidget(self.other_button)
        row.addWidget(self.folder_button)
        row.addStretch(1)
        for button in (self.stop_button, self.import_button, self.done_button):
            row.addWidget(button)
        column.addLayout(row)
        return page
