"""Draws one cell: words, words over smaller words, or a pill."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import fonts, look
from ui.widgets.models import Index
from ui.widgets.table.model import DETAIL_ROLE, TONE_ROLE

_SMALL = 0.85
_TONES = {
    "": ("sunken", "text"),
    "info": ("info_soft", "info_soft_text"),
    "good": ("good_soft", "good_soft_text"),
    "warn": ("warn_soft", "warn_soft_text"),
    "error": ("danger_soft", "danger_soft_text"),
}


class CellDelegate(QStyledItemDelegate):
    """The same for every list."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        active = chosen and option.widget is not None and option.widget.hasFocus()
        painter.save()
        painter.fillRect(rect, look.colour("chosen" if chosen else "card"))
        painter.setPen(look.colour("focus" if active else "line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if active:
            painter.drawLine(rect.topLeft(), rect.topRight())
        pad = look.metrics.gap
        box = rect.adjusted(pad, 0, -pad, -1)
        tone = index.data(TONE_ROLE)
        if tone is not None:
            _pill(painter, box, str(index.data()), str(tone))
        else:
            _texts(painter, box, index, "chosen_text" if chosen else "text")
        painter.restore()


def _texts(painter: QPainter, box: QRect, index: Index, token: str) -> None:
    align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
    detail = str(index.data(DETAIL_ROLE) or "")
    painter.setPen(look.colour(token))
    painter.setFont(fonts.sized(look.metrics.em()))
    if not detail:
        _line(painter, box, str(index.data()), align)
        return
    side = align & Qt.AlignmentFlag.AlignHorizontal_Mask
    half = box.height() // 2
    upper = QRect(box.left(), box.top(), box.width(), half + 2)
    lower = QRect(box.left(), box.top() + half + 1, box.width(), half)
    _line(painter, upper, str(index.data()), side | Qt.AlignmentFlag.AlignBottom)
    painter.setFont(fonts.sized(look.metrics.em(_SMALL)))
    painter.setPen(look.colour("muted" if token == "text" else token))
    _line(painter, lower, detail, side | Qt.AlignmentFlag.AlignTop)


def _line(painter: QPainter, box: QRect, text: str, align: Qt.AlignmentFlag) -> None:
    fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, align, fitting)


def _pill(painter: QPainter, box: QRect, text: str, tone: str) -> None:
    if not text:
        return
    ground, ink = _TONES[tone]
    font = fonts.sized(look.metrics.em(_SMALL))
    high, pad = look.metrics.em(1.9), look.metrics.em(0.6)
    wide = min(QFontMetrics(font).horizontalAdvance(text) + 2 * pad + 2, box.width())
    pill = QRect(box.left(), box.center().y() - high // 2 + 1, wide, high)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(ground))
    painter.drawRoundedRect(QRectF(pill), high / 2, high / 2)
    painter.setPen(look.colour(ink))
    painter.setFont(font)
    _line(painter, pill.adjusted(pad, 0, -pad, 0), text, Qt.AlignmentFlag.AlignCenter)
