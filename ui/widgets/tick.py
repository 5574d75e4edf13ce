"""A box to tick, and fields side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ui.i18n.live import say
from ui.theme import look


class Tick(QCheckBox):
    """Its words follow the language."""

    def __init__(self, key: str) -> None:
        super().__init__()
        say(self.setText, key)
        say(self.setAccessibleName, key)


def side_by_side(*parts: QWidget) -> QGridLayout:
    """Fields in columns of the same width; what is wrong with one does not move the other."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.metrics.gap * 2)
    grid.setVerticalSpacing(look.metrics.gap)
    for place, part in enumerate(parts):
        grid.addWidget(part, 0, place, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(place, 1)
    return grid
