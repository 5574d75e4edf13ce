"""The real window for tests: built with any house, driven as staff drive it."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.house import House
from app.settings import TillSettings
from tests.helpers.immediate import ImmediateExecutor
from ui import app as ui_app
from ui import i18n
from ui.executor import Executor
from ui.main_window import MainWindow
from ui.theme import Size, ThemeName, look

FONTS = Path(__file__).parents[2] / "reports" / "fonts"
SETTINGS = TillSettings(staff_name="李娜", language="zh", theme="light")
ENGLISH = replace(SETTINGS, language="en")


@functools.cache
def application() -> QApplication:
    """The application of the test process, with the shipped fonts; they are loaded once."""
    made = ui_app.create_application(["zhanggui"], FONTS)
    _look_as_ever()
    return made


def open_window(
    house: House,
    *,
    settings: TillSettings = SETTINGS,
    executor: Executor | None = None,
    size: tuple[int, int] = (1366, 768),
) -> MainWindow:
    """A window with an open shop, on screen; work is done at once unless said otherwise."""
    window = ui_app.build_window(application(), settings)
    ui_app.furnish(window, settings, executor or ImmediateExecutor())
    window.resize(*size)
    window.show()
    profile = house.shop.profile()
    if profile is not None:
        window.session.set_profile(profile)
        window.bridge.listen(house.bus.subscribe)
        window.begin(house)
    settle()
    return window


def restyle(window: MainWindow, **changes: str) -> None:
    """Change settings of the till while the window is open: language, theme, size."""
    window.session.set_settings(replace(window.session.settings, **changes))
    settle()


def settle() -> None:
    """Let Qt deliver everything that is waiting."""
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def close_window(window: MainWindow) -> None:
    """Take a window away and put language and look back."""
    window.close()
    settle()  # what lies on the counter is put aside first
    window.deleteLater()
    settle()
    _look_as_ever()


def _look_as_ever() -> None:
    """What a test begins with, whichever ran before it."""
    i18n.set_language("en")
    look.apply(ThemeName.LIGHT, Size.NORMAL)


def scan(window: MainWindow, code: str) -> None:
    """A scanner sends a code and Return, key after key, to the window."""
    handle = window.windowHandle()
    for sign in code:
        QTest.keyClick(handle, sign)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    settle()


def press(
    window: MainWindow,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """A person presses a key."""
    QTest.keyClick(window.windowHandle(), key, modifier)
    settle()


def type_text(window: MainWindow, text: str) -> None:
    """A person types into whatever has the keyboard."""
    for sign in text:
        QTest.keyClick(window.windowHandle(), sign)
        window.scanner.hand_on()
    settle()
