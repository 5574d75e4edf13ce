"""Language, theme and size of the till, applied while the window is open."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from ui import i18n, language
from ui.i18n.live import say_again
from ui.theme import Size, ThemeName, look

if TYPE_CHECKING:
    from app.settings import TillSettings


class Appearance(QObject):
    """Applies only what differs: saving a phone number must not paint everything anew.

    Signals:
        language_changed: everything said with say() has been said again already.
    """

    language_changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._translator: QTranslator | None = None
        self._shown: tuple[str, str] | None = None
        self._spoken = ""

    def apply(self, settings: TillSettings) -> None:
        """Look and speak as these settings say."""
        wanted = (settings.theme, settings.size)
        if wanted != self._shown:
            self._shown = wanted
            look.apply(self._theme(settings.theme), Size(settings.size))
        i18n.set_language(language.resolve(settings.language, os.environ))
        if i18n.language() != self._spoken:
            self._spoken = i18n.language()
            self._speak()

    def _speak(self) -> None:
        chinese = i18n.language() == "zh"
        QLocale.setDefault(QLocale("zh_CN" if chinese else "en_GB"))
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        if chinese:
            translator = QTranslator(self)
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if translator.load("qtbase_zh_CN", folder):
                self._app.installTranslator(translator)
                self._translator = translator
        say_again()
        self.language_changed.emit()

    def _theme(self, wanted: str) -> ThemeName:
        if wanted != "auto":
            return ThemeName(wanted)
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return ThemeName.DARK if dark else ThemeName.LIGHT
