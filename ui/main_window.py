"""The window: which view is in sight, whom a key or a scan is for, and live language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from ui.frame import Frame
from ui.i18n.live import say
from ui.views import VIEWS

if TYPE_CHECKING:
    from app.services.house import House
    from ui.appearance import Appearance
    from ui.event_bridge import EventBridge
    from ui.executor import Executor
    from ui.scanner import Scanner
    from ui.session import Session
    from ui.status import StatusTeller
    from ui.views.base import Shell, View
    from ui.widgets.panels import PanelHost

USUAL_SIZE = (1366, 768)
LEAST_SIZE = (800, 480)


class MainWindow(QMainWindow):
    """Shows itself first; ui.furniture gives it its parts, `begin` the shop.

    Attributes:
        appearance: how it looks and speaks.
        session, executor, bridge, scanner, panels, teller: there once it is `furnished`.
    Signals:
        view_opened(view_id): another view is in sight.
    """

    view_opened = Signal(str)
    appearance: Appearance
    session: Session
    executor: Executor
    bridge: EventBridge
    scanner: Scanner
    panels: PanelHost
    teller: StatusTeller

    def __init__(self) -> None:
        super().__init__()
        self.frame = Frame()
        self.views: dict[str, View] = {}
        self.shell: Shell | None = None
        self.furnished = False
        self.setCentralWidget(self.frame)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*USUAL_SIZE)
        say(self.setWindowTitle, "app.title")

    def begin(self, house: House) -> None:
        """The shop is open and set up: show the counter."""
        from ui.furniture import shell_of

        self.shell = shell_of(self, house)
        self.teller.begin(self.shell)
        self.frame.rail.setEnabled(True)
        self.frame.rail.show()
        self.go(VIEWS[0].id)

    def go(self, view_id: str) -> View:
        """Open a view, which is built the first time; an unfinished panel keeps its own."""
        if self.shell is None:
            raise RuntimeError("no shop is open yet")
        if view_id not in self.views:
            entry = next(x for x in VIEWS if x.id == view_id)
            self.views[view_id] = entry.build(self.shell)
        view = self.views[view_id]
        if self.view_id != view_id and self.panels.keep() and self.panels.close_panel():
            self.frame.strips.leave_page()
            self.frame.show_page(view)
            view.refresh()
            view.focus_first()
            self.view_opened.emit(view_id)
        self.frame.rail.mark(self.view_id)
        return view

    @property
    def view_id(self) -> str:
        """The id of the view in sight; empty before the shop is open."""
        shown = self.frame.stack.currentWidget()
        return next((x for x, view in self.views.items() if view is shown), "")

    def show_page(self, page: QWidget) -> None:
        """Show something that is not a view, while there is no shop to work in."""
        self.frame.rail.hide()
        self.frame.status.who.clear()
        self.frame.show_page(page)
        page.setFocus()

    def act(self, action: str) -> None:
        """A key was pressed: the panel is asked first, then the view, then the window."""
        panel, view = self.panels.panel, self.views.get(self.view_id)
        if view is None or (panel is not None and panel.on_key(action)):
            return
        if action == "back" and panel is not None:
            panel.put_away()
        elif not view.on_key(action):
            self._act_for_window(action)

    def take_scan(self, code: str) -> None:
        """A code was scanned: for the panel, for the view, or else to be sold."""
        panel, view = self.panels.panel, self.views.get(self.view_id)
        if view is None or not any(sign.isdigit() for sign in code):
            from ui.widgets.entry import type_in

            if type_in(self.focusWidget(), code) or view is None:
                return
        if panel is not None and panel.on_scan(code):
            return
        if not view.on_scan(code):
            self.go("sell").on_scan(code)

    def tell_crash(self, sentence: str, folder: str) -> None:
        """Something broke that nobody caught; `folder` holds the report, if there is one."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        from ui.widgets.strips import LONG_MS, News

        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

        news = News(
            text=sentence,
            tone="error" if folder else "warn",
            topic="crash",
            stay_ms=0 if folder else LONG_MS,
            actions=(("file.open_folder", show),) if folder else (),
        )
        self.frame.strips.tell(news)

    def retranslate(self) -> None:
        """The language changed; what say() knows has been said again already."""
        if not self.furnished:
            return
        for view in self.views.values():
            view.retranslate()
        if self.panels.panel is not None:
            self.panels.panel.retranslate()
        self.teller.tell()

    def showEvent(self, event: QShowEvent) -> None:
        """The system's window exists now: listen to its keys."""
        super().showEvent(event)
        if self.furnished:
            self.scanner.watch(self.windowHandle())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Not before every view has kept what must not be lost; then listen no more."""
        if not all(view.may_close(self.close) for view in self.views.values()):
            event.ignore()
            return
        if self.furnished:
            self.scanner.watch(None)
            self.bridge.close()
        super().closeEvent(event)

    def _act_for_window(self, action: str) -> None:
        if self.shell is None:
            return
        if action == "help":
            from ui.views.keys_sheet import KeysSheet

            if self.panels.keep():
                self.panels.open(KeysSheet())
        elif action == "anything":
            from ui.views.palette import Palette

            if self.panels.keep():
                self.panels.open(Palette(self.shell, self.act))
        elif action == "full_screen":
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
        elif action == "return":
            self.go("orders").on_key(action)
        elif action != "back" and self.view_id != "sell":
            self.go("sell").on_key(action)

    def open_place(self, place: int) -> None:
        """Open the view at this place of the rail, counted from 0."""
        if self.shell is not None and place < len(VIEWS):
            self.go(VIEWS[place].id)

    def give_focus_back(self) -> None:
        """A panel has gone: the view has the keyboard."""
        view = self.views.get(self.view_id)
        if view is not None:
            view.focus_first()
