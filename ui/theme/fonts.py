"""The shipped font; offscreen and bare machines have none of their own."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.metrics import Metrics

FAMILY = "Noto Sans SC"
log = logging.getLogger(__name__)


def load(folder: Path) -> int:
    """Register every font file of `folder`; returns how many were taken."""
    taken = 0
    for file in sorted(folder.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) >= 0:
            taken += 1
        else:
            log.warning("font %s could not be read", file.name)
    return taken


def body(metrics: Metrics) -> QFont:
    """The font of the window; its figures all have the same width."""
    font = QFont(FAMILY)
    font.setPixelSize(metrics.em())
    return font


def sized(px: int, *, bold: bool = False) -> QFont:
    """The window's font at `px` pixels, for what paints itself."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, px))
    font.setBold(bold)
    return font
