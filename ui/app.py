"""The window's program: paint first, then open the shop on a worker."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.appearance import Appearance
from ui.main_window import MainWindow
from ui.theme import fonts

if TYPE_CHECKING:
    from app.services.house import House
    from app.settings import TillSettings
    from ui.crashes import Crashes
    from ui.executor import Executor

_SWITCH_S = 0.001  # a report being made on a worker must not make scanning wait
_STYLE = ("-style", "fusion")  # said before there is an application: afterwards it takes 10 ms
_TITLE_PX = 40  # what a desktop puts around a window
SaveSettings = Callable[["TillSettings"], None]


def create_application(argv: Sequence[str], font_folder: Path) -> QApplication:
    """The one QApplication of the process, with our fonts in it."""
    existing = QApplication.instance()
    program = [*(argv or ["zhanggui"]), *_STYLE]
    app = existing if isinstance(existing, QApplication) else QApplication(program)
    app.setApplicationName("Zhanggui")
    fonts.load(font_folder)
    return app


def build_window(app: QApplication, settings: TillSettings) -> MainWindow:
    """The window as it is painted first; `furnish` gives it everything else."""
    appearance = Appearance(app)
    appearance.apply(settings)
    window = MainWindow()
    appearance.setParent(window)
    window.appearance = appearance
    return window


def furnish(
    window: MainWindow,
    settings: TillSettings,
    executor: Executor,
    save_settings: SaveSettings = lambda _settings: None,
) -> None:
    """Make a painted window ready for a shop; `MainWindow.begin(house)` or Opening gives it one."""
    from ui import furniture
    from ui.session import Session

    session = Session(settings, save_settings)
    furniture.furnish(window, session, executor)
    appearance = window.appearance
    session.changed.connect(lambda: appearance.apply(session.settings))
    appearance.language_changed.connect(window.retranslate)
    appearance.speak_qt_too()


def run(
    open_house: Callable[[], House],
    *,
    settings: TillSettings,
    save_settings: SaveSettings,
    font_folder: Path,
    crashes: Crashes,
    argv: Sequence[str] = (),
    problems: Sequence[Exception] = (),
) -> int:
    """Show the till until it is closed; returns the exit status.

    Args:
        open_house: called once, on the database worker, after the window has been painted.
        crashes: what nobody catches, to be told in the window.
        problems: what is to be told once the shop is open; opening it may add some.
    """
    sys.setswitchinterval(_SWITCH_S)
    gc.disable()  # nearly all that a start makes stays: looking for garbage costs a tenth of it
    app = create_application(argv, font_folder)
    window = build_window(app, settings)
    executors: list[Executor] = []

    def open_shop() -> None:
        from ui.executor import ThreadExecutor
        from ui.opening import Opening

        executor = window.executor = ThreadExecutor()
        executors.append(executor)
        opening = Opening(window, open_house, problems=problems)
        opening.answered.connect(_tidy_again)
        opening.start()  # the shop opens while the window is furnished; it is shown afterwards
        furnish(window, settings, executor, save_settings)
        crashes.told.connect(window.tell_crash)

    window.frame.painted.connect(lambda: QTimer.singleShot(0, open_shop))
    show_fitting(window)
    try:
        return app.exec()
    finally:
        for executor in executors:
            executor.close()


def show_fitting(window: MainWindow) -> None:
    """Show the window, filling a screen that has no room for its title beside its usual size.

    Where nobody manages windows, asking to be maximized is asking nobody: the size is set as well.
    """
    room, usual, least = window.screen().availableSize(), window.size(), window.minimumSize()
    tight = room.width() <= usual.width() or room.height() < usual.height() + _TITLE_PX
    fits = room.width() >= least.width() and room.height() >= least.height()
    if tight and fits:
        window.setGeometry(window.screen().availableGeometry())
        window.showMaximized()
    else:
        window.show()


def _tidy_again() -> None:
    """Collect garbage from now on, and leave what the start has made out of it."""
    gc.freeze()
    gc.enable()
