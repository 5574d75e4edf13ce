"""What an empty list says: what it is for and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme import icons, look
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

_PICTURE_EM, _HINT_EM = 11.0, 5.0


class EmptyState(QWidget):
    """An icon, a title, a sentence, and a button if there is something to do about it."""

    def __init__(
        self, icon: str, title_key: str, hint_key: str, *, button: Button | None = None
    ) -> None:
        super().__init__()
        self._icon = icon
        self._picture = QLabel()
        self.title = Label(title_key, "heading", wrap=True)
        self.hint = Label(hint_key, "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setSpacing(look.metrics.gap)
        column.addStretch(1)
        for part in (self._picture, self.title, self.hint):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        if button is not None:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        look.changed.connect(self._redraw)
        self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the words come first."""
        super().resizeEvent(event)
        em = look.metrics.em()
        self._picture.setVisible(self.height() > _PICTURE_EM * em)
        self.hint.setVisible(self.height() > _HINT_EM * em)

    def _redraw(self) -> None:
        side = look.metrics.em(3)
        self._picture.setPixmap(icons.pixmap(self._icon, look.tokens.muted, side))
