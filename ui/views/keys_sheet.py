"""The F1 sheet: every key and what it does."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from ui import keys
from ui.theme import look
from ui.views import VIEWS
from ui.widgets.labels import Badge, Label
from ui.widgets.panels import Panel

_GROUPS = ("sell", "pay", "window")
_MORE = ("keys.scan", "keys.times", "keys.arrows", "keys.slash")


class KeysSheet(Panel):
    """Reads ui.keys, so it is always right."""

    def __init__(self) -> None:
        super().__init__("keys.title")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.metrics.gap * 2)
        self._grid.setVerticalSpacing(look.metrics.gap // 2)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        for group in _GROUPS:
            self._title(f"keys.{group}")
            for key in keys.KEYS:
                if key.group == group:
                    self._row(" / ".join(map(keys.written, key.sequences)), f"key.{key.action}")
        self._title("keys.views")
        for place, entry in enumerate(VIEWS):
            self._row(keys.written(keys.view_sequence(place)), f"view.{entry.id}")
        self.body.addWidget(Label("keys.more", "strong"))
        for words in _MORE:
            self.body.addWidget(Label(words, wrap=True))

    def focus_first(self) -> None:
        """There is nothing to fill in: arrows scroll, Esc closes."""
        self._area.setFocus()

    def _title(self, key: str) -> None:
        self._grid.addWidget(Label(key, "strong"), self._grid.rowCount(), 0, 1, 2)

    def _row(self, sequences: str, key: str) -> None:
        row = self._grid.rowCount()
        cap = Badge()
        cap.setText(sequences)
        self._grid.addWidget(cap, row, 0)
        self._grid.addWidget(Label(key, wrap=True), row, 1)
