"""The window's program: paint first, then open the shop on a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ui.appearance import Appearance
from ui.executor import Executor, ThreadExecutor
from ui.main_window import USUAL_SIZE, MainWindow
from ui.opening import Opening
from ui.session import Session
from ui.theme import fonts
from ui.tones import Tones

if TYPE_CHECKING:
    from app.services.house import House
    from app.settings import TillSettings

_SILENT_PLATFORMS = frozenset({"offscreen", "minimal"})
_LEAST_SIZE = (800, 480)


def create_application(argv: Sequence[str], font_folder: Path) -> QApplication:
    """The one QApplication of the process, with our fonts in it."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(list(argv))
    app.setApplicationName("Zhanggui")
    app.setStyle("Fusion")
    fonts.load(font_folder)
    return app


def build_window(
    app: QApplication,
    settings: TillSettings,
    executor: Executor,
    *,
    save_settings: Callable[[TillSettings], None] = lambda _settings: None,
) -> MainWindow:
    """The window without a shop; give it one with `Opening`, or with `begin` in a test."""
    appearance = Appearance(app)
    appearance.apply(settings)
    session = Session(settings, save_settings)
    tones = Tones(on=app.platformName() not in _SILENT_PLATFORMS)
    window = MainWindow(session, executor, tones=tones)
    appearance.setParent(window)
    window.setMinimumSize(*_LEAST_SIZE)
    window.resize(*USUAL_SIZE)
    session.changed.connect(lambda: appearance.apply(session.settings))
    appearance.language_changed.connect(window.retranslate)
    return window


def run(
    open_house: Callable[[], House],
    *,
    settings: TillSettings,
    save_settings: Callable[[TillSettings], None],
    font_folder: Path,
    argv: Sequence[str] = (),
    problem: Exception | None = None,
) -> int:
    """Show the till until it is closed; returns the exit status.

    Args:
        open_house: called once, on the database worker, after the window has been painted.
        problem: something to tell once the shop is open.
    """
    app = create_application(argv, font_folder)
    executor = ThreadExecutor()
    window = build_window(app, settings, executor, save_settings=save_settings)
    opening = Opening(window, open_house, problem=problem)
    opening.start_after_paint()
    window.show()
    try:
        return app.exec()
    finally:
        executor.close()
