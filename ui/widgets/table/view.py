"""The table itself: fixed rows, columns that give way, arrow keys and Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.i18n.live import say
from ui.theme import look
from ui.widgets.table.columns import Column, R
from ui.widgets.table.delegate import CellDelegate
from ui.widgets.table.model import RowModel

_ELASTIC_EM = 8.0  # what the elastic column must have before others give way


class DataTable(QTableView, Generic[R]):
    """A list of rows.

    Attributes:
        rows_model: the rows; on_open: called with a row that was tapped or entered;
        on_sort: called with the Column.sort whose head was clicked.
    """

    def __init__(self, columns: Sequence[Column[R]], name_key: str) -> None:
        super().__init__()
        self.rows_model: RowModel[R] = RowModel(columns)
        self.on_open: Callable[[R], object] = lambda _row: None
        self.on_sort: Callable[[str], object] = lambda _sort: None
        self._two_lines = any(column.detail for column in columns)
        self.setModel(self.rows_model)
        self.setItemDelegate(CellDelegate(self))
        self._behave()
        say(self.setAccessibleName, name_key)
        self.clicked.connect(self._opened)
        self.horizontalHeader().sectionClicked.connect(self._sort)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def rows(self) -> list[R]:
        """The rows shown."""
        return self.rows_model.rows

    def current(self) -> R | None:
        """The chosen row."""
        index = self.currentIndex()
        return self.rows[index.row()] if index.isValid() else None

    def choose(self, place: int) -> None:
        """Choose the row at a place, if there is one."""
        if 0 <= place < len(self.rows):
            self.setCurrentIndex(self.rows_model.index(place, 0))

    def choose_none(self) -> None:
        """No row is chosen."""
        self.setCurrentIndex(QModelIndex())

    def show_columns(self, columns: Sequence[Column[R]]) -> None:
        """Other columns; the rows go."""
        self.rows_model.show_columns(columns)
        self._fit()

    def fill(self, rows: Sequence[R], *, more: bool = False) -> None:
        """Show other rows; the place of the chosen one is kept."""
        place = self.currentIndex().row()
        self.rows_model.fill(rows, more=more)
        self.choose(min(max(place, 0), len(rows) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        current = self.current()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current is not None:
            self.on_open(current)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns fit the width."""
        super().resizeEvent(event)
        self._fit()

    def retranslate(self) -> None:
        """Heads and texts are in another language now."""
        self.rows_model.all_changed()

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsClickable(any(x.sort for x in self.rows_model.columns))
        heads.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _opened(self, index: QModelIndex) -> None:
        self.on_open(self.rows[index.row()])

    def _sort(self, section: int) -> None:
        sort = self.rows_model.columns[section].sort
        if sort:
            self.on_sort(sort)

    def _fit(self) -> None:
        em = look.metrics.em()
        height = max(look.metrics.touch(), round((3.0 if self._two_lines else 2.6) * em))
        self.verticalHeader().setDefaultSectionSize(height)
        columns = self.rows_model.columns
        shown = shown_columns(columns, self.viewport().width() / em)
        taken = sum(round(columns[place].wide_em * em) for place in shown)
        for place, column in enumerate(columns):
            self.setColumnHidden(place, place not in shown)
            wide = round(column.wide_em * em) or self.viewport().width() - taken
            self.setColumnWidth(place, max(wide, 1))


def shown_columns(columns: Sequence[Column[R]], room_em: float) -> set[int]:
    """The places of the columns that fit; the ones that give way go one by one."""
    shown = set(range(len(columns)))
    while True:
        elastic = sum(1 for place in shown if not columns[place].wide_em)
        needed = sum(columns[place].wide_em for place in shown) + elastic * _ELASTIC_EM
        next_to_go = max(shown, key=lambda place: columns[place].gives_way)
        if needed <= room_em or not columns[next_to_go].gives_way:
            return shown
        shown.discard(next_to_go)
