"""Line icons in the colours of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme.drawings import DRAWINGS

_SHEET = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="black"'
    ' stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">{drawing}</svg>'
)
_FAINT = 0.35  # what cannot be pressed now must not look alive


def svg(name: str) -> bytes:
    """An icon as an SVG document, in black."""
    return _SHEET.format(drawing=DRAWINGS[name]).encode()


@lru_cache(maxsize=128)
def _shape(name: str, side: int) -> QPixmap:
    """An icon in black, to be coloured: a drawing is read once for all its colours."""
    picture = QPixmap(QSize(side, side))
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg(name))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, side_px: int, opacity: float = 1.0) -> QPixmap:
    """An icon drawn at `side_px` device-independent pixels, sharp on this screen."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    picture = QPixmap(_shape(name, round(side_px * ratio)))
    ink = QColor(colour)
    ink.setAlphaF(opacity)
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(picture.rect(), ink)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=512)
def icon(name: str, colour: str, side_px: int, on_colour: str | None = None) -> QIcon:
    """An icon; `on_colour` is used while its button is checked."""
    made = QIcon(pixmap(name, colour, side_px))
    made.addPixmap(pixmap(name, colour, side_px, _FAINT), QIcon.Mode.Disabled)
    if on_colour is not None:
        made.addPixmap(pixmap(name, on_colour, side_px), QIcon.Mode.Normal, QIcon.State.On)
    return made
