"""A line to type in that begins with an icon, as large as the writing."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from ui.theme import icons, look

_ICON_EM = 1.35


class IconLine(QLineEdit):
    """Paints the icon itself: Qt would keep it small when the writing is large."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setClearButtonEnabled(True)
        look.changed.connect(self._make_room)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, then the icon."""
        super().paintEvent(event)
        side = look.metrics.em(_ICON_EM)
        picture = icons.pixmap(self._icon, look.tokens.muted, side)
        QPainter(self).drawPixmap(look.metrics.mm(2.6), (self.height() - side) // 2, picture)

    def _make_room(self) -> None:
        self.setTextMargins(look.metrics.em(_ICON_EM) + look.metrics.gap // 2, 0, 0, 0)
