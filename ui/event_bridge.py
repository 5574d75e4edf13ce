"""Committed events from any thread, as Qt signals on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from app.ports.outside import Event


class EventBridge(QObject):
    """Give `receive` to the bus; views connect to the signals.

    Signals:
        attempt_changed(AttemptChanged), order_changed(OrderChanged),
        paper_handed_out(PaperHandedOut), catalog_changed().
    """

    attempt_changed = Signal(object)
    order_changed = Signal(object)
    paper_handed_out = Signal(object)
    catalog_changed = Signal()
    _received = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._received.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._leave: Callable[[], None] | None = None

    def listen(self, subscribe: Callable[[Callable[[Event], None]], Callable[[], None]]) -> None:
        """Begin to listen to a bus: bridge.listen(house.bus.subscribe)."""
        self.close()
        self._leave = subscribe(self.receive)

    def receive(self, event: Event) -> None:
        """Take an event on any thread."""
        self._received.emit(event)

    def close(self) -> None:
        """Listen no more."""
        if self._leave is not None:
            self._leave()
            self._leave = None

    @Slot(object)
    def _tell(self, event: Event) -> None:
        from app.ports.outside import (
            AttemptChanged,
            CatalogChanged,
            OrderChanged,
            PaperHandedOut,
        )

        if isinstance(event, AttemptChanged):
            self.attempt_changed.emit(event)
        elif isinstance(event, OrderChanged):
            self.order_changed.emit(event)
        elif isinstance(event, PaperHandedOut):
            self.paper_handed_out.emit(event)
        elif isinstance(event, CatalogChanged):
            self.catalog_changed.emit()
