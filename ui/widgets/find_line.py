"""A line to narrow a list with; it tells after a moment of rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from ui import keys
from ui.i18n.live import say
from ui.theme import look
from ui.widgets.icon_line import IconLine

_REST_MS = 220


class FindLine(IconLine):
    """Down and Enter go on to the list.

    Attributes:
        on_find: called with the text when typing rests; on_down: when the list is wanted.
    """

    def __init__(self, hint_key: str) -> None:
        super().__init__("search")
        self.on_find: Callable[[str], object] = lambda _text: None
        self.on_down: Callable[[], object] = lambda: None
        self.setMinimumWidth(look.metrics.em(13))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        say(self.setAccessibleName, hint_key)
        say(self.setPlaceholderText, hint_key, hint=keys.hint("search"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.tell)
        self.textChanged.connect(lambda _text: self._rest.start())
        self.returnPressed.connect(self._entered)

    def begin(self) -> None:
        """Take the keyboard; what is typed now stands in place of what was."""
        self.setFocus()
        self.selectAll()

    def put(self, text: str) -> None:
        """Fill in and tell at once."""
        self.setText(text)
        self.tell()

    def tell(self) -> None:
        """Say what is wanted, now."""
        self._rest.stop()
        self.on_find(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leaves for the list."""
        if event.key() == Qt.Key.Key_Down:
            self.on_down()
        else:
            super().keyPressEvent(event)

    def _entered(self) -> None:
        if self._rest.isActive():
            self.tell()
        self.on_down()
