"""The F1 sheet: every key and what it does."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout

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
        for group in _GROUPS:
            self._group(f"keys.{group}", [key for key in keys.KEYS if key.group == group])
        self.body.addWidget(Label("keys.views", "strong"))
        rows = self._rows()
        for place, entry in enumerate(VIEWS):
            rows.addRow(_cap(keys.view_sequence(place)), Label(f"view.{entry.id}"))
        self.body.addWidget(Label("keys.more", "strong"))
        for key in _MORE:
            self.body.addWidget(Label(key, wrap=True))

    def focus_first(self) -> None:
        """There is nothing to fill in."""
        self.close_button.setFocus()

    def _group(self, title_key: str, group: list[keys.Key]) -> None:
        self.body.addWidget(Label(title_key, "strong"))
        rows = self._rows()
        for key in group:
            rows.addRow(_cap(" / ".join(key.sequences)), Label(f"key.{key.action}", wrap=True))

    def _rows(self) -> QFormLayout:
        rows = QFormLayout()
        rows.setHorizontalSpacing(look.metrics.gap * 2)
        rows.setVerticalSpacing(look.metrics.gap // 2)
        self.body.addLayout(rows)
        return rows


def _cap(sequence: str) -> Badge:
    cap = Badge()
    cap.setText(sequence)
    return cap
