"""Why there is no window: told in one of its own, to who started the till by a click.

They see no terminal. It goes by itself, so that a start nobody watches ends as well.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from app.settings import TillSettings
from ui import i18n
from ui.app import create_application
from ui.appearance import Appearance

STAYS_MS = 60_000


def tell(sentence: str, font_folder: Path) -> None:
    """Show a sentence until it is closed, in the language in use."""
    app = create_application(["zhanggui"], font_folder)
    Appearance(app).apply(TillSettings(language=i18n.language()))
    made = box(sentence)
    made.exec()
    made.deleteLater()


def box(sentence: str) -> QMessageBox:
    """The window with the sentence."""
    made = QMessageBox(QMessageBox.Icon.Warning, i18n.tr("app.title"), sentence)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.addButton(i18n.tr("panel.close"), QMessageBox.ButtonRole.AcceptRole)
    QTimer.singleShot(STAYS_MS, made, made.reject)
    return made
