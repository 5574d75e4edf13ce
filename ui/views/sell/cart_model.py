"""The cart as a table model; it only reads the desk."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, Qt

from app.domain.cart import CartLine
from app.domain.pricing import PricedLine
from app.services.desk import Desk
from ui import formats, i18n
from ui.session import Session
from ui.widgets.models import NO_PARENT, Index

FLASH_ROLE = Qt.ItemDataRole.UserRole + 1
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 2


class Column(IntEnum):
    """Columns from left to right."""

    ITEM = 0
    QTY = 1
    PRICE = 2
    DISCOUNT = 3
    AMOUNT = 4


_HEADERS = {
    Column.ITEM: "sell.column_item",
    Column.QTY: "sell.column_qty",
    Column.PRICE: "sell.column_price",
    Column.DISCOUNT: "sell.column_discount",
    Column.AMOUNT: "sell.column_amount",
}

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
ALIGNMENT = {column: _LEFT if column is Column.ITEM else _RIGHT for column in Column}


class CartModel(QAbstractTableModel):
    """Rows are the lines of the cart in order; `flash` is the key of the line just touched."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__()
        self._desk = desk
        self._session = session
        self._rows = desk.rows()
        self.flash = 0

    def reload(self, flash: int = 0) -> None:
        """Read the desk again; the table keeps its place while the lines are the same ones."""
        before = [line.key for line, _ in self._rows]
        rows = self._desk.rows()
        self.flash = flash
        if before == [line.key for line, _ in rows]:
            self._rows = rows
            self._all_changed()
        elif before == [line.key for line, _ in rows[:-1]]:
            self.beginInsertRows(NO_PARENT, len(before), len(before))
            self._rows = rows
            self.endInsertRows()
            self._all_changed()
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def end_flash(self) -> None:
        """The flash is over."""
        self.flash = 0
        self._all_changed()

    def retranslate(self) -> None:
        """Names and headers are in another language now."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._all_changed()

    def row_of(self, key: int | None) -> int:
        """The row of a line, -1 when it is not there."""
        return next((row for row, (x, _) in enumerate(self._rows) if x.key == key), -1)

    def key_at(self, row: int) -> int:
        """The key of the line in this row."""
        return self._rows[row][0].key

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Lines of the cart."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Always the same columns; the view hides some where there is no room."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Words above the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return i18n.tr(_HEADERS[Column(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENT[Column(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, and for the delegate the second line and whether the row flashes."""
        line, priced = self._rows[index.row()]
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, priced, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENT[column]
        if role == FLASH_ROLE:
            return line.key == self.flash
        if role == DETAIL_ROLE:
            return line.note if column is Column.ITEM else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.headerData(column, Qt.Orientation.Horizontal)}: " + self._text(
                line, priced, column
            )
        return None

    def summary(self, row: int) -> str:
        """Quantity, price and discount of a line in few words, for a narrow table."""
        line, priced = self._rows[row]
        words = f"{formats.quantity(line.qty_milli)} × {self._session.figure(line.unit_minor)}"
        off = self._text(line, priced, Column.DISCOUNT)
        return f"{words}  {off}" if off else words

    def _text(self, line: CartLine, priced: PricedLine, column: Column) -> str:
        figure = self._session.figure
        if column is Column.ITEM:
            return i18n.name_of(line.name, line.name_en)
        if column is Column.QTY:
            return formats.quantity(line.qty_milli)
        if column is Column.PRICE:
            return i18n.tr("sell.no_price") if line.needs_price else figure(line.unit_minor)
        if column is Column.DISCOUNT:
            return figure(-priced.discount_minor) if priced.discount_minor else ""
        return figure(priced.gross_before_discount_minor - priced.discount_minor)

    def _all_changed(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
