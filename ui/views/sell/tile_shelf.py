"""Categories as pills above the wall of tiles; favourites first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)

from app.domain.catalog import Category
from app.ports.counter import TileRow
from ui import i18n
from ui.i18n.live import say
from ui.theme import look
from ui.views.base import Shell
from ui.widgets.buttons import Button
from ui.widgets.tiles import Tile, TileWall

_MOST = 120
_SETTLE_MS = 250  # several changes in a row are read once
_ALL = ""


class TileShelf(QWidget):
    """Loads tiles of one category at a time.

    Attributes:
        on_pick: called with a product id.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.on_pick: Callable[[str], object] = lambda _product_id: None
        self._shell = shell
        self._category = _ALL
        self._categories: tuple[Category, ...] = ()
        self._rows: tuple[TileRow, ...] = ()
        self.wall = TileWall("sell.tiles")
        self.wall.on_pick = lambda tile: self.on_pick(tile.id)
        self._pills = QButtonGroup(self)
        self._strip = QHBoxLayout()
        self._strip.setContentsMargins(2, 2, 2, 2)
        self._strip.setSpacing(look.metrics.gap)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.metrics.gap)
        self._scroll = self._scrolling_pills()
        column.addWidget(self._scroll)
        column.addWidget(self.wall, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLE_MS)
        self._soon.timeout.connect(self.load)
        shell.bridge.catalog_changed.connect(self._soon.start)
        shell.bridge.order_changed.connect(self._load_soon)
        look.changed.connect(self._size_pills)

    def load(self) -> None:
        """Read categories and tiles anew."""
        queries, category = self._shell.house.queries, self._category or None

        def read() -> tuple[tuple[Category, ...], tuple[TileRow, ...]]:
            return tuple(queries.categories()), tuple(queries.tiles(category, _MOST))

        self._shell.executor.database(read, owner=self, done=self._show)

    def retranslate(self) -> None:
        """Names are in another language now."""
        self._show_pills()
        self._show_tiles()

    @property
    def pills(self) -> list[Button]:
        """The pills from left to right."""
        return [button for button in self._pills.buttons() if isinstance(button, Button)]

    def choose(self, category_id: str) -> None:
        """Show the tiles of one category; empty for all."""
        self._category = category_id
        self.load()

    def _load_soon(self, _event: object) -> None:
        self._soon.start()

    def _show(self, read: tuple[tuple[Category, ...], tuple[TileRow, ...]]) -> None:
        categories, self._rows = read
        if categories != self._categories:
            self._categories = categories
            self._show_pills()
        self._show_tiles()

    def _show_pills(self) -> None:
        for button in self._pills.buttons():
            self._pills.removeButton(button)
            self._strip.removeWidget(button)
            button.deleteLater()
        everything = Button("sell.all_categories", kind="pill")
        self._add_pill(everything, _ALL)
        for category in self._categories:
            pill = Button(kind="pill")
            name = i18n.name_of(category.name, category.name_en)
            pill.setText(name)
            pill.setAccessibleName(name)
            self._add_pill(pill, category.id)
        self._scroll.setVisible(bool(self._categories))

    def _add_pill(self, pill: Button, category_id: str) -> None:
        pill.setCheckable(True)
        pill.setChecked(category_id == self._category)
        pill.clicked.connect(lambda _checked=False: self.choose(category_id))
        self._pills.addButton(pill)
        self._strip.insertWidget(self._strip.count() - 1, pill)

    def _show_tiles(self) -> None:
        self.wall.fill([self._tile(row) for row in self._rows])

    def _tile(self, row: TileRow) -> Tile:
        price = self._shell.session.amount(row.price_minor)
        return Tile(
            id=row.product_id,
            name=i18n.name_of(row.name, row.name_en),
            figure=i18n.tr("sell.ask_price") if row.ask_price else price,
            warning=_stock_warning(row.available_milli),
        )

    def _scrolling_pills(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("kind", "bare")
        inside.setLayout(self._strip)
        self._strip.addStretch(1)
        area = QScrollArea()
        area.setViewport(QWidget())  # Qt's own would first have to be found a Python class
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        say(area.setAccessibleName, "sell.categories")
        QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        area.hide()
        self._scroll = area
        self._size_pills()
        return area

    def _size_pills(self) -> None:
        self._scroll.setFixedHeight(look.metrics.touch() + 4)


def _stock_warning(available_milli: int | None) -> str:
    if available_milli is None or available_milli > 0:
        return ""
    return i18n.tr("sell.sold_out")
