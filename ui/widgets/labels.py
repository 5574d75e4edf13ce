"""Words and figures that are read, not touched."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.i18n.live import say
from ui.theme import fonts, look

LabelKind = Literal["body", "title", "heading", "strong", "muted", "small", "error", "badge"]
Tone = Literal["", "info", "good", "warn", "error"]

_FILL = 0.96  # figures reach a little beyond their advance


class Label(QLabel):
    """A line of words; `key` may be empty when the text comes later."""

    def __init__(self, key: str = "", kind: LabelKind = "body", *, wrap: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if key:
            say(self.setText, key)


class Badge(Label):
    """A pill with a state in it; the tone is never the only sign, the words say it too."""

    def __init__(self, key: str = "", tone: Tone = "") -> None:
        super().__init__(key, "badge")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)


class AmountLabel(QLabel):
    """Big figures that always fit: they shrink before they would be cut.

    Args:
        points: the size they have when there is room; token: their colour.
    """

    def __init__(self, points: float, *, token: str = "text") -> None:
        super().__init__()
        self._points, self._token = points, token
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_points(self, points: float) -> None:
        """Give them another size."""
        self._points = points
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the figures, wide enough for an ordinary amount."""
        height = round(look.metrics.display(self._points) * 1.4)  # letters go below the line
        return QSize(round(height * 2.2), height)

    def minimumSizeHint(self) -> QSize:
        """They may become narrow: then they shrink."""
        return QSize(look.metrics.em(3), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figures as large as they fit."""
        painter = QPainter(self)
        px = look.metrics.display(self._points)
        font = fonts.sized(px, bold=True)
        width = QFontMetrics(font).horizontalAdvance(self.text())
        if width > self.width() > 0:
            font = fonts.sized(int(px * _FILL * self.width() / width), bold=True)
        painter.setFont(font)
        painter.setPen(look.colour(self._token))
        painter.drawText(self.rect(), int(self.alignment()), self.text())


def restyle(widget: QWidget) -> None:
    """Have the style sheet look at a widget again after a property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    for child in widget.findChildren(QWidget):
        style.unpolish(child)
        style.polish(child)
    widget.update()


def card() -> QFrame:
    """A surface with an outline."""
    frame = QFrame()
    frame.setProperty("kind", "card")
    return frame


def rule() -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setProperty("kind", "line")
    return line
