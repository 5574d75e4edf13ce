"""A QR code painted module by module, never a scaled picture; black on white in every theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n.live import say
from ui.theme import look

_QUIET = 4  # light modules around the code, which readers need
_LEAST_STEP = 2


class QrView(QWidget):
    """The code alone, without the light edge it needs, is at least `look.metrics.qr` wide.

    Where there is less room it is smaller: a code that is cut off cannot be read at all.
    """

    def __init__(self, name_key: str) -> None:
        super().__init__()
        self._matrix: list[list[bool]] = []
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        say(self.setAccessibleName, name_key)

    def show_code(self, matrix: list[list[bool]]) -> None:
        """Show a code given as rows of modules, True is dark."""
        self._matrix = matrix
        self.updateGeometry()
        self.update()

    def fit(self, room: int) -> None:
        """Be no larger than so many pixels."""
        if room != self._room:
            self._room = room
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Whole pixels for every module."""
        if not self._matrix:
            return QSize(look.metrics.qr, look.metrics.qr)
        modules = len(self._matrix)
        whole = modules + 2 * _QUIET
        step = -(-look.metrics.qr // modules)
        if self._room:
            step = max(_LEAST_STEP, min(step, self._room // whole))
        return QSize(step * whole, step * whole)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every dark module."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._matrix:
            return
        step = min(self.width(), self.height()) / (len(self._matrix) + 2 * _QUIET)
        for row, modules in enumerate(self._matrix):
            for column, dark in enumerate(modules):
                if dark:
                    x, y = (column + _QUIET) * step, (row + _QUIET) * step
                    painter.fillRect(QRectF(x, y, step, step), Qt.GlobalColor.black)
