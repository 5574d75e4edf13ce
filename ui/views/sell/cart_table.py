"""The cart on screen: fixed rows, the newest line in sight, a flash where something changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.i18n.live import say
from ui.theme import fonts, look
from ui.views.sell.cart_model import ALIGNMENT, DETAIL_ROLE, FLASH_ROLE, CartModel, Column

FLASH_MS = 450
_WIDTHS_EM = {Column.QTY: 3.6, Column.PRICE: 5.4, Column.DISCOUNT: 5.4, Column.AMOUNT: 6.2}
_NARROW_EM = 32.0
_LOW = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
_HIGH = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class CartDelegate(QStyledItemDelegate):
    """Paints a cell: a figure, or a name with a second line below it."""

    def __init__(self, table: CartTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        rect = option.rect
        chosen = self._table.selectionModel().isRowSelected(index.row())
        ground = "flash" if index.data(FLASH_ROLE) else "chosen" if chosen else "card"
        painter.save()
        painter.fillRect(rect, look.colour(ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("line"))
        pad = look.metrics.gap
        box = rect.adjusted(pad, 0, -pad, -1)
        ink = look.colour("text" if ground == "card" else f"{ground}_text")
        detail = self._detail(index)
        if detail:
            self._two_lines(painter, box, (str(index.data()), detail), ink)
        else:
            painter.setFont(fonts.sized(look.metrics.em()))
            _words(painter, box, str(index.data()), ink, ALIGNMENT[Column(index.column())])
        painter.restore()

    def _detail(self, index: QModelIndex | QPersistentModelIndex) -> str:
        if index.column() != Column.ITEM:
            return ""
        note = str(index.data(DETAIL_ROLE) or "")
        if not self._table.narrow:
            return note
        summary = self._table.cart.summary(index.row())
        return f"{summary}  {note}" if note else summary

    def _two_lines(
        self, painter: QPainter, box: QRect, words: tuple[str, str], ink: QColor
    ) -> None:
        half = box.height() // 2
        painter.setFont(fonts.sized(look.metrics.em()))
        above = QRect(box.left(), box.top(), box.width(), half + 2)
        _words(painter, above, words[0], ink, _LOW)
        painter.setFont(fonts.sized(look.metrics.em(0.8)))
        below = QRect(box.left(), box.top() + half + 1, box.width(), half)
        _words(painter, below, words[1], ink, _HIGH)


def _words(painter: QPainter, box: QRect, text: str, ink: QColor, align: int) -> None:
    painter.setPen(ink)
    fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, align, fitting)


class CartTable(QTableView):
    """The lines of the cart; the chosen one follows the desk.

    Attributes:
        narrow: there is no room for price and discount columns; they stand below the name.
        on_choose: called with the key of a line that was tapped.
        on_open: called with the key of a line that was tapped twice or entered.
    """

    def __init__(self, cart: CartModel) -> None:
        super().__init__()
        self.cart = cart
        self.narrow = False
        self.on_choose: Callable[[int], object] = lambda _key: None
        self.on_open: Callable[[int], object] = lambda _key: None
        self.setModel(cart)
        self.setItemDelegate(CartDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        say(self.setAccessibleName, "sell.cart")
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.timeout.connect(cart.end_flash)
        self.clicked.connect(lambda index: self.on_choose(cart.key_at(index.row())))
        self.doubleClicked.connect(lambda index: self.on_open(cart.key_at(index.row())))
        look.changed.connect(self._fit)
        self._fit()

    def show_cart(self, chosen: int | None, flash: int) -> None:
        """Read the cart again, choose a line, flash one."""
        self.cart.reload(flash)
        row = self.cart.row_of(chosen)
        if row >= 0:
            self.selectRow(row)
            self.scrollTo(self.cart.index(row, 0))
        else:
            self.clearSelection()
        if flash:
            self._flash.start(FLASH_MS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the line; everything else is for the view behind."""
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.on_open(self.cart.key_at(index.row()))
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name takes what the figures leave; the chosen line stays in sight."""
        super().resizeEvent(event)
        self._fit()
        self.scrollTo(self.currentIndex())

    def _fit(self) -> None:
        em = look.metrics.em()
        height = max(look.metrics.touch(), round(2.6 * em))
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)
        width = self.horizontalHeader().width()  # asking for the viewport itself costs 20 ms, once
        self.narrow = width < _NARROW_EM * em
        left = width
        for column, wide_em in _WIDTHS_EM.items():
            hidden = self.narrow and column is not Column.AMOUNT
            self.setColumnHidden(column, hidden)
            if not hidden:
                self.setColumnWidth(column, round(wide_em * em))
                left -= round(wide_em * em)
        self.setColumnWidth(Column.ITEM, max(left, em * 6))
