"""What a painted window is given before it can work: all that need not be there at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import shortcuts
from ui.event_bridge import EventBridge
from ui.executor import Executor
from ui.main_window import MainWindow
from ui.scanner import Scanner
from ui.screen import UNSEEN_PLATFORMS
from ui.session import Session
from ui.status import StatusTeller
from ui.tones import Tones
from ui.views.base import Shell
from ui.widgets.panels import PanelHost
from ui.widgets.status_bar import StatusBar
from ui.widgets.strips import StripHost

if TYPE_CHECKING:
    from app.services.house import House


def furnish(window: MainWindow, session: Session, executor: Executor) -> None:
    """Put everything into the window and connect it; the only place where its signals meet."""
    window.session, window.executor = session, executor
    window.bridge = EventBridge(window)
    window.scanner = Scanner(window)
    window.panels = PanelHost(window.frame.stack)
    window.frame.furnish(StripHost(window.frame.stack), StatusBar())
    window.teller = StatusTeller(window.frame.status, window.frame.rail, session, go=window.go)
    window.furnished = True
    shortcuts.install(window, act=window.act, open_place=window.open_place)
    window.scanner.scanned.connect(window.take_scan)
    window.frame.rail.chosen.connect(window.go)
    window.panels.on_closed = window.give_focus_back
    if window.windowHandle() is not None:
        window.scanner.watch(window.windowHandle())


def shell_of(window: MainWindow, house: House) -> Shell:
    """The window as its views see it, with a shop in it."""
    from PySide6.QtWidgets import QApplication

    shell = Shell(
        house=house,
        executor=window.executor,
        bridge=window.bridge,
        session=window.session,
        panels=window.panels,
        strips=window.frame.strips,
        tones=Tones(on=QApplication.platformName() not in UNSEEN_PLATFORMS),
        go=window.go,
        open_url=_open_url,
    )
    window.executor.on_failure = shell.tell_failure
    # A paper that is out settles what was said of papers that would not come out.
    window.bridge.paper_handed_out.connect(lambda _paper: shell.strips.settle("print"))
    return shell


def _open_url(url: str) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl(url))
