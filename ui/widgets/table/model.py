"""Rows as a table model; more of them are fetched when the table is scrolled down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from ui import i18n
from ui.widgets.models import NO_PARENT, Index
from ui.widgets.table.columns import Column, R

DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1
TONE_ROLE = Qt.ItemDataRole.UserRole + 2
_ASCENDING, _DESCENDING = " ↑", " ↓"


class RowModel(QAbstractTableModel, Generic[R]):
    """Any rows, through columns.

    Attributes:
        on_more: called when the table has been scrolled to the end and `more` is true.
        sorted_by, descending: the sort shown in the heads.
    """

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[R] = []
        self.more = False
        self.on_more: Callable[[], object] = lambda: None
        self.sorted_by = ""
        self.descending = False

    def fill(self, rows: Sequence[R], *, more: bool = False) -> None:
        """Show other rows; as many as before keep the table's place."""
        self.more = more
        if rows and len(rows) == len(self.rows):
            self.rows = list(rows)
            self.all_changed()
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def append(self, rows: Sequence[R], *, more: bool) -> None:
        """Put the next page below."""
        self.more = more
        if rows:
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()

    def show_columns(self, columns: Sequence[Column[R]]) -> None:
        """Other columns; the rows go, since they may not fit them."""
        self.beginResetModel()
        self.columns, self.rows, self.more = tuple(columns), [], False
        self.endResetModel()

    def all_changed(self) -> None:
        """Everything is to be read again: language, theme, time."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self.rows:
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def show_sort(self, by: str, *, descending: bool) -> None:
        """Mark the head of the column that the rows are sorted by."""
        self.sorted_by, self.descending = by, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def canFetchMore(self, parent: Index = NO_PARENT) -> bool:
        """Whether there is another page."""
        return self.more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page, once."""
        if self.more:
            self.more = False
            self.on_more()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Rows fetched so far."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """All columns, also those the table hides."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Words above the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return i18n.tr(column.key) + self._mark(column)
        return alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, and for the delegate the second line and the tone of a pill."""
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        if role == DETAIL_ROLE:
            return column.detail(row) if column.detail else ""
        if role == TONE_ROLE:
            return column.tone(row) if column.tone else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{i18n.tr(column.key)}: {column.text(row)}"
        return None

    def _mark(self, column: Column[R]) -> str:
        if not column.sort or column.sort != self.sorted_by:
            return ""
        return _DESCENDING if self.descending else _ASCENDING


def alignment(column: Column[R]) -> int:
    """Figures stand at the right, words at the left."""
    side = Qt.AlignmentFlag.AlignRight if column.figure else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
