"""The Shipping view: a board of parcels by where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from app.ports.queries import ShippingRow
from ui import files, i18n
from ui.theme import look
from ui.views.base import Shell, View
from ui.views.shipping import board
from ui.views.shipping.as_file import as_csv
from ui.views.shipping.board import Lane
from ui.views.shipping.card_step import CardStep
from ui.views.shipping.lane import LaneList
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.find_line import FindLine
from ui.widgets.kept_clear import KeptClear
from ui.widgets.labels import Label
from ui.widgets.steps import StepPanel


class ShippingView(View):
    """Arrows move on the board, Enter opens a card, Esc comes back."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._rows: tuple[ShippingRow, ...] = ()
        self._waiting = False  # for the first cards, to take the keyboard
        self._followed = ""  # the order whose card has the keyboard once it has moved
        self.finder = FindLine("shipping.find")
        self.finder.on_find = lambda _text: self._show()
        self.finder.on_down = self._enter_board
        self.count = Label("", "muted")
        self.lanes = {lane: LaneList(lane, shell.session) for lane in Lane}
        self.empty = EmptyState("shipping", "shipping.empty", "shipping.empty_hint")
        self._area = QScrollArea()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._board())
        self._pages.addWidget(self.empty)
        column = self.page_column()
        column.addWidget(self.finder)
        column.addWidget(self._pages, 1)
        column.addLayout(self._foot())
        shell.bridge.order_changed.connect(lambda _event: self._refresh_shown())

    def refresh(self) -> None:
        """Read the board."""
        self.work(self.house.queries.shipping_board, self._loaded)

    def retranslate(self) -> None:
        """Cards and counts in another language."""
        self._show()

    def focus_first(self) -> None:
        """On the first card, else the search."""
        self._waiting = not self._enter_board()
        if self._waiting:
            self.finder.setFocus()

    def on_key(self, action: str) -> bool:
        """F2 searches."""
        if action == "search":
            self.finder.begin()
            return True
        return False

    def on_scan(self, code: str) -> bool:
        """A slip's number or a parcel's label opens its card."""
        for row in self._rows:
            if code in {row.number, row.tracking_number}:
                self._open(row)
                return True
        return False

    def step_aside(self, lane: Lane, delta: int) -> None:
        """Go to the next column that has cards."""
        order = list(Lane)
        place = order.index(lane) + delta
        while 0 <= place < len(order):
            if self._enter(self.lanes[order[place]]):
                return
            place += delta

    def _board(self) -> QScrollArea:
        holder = QWidget()
        holder.setProperty("kind", "bare")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.metrics.gap)
        for lane, shown in self.lanes.items():
            shown.on_open = self._open
            shown.on_aside = partial(self.step_aside, lane)
            row.addWidget(shown, 1)
            KeptClear(shown, self.shell.strips)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(holder)
        return self._area

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(Button("list.export", icon="export", on_click=self._export))
        return row

    def _export(self) -> None:
        text, session = self.finder.text().strip(), self.session
        rows = [row for row in self._rows if board.matches(row, text)]
        files.save_list(
            self.shell,
            self,
            name="shipping.csv",
            read=lambda: rows,
            as_csv=lambda shown: as_csv(shown, session),
        )

    def _refresh_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def _loaded(self, rows: Sequence[ShippingRow]) -> None:
        self._rows = tuple(rows)
        self._show()
        waiting, self._waiting = self._waiting, False
        followed, self._followed = self._followed, ""
        if followed:
            self._follow(followed)
        elif waiting and self.finder.hasFocus() and not self.finder.text():
            self._enter_board()

    def _show(self) -> None:
        text = self.finder.text().strip()
        found = board.lanes(row for row in self._rows if board.matches(row, text))
        for lane, rows in found.items():
            self.lanes[lane].show_rows(rows)
        on_board = sum(map(len, found.values()))
        self.count.setText(i18n.trn("shipping.count", on_board))
        self._pages.setCurrentIndex(0 if on_board or text else 1)

    def _enter_board(self) -> bool:
        return any(self._enter(lane) for lane in self.lanes.values())

    def _enter(self, lane: LaneList, order_id: str = "") -> bool:
        """Give a column the keyboard and bring it into sight, if it has a card."""
        entered = lane.enter(order_id)
        if entered:
            self._area.ensureWidgetVisible(lane)
        return entered

    def _follow(self, order_id: str) -> None:
        """The keyboard goes with a card to its new column; one that has gone leaves the board."""
        if not any(self._enter(lane, order_id) for lane in self.lanes.values()):
            self._enter_board()

    def _open(self, row: ShippingRow) -> None:
        def changed() -> None:
            self._followed = row.order_id
            self.refresh()

        self.open_panel(StepPanel(CardStep(self.shell, row, changed)))
