"""Language, theme and size of the till, applied while the window is open."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QApplication

from ui import i18n, language
from ui.i18n.live import say_again
from ui.theme import Size, ThemeName, look

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

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
        self._qt_too = False

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

    def speak_qt_too(self) -> None:
        """From now on Qt's own words (print dialog, menus of fields) follow as well."""
        self._qt_too = True
        self._speak_qt()

    def _speak(self) -> None:
        QLocale.setDefault(QLocale("zh_CN" if i18n.language() == "zh" else "en_GB"))
        if self._qt_too:
            self._speak_qt()
        say_again()
        self.language_changed.emit()

    def _speak_qt(self) -> None:
        from PySide6.QtCore import QLibraryInfo, QTranslator

        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if i18n.language() == "zh" and translator.load("qtbase_zh_CN", folder):
            self._app.installTranslator(translator)
            self._translator = translator

    def _theme(self, wanted: str) -> ThemeName:
        if wanted != "auto":
            return ThemeName(wanted)
        from PySide6.QtCore import Qt  # costs the start too much where it is not needed

        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return ThemeName.DARK if dark else ThemeName.LIGHT
