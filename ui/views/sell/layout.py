"""Where the parts of the Sell view stand: two columns, or one with the tiles behind a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.theme import look
from ui.widgets.buttons import Button
from ui.widgets.panels import panel_width

if TYPE_CHECKING:
    from ui.views.sell.view import SellView

_NARROW_EM = 48.0
_LOW_EM = 20.0


class SellLayout(QObject):
    """Built once; `fit` moves things when the window or the size of the writing changes."""

    def __init__(self, view: SellView) -> None:
        super().__init__(view)
        self._view = view
        self._narrow = False
        gap = look.metrics.gap
        self.toggle = Button("sell.show_tiles", icon="tiles", on_click=self._toggle)
        head = QHBoxLayout()
        head.setSpacing(gap)
        head.addWidget(view.line, 1)
        head.addWidget(view.customer)
        head.addWidget(self.toggle)
        self.toggle.hide()
        self._left = QVBoxLayout()
        self._left.setSpacing(gap)
        self._left.addLayout(head)
        self._left.addWidget(view.cart, 1)
        self._left.addWidget(view.actions_row)
        self._right = QVBoxLayout()
        self._right.setSpacing(gap)
        self._across = QHBoxLayout(view)
        self._across.setSpacing(gap)
        self._across.addLayout(self._left, 1)
        self._across.addLayout(self._right)
        self._arrange()

    def fit(self) -> None:
        """Choose one column or two, and how wide the right one is."""
        view, gap = self._view, look.metrics.gap
        narrow = view.width() < _NARROW_EM * look.metrics.em()
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()
        view.cart.set_compact(narrow and view.height() < _LOW_EM * look.metrics.em())
        width = panel_width(view.width()) - gap
        for part, wide in ((view.shelf, width + gap), (view.totals, width)):
            part.setMinimumWidth(0 if narrow else wide)
            part.setMaximumWidth(view.width() if narrow else wide)

    def _arrange(self) -> None:
        view, gap = self._view, look.metrics.gap
        # a tile keeps a gap to its right, so in two columns the wall reaches to the edge
        self._across.setContentsMargins(gap, gap, gap if self._narrow else 0, gap)
        self._right.removeWidget(view.shelf)
        self._right.removeWidget(view.totals)
        if self._narrow:
            self._left.insertWidget(2, view.shelf, 1)
            self._left.addWidget(view.totals)
        else:
            self._right.addWidget(view.shelf, 1)
            self._right.addWidget(view.totals, 0, Qt.AlignmentFlag.AlignLeft)
        self.toggle.setVisible(self._narrow)
        view.totals.set_compact(self._narrow)
        self._show_tiles(not self._narrow, cart=True)

    def _toggle(self) -> None:
        tiles = not self._view.shelf.isVisible()
        self._show_tiles(tiles, cart=not tiles)

    def _show_tiles(self, tiles: bool, *, cart: bool) -> None:
        view = self._view
        for part, wanted in ((view.shelf, tiles), (view.cart, cart), (view.actions_row, cart)):
            if part.isHidden() is wanted:  # showing what is shown would style all of it twice
                part.setVisible(wanted)
        self.toggle.reword("sell.show_cart" if tiles else "sell.show_tiles")
