"""One column of the board."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ports.queries import ShippingRow
from ui import i18n
from ui.session import Session
from ui.theme import look
from ui.views.shipping.board import Lane
from ui.widgets.labels import Badge, Label, Tone
from ui.widgets.pick_list import Pick, PickList

_TONES: dict[Lane, Tone] = {Lane.TO_SHIP: "info", Lane.FAILED: "error"}
_LEAST_EM = 12.0
_ASIDE = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class _Cards(PickList):
    """Left and right leave the column."""

    def __init__(self, name_key: str) -> None:
        super().__init__(name_key)
        self.setProperty("kind", "list")
        self.on_aside: Callable[[int], object] = lambda _delta: None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ASIDE.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.on_aside(step)


class LaneList(QFrame):
    """A heading with a count, and cards: for whom, where to, how much.

    Attributes:
        on_open: called with the row of a card; on_aside: with -1 or +1 to leave the column.
    """

    def __init__(self, lane: Lane, session: Session) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.on_open: Callable[[ShippingRow], object] = lambda _row: None
        self.on_aside: Callable[[int], object] = lambda _delta: None
        self._session = session
        self._rows: dict[str, ShippingRow] = {}
        self.number = Badge("", _TONES.get(lane, ""))
        self.cards = _Cards(f"shipping.lane.{lane}")
        self.cards.on_pick = lambda pick: self.on_open(self._rows[pick.id])
        self.cards.on_aside = lambda delta: self.on_aside(delta)
        head = QHBoxLayout()
        title = Label(f"shipping.lane.{lane}", "strong", wrap=True)
        title.setMinimumWidth(1)
        head.addWidget(title, 1)
        head.addWidget(self.number)
        column = QVBoxLayout(self)
        gap = look.metrics.gap
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addLayout(head)
        column.addWidget(self.cards, 1)
        look.changed.connect(self._size)
        self._size()

    def show_rows(self, rows: Sequence[ShippingRow]) -> None:
        """Show these cards; the chosen one stays chosen."""
        current = self.cards.current()
        self._rows = {row.order_id: row for row in rows}
        self.cards.fill([self._pick(row) for row in rows])
        self.number.setText(str(len(rows)))
        for place, row in enumerate(rows):
            if current is not None and row.order_id == current.id:
                self._choose(place)

    def enter(self, order_id: str = "") -> bool:
        """Take the keyboard, if there is a card; with an order's id, if that card is here."""
        if not self._rows or (order_id and order_id not in self._rows):
            return False
        if order_id:
            self._choose(list(self._rows).index(order_id))
        elif self.cards.current() is None:
            self._choose(0)
        self.cards.setFocus()
        return True

    def _size(self) -> None:
        """Narrower, nobody could read whom a parcel is for; the board scrolls instead."""
        self.setMinimumWidth(look.metrics.em(_LEAST_EM))

    def _choose(self, place: int) -> None:
        self.cards.setCurrentIndex(self.cards.model().index(place, 0))

    def _pick(self, row: ShippingRow) -> Pick:
        to = row.delivery.recipient or i18n.tr("shipping.no_name")
        carried = " ".join(part for part in (row.carrier, row.tracking_number) if part)
        told = row.reason or carried or row.delivery.address
        return Pick(
            id=row.order_id,
            title=to,
            detail=" · ".join(part for part in (row.number[-4:], told) if part),
            figure=self._session.amount(row.total_minor),
        )
