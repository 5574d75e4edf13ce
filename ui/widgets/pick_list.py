"""A short list to pick from with keys or thumbs: two lines and a figure on each row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.i18n.live import say
from ui.theme import fonts, look
from ui.widgets.models import NO_PARENT, Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One row: `title` over `detail` on the left, `figure` on the right."""

    id: str
    title: str
    detail: str = ""
    figure: str = ""


class _Model(QAbstractListModel):
    """The rows; a screen reader hears all three parts."""

    def __init__(self) -> None:
        super().__init__()
        self.picks: tuple[Pick, ...] = ()

    def fill(self, picks: Sequence[Pick]) -> None:
        self.beginResetModel()
        self.picks = tuple(picks)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.picks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        pick = self.picks[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return pick.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (pick.title, pick.detail, pick.figure) if part)
        return pick if role == Qt.ItemDataRole.UserRole else None


class _Delegate(QStyledItemDelegate):
    """Paints a row; its height is fixed."""

    def __init__(self, list_: PickList) -> None:
        super().__init__(list_)
        self._list = list_

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.metrics.em(10), row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pick = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(pick, Pick):
            return
        rect: QRect = option.rect
        chosen = self._list.currentIndex().row() == index.row()
        painter.save()
        if chosen:
            painter.fillRect(rect, look.colour("chosen"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        pad = look.metrics.gap
        _paint_words(painter, rect.adjusted(pad, pad // 2, -pad, -pad // 2), pick, chosen)
        painter.restore()


def _paint_words(painter: QPainter, box: QRect, pick: Pick, chosen: bool) -> None:
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    bold = fonts.sized(look.metrics.em(), bold=True)
    wide = QFontMetrics(bold).horizontalAdvance(pick.figure)
    painter.setPen(look.colour("chosen_text" if chosen else "text"))
    painter.setFont(bold)
    painter.drawText(box, right, pick.figure)
    left = box.adjusted(0, 0, -wide - look.metrics.gap, 0)
    half = left.height() // 2 if pick.detail else left.height()
    font = fonts.sized(look.metrics.em())
    painter.setFont(font)
    _line(painter, QRect(left.left(), left.top(), left.width(), half), pick.title)
    if pick.detail:
        painter.setFont(fonts.sized(look.metrics.em(0.85)))
        painter.setPen(look.colour("chosen_text" if chosen else "muted"))
        _line(painter, QRect(left.left(), left.top() + half, left.width(), half), pick.detail)


def _line(painter: QPainter, box: QRect, text: str) -> None:
    fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    whole = place.value | Qt.TextFlag.TextDontClip.value  # a "g" hangs below its half
    painter.drawText(box, whole, fitting)


def row_height() -> int:
    """The height of one row."""
    return max(look.metrics.touch(), look.metrics.em(2.9))


class PickList(QListView):
    """Arrow keys move, Enter or a tap picks.

    Attributes:
        on_pick: called with the Pick.
    """

    def __init__(self, name_key: str) -> None:
        super().__init__()
        self.on_pick: Callable[[Pick], object] = lambda _pick: None
        self.setProperty("kind", "framed")
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        say(self.setAccessibleName, name_key)
        self.clicked.connect(self._picked)

    def fill(self, picks: Sequence[Pick], *, choose_first: bool = False) -> None:
        """Show other rows."""
        self._model.fill(picks)
        if choose_first and picks:
            self.setCurrentIndex(self._model.index(0, 0))

    @property
    def picks(self) -> tuple[Pick, ...]:
        """The rows shown."""
        return self._model.picks

    def current(self) -> Pick | None:
        """The chosen row."""
        index = self.currentIndex()
        return self._model.picks[index.row()] if index.isValid() else None

    def step(self, delta: int) -> None:
        """Choose a row further down or up."""
        if self._model.picks:
            row = max(0, min(self.currentIndex().row() + delta, len(self._model.picks) - 1))
            self.setCurrentIndex(self._model.index(row, 0))

    def height_for(self, rows: int) -> int:
        """How high the list is with so many rows."""
        return rows * row_height() + 2 * self.frameWidth() + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter picks."""
        current = self.current()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current is not None:
            self.on_pick(current)
        else:
            super().keyPressEvent(event)

    def _picked(self, index: QModelIndex) -> None:
        self.on_pick(self._model.picks[index.row()])
