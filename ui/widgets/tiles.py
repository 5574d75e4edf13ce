"""A wall of tiles to tap: a name, a figure, and a word of warning where there is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.i18n.live import say
from ui.theme import fonts, look
from ui.widgets.models import NO_PARENT, Index

_WIDE_EM, _HIGH_EM = 7.0, 5.7
_BREAK = re.compile(r"(?<!\d) | (?!\w{1,2}\b)")  # "500 ml" stays together


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One tile; `warning` is in words, never in colour alone."""

    id: str
    name: str
    figure: str
    warning: str = ""


class _Model(QAbstractListModel):
    """The tiles in order."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: tuple[Tile, ...] = ()

    def fill(self, tiles: Sequence[Tile]) -> None:
        if len(tiles) == len(self.tiles):
            self.tiles = tuple(tiles)
            if tiles:
                self.dataChanged.emit(self.index(0, 0), self.index(len(tiles) - 1, 0))
            return
        self.beginResetModel()
        self.tiles = tuple(tiles)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        tile = self.tiles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (tile.name, tile.figure, tile.warning) if part)
        return tile if role == Qt.ItemDataRole.UserRole else None


class _Delegate(QStyledItemDelegate):
    """Paints a tile inside its grid cell, leaving the gap to its neighbours."""

    def __init__(self, wall: TileWall) -> None:
        super().__init__(wall)
        self._wall = wall

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._wall.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(tile, Tile):
            return
        gap = look.metrics.gap
        box = option.rect.adjusted(0, 0, -gap, -gap)
        pressed = index.row() == self._wall.under_finger
        focused = self._wall.hasFocus() and index.row() == self._wall.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("chosen" if pressed else "card"))
        painter.setPen(QPen(look.colour("focus" if focused else "edge"), 2 if focused else 1))
        radius = look.metrics.mm(2.0)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._words(painter, box.adjusted(gap // 2, gap // 2, -gap // 2, -gap // 2), tile)
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, tile: Tile) -> None:
        em = look.metrics.em()
        line = round(em * 1.25)
        painter.setFont(fonts.sized(em))
        names = _wrapped(painter, tile.name, box.width())
        rows = [(text, "text", em, False) for text in names]
        rows.append((tile.figure, "text", em, True))
        if tile.warning:
            rows.append((tile.warning, "danger", round(em * 0.8), False))
        top = box.center().y() - line * len(rows) // 2 + 1
        # letters reach below their row, which is lower than the font's own line
        centred = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip)
        for text, token, px, bold in rows:
            painter.setFont(fonts.sized(px, bold=bold))
            painter.setPen(look.colour(token))
            place = QRect(box.left(), top, box.width(), line)
            fitting = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, box.width()
            )
            painter.drawText(place, centred, fitting)
            top += line


def _wrapped(painter: QPainter, name: str, width: int) -> list[str]:
    """A name on one line, or on two broken where words end (between any two Chinese signs)."""
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(name) <= width:
        return [name]
    fits = next(
        n for n in range(len(name), 0, -1) if n == 1 or metrics.horizontalAdvance(name[:n]) <= width
    )
    spaces = [match.start() for match in _BREAK.finditer(name) if match.start() <= fits]
    cut = spaces[-1] if spaces else fits
    return [name[:cut].rstrip(), name[cut:].lstrip()]


class TileWall(QListView):
    """Tiles in a grid that fills the width; arrows move, Enter or a tap picks.

    Attributes:
        on_pick: called with the Tile.
        under_finger: the row that is pressed just now; -1 for none.
    """

    def __init__(self, name_key: str) -> None:
        super().__init__()
        self.on_pick: Callable[[Tile], object] = lambda _tile: None
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("QListView { background: transparent; }")
        say(self.setAccessibleName, name_key)
        self.under_finger = -1
        look.changed.connect(self._fit)

    def fill(self, tiles: Sequence[Tile]) -> None:
        """Show other tiles."""
        self._model.fill(tiles)
        self._fit()

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The tiles shown."""
        return self._model.tiles

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the tile under the finger."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        self.under_finger = index.row()
        self.update(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick taps are two taps."""
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A tap ends on the tile it began on."""
        super().mouseReleaseEvent(event)
        row, self.under_finger = self.under_finger, -1
        self.update(self._model.index(row, 0))
        if row >= 0 and row == self.indexAt(event.position().toPoint()).row():
            self.on_pick(self._model.tiles[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space pick; letters are for whoever listens behind the wall."""
        index = self.currentIndex()
        picks = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if event.key() in picks and index.isValid():
            self.on_pick(self._model.tiles[index.row()])
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit, all of the same width."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Qt would keep room for a scroll bar it does not show, so we say when there is one."""
        scrolling = not self._fits(self.width())
        bar = self.verticalScrollBar().sizeHint().width() if scrolling else 0
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        self.setVerticalScrollBarPolicy(
            policy if scrolling else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        cell = self._cell(self.width() - bar)
        if self.gridSize() != cell:
            self.setGridSize(cell)
            self.scheduleDelayedItemsLayout()

    def _fits(self, width: int) -> bool:
        cell = self._cell(width)
        columns = max(1, (width - 1) // cell.width())
        return -(-len(self.tiles) // columns) * cell.height() <= self.height()

    def _cell(self, width: int) -> QSize:
        em, gap = look.metrics.em(), look.metrics.gap
        columns = max(1, (width - 1) // round(_WIDE_EM * em + gap))
        high = max(look.metrics.touch(1.5), round(_HIGH_EM * em)) + gap
        return QSize((width - 1) // columns, high)
