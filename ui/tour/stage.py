"""The scene of the tour: a window as the till opens it, on no screen, and its shop behind it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app import settings
from app.ports.outside import Printer
from app.services.house import House
from app.settings import Till, TillSettings
from ui import app as window_program
from ui.i18n import tr
from ui.opening import Opening
from ui.tour.album import Album
from ui.tour.checks import Checks
from ui.tour.hands import Hands
from ui.tour.props import CountingExecutor, PaperTray
from ui.tour.waiting import Stuck, Waiter
from ui.widgets.buttons import Button

T = TypeVar("T")
OpenHouse = Callable[[Till, Printer | None], AbstractContextManager[House]]
_NOISE = "This plugin does not support"
_FAILURE = "failure"  # the topic of strips that tell one
_MAY_DISTURB = ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_STYLE_OVERRIDE")


class Stage:
    """The window and whoever drives it.

    Attributes:
        house: the shop, once it is open.
        album, checks: what is left behind, and what was expected.
    """

    def __init__(self, album: Album, checks: Checks, till: Till) -> None:
        self.album, self.checks, self.till = album, checks, till
        self.tray = PaperTray()
        self.waiter = Waiter()
        self.until = self.waiter.until
        self._house: House | None = None
        self._failure: Exception | None = None

    @contextmanager
    def lit(self, open_house: OpenHouse, font_folder: Path) -> Iterator[None]:
        """The window is on (no) screen for the length of the block, its shop open."""
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        for name in _MAY_DISTURB:
            os.environ.pop(name, None)
        app = window_program.create_application(["zhanggui"], font_folder)
        self.executor = CountingExecutor()
        with ExitStack() as shop, self.waiter.listening(), _without_noise():
            self.window = window_program.build_window(app, self.till.settings)
            try:
                self._open(lambda: shop.enter_context(open_house(self.till, self.tray)))
                yield
            finally:
                self._darken()

    @property
    def house(self) -> House:
        """The shop."""
        if self._house is None:
            raise RuntimeError("no shop is open yet")
        return self._house

    def settle(self) -> None:
        """Until nothing is under way and everything has been delivered and painted."""
        quiet = 0

        def calm() -> bool:
            nonlocal quiet
            quiet = quiet + 1 if self.executor.idle else 0
            return quiet > 2

        self.until(calm, "quiet")

    def picture(self, name: str) -> None:
        """Let everything come to rest and take a picture of the window."""
        self.settle()
        self.album.picture(self.window, name)

    def tidy(self) -> None:
        """Take away the strips that have been read, as staff do."""
        strips = self.window.frame.strips.strips
        while strips:
            self.hands.tap(strips[-1].findChildren(Button)[-1])

    def ask(self, work: Callable[[], T], *, seconds: float = 60.0) -> T:
        """Do something off the GUI thread and wait for it; raises what it raises."""
        got: list[T] = []
        lost: list[Exception] = []
        self.executor.background(work, owner=self.window, done=got.append, failed=lost.append)
        self.until(lambda: got or lost, "answer", seconds=seconds)
        if lost:
            raise lost[0]
        return got[0]

    def see(self, kind: type[T], found: object) -> T:
        """What is expected to be in sight; Stuck when something else is."""
        if not isinstance(found, kind):
            raise Stuck(tr("tour.instead", found=type(found).__name__, wanted=kind.__name__))
        return found

    def _open(self, open_house: Callable[[], House]) -> None:
        """As the till starts: painted first, then furnished, then the shop."""
        painted: list[bool] = []
        self.window.frame.painted.connect(lambda: painted.append(True))
        self.window.show()
        self.until(lambda: painted, "window")
        window_program.furnish(
            self.window,
            self.till.settings,
            self.executor,
            lambda changed: settings.save(self.till.home, changed),
        )
        self.hands = Hands(self.window, self.waiter)
        self.waiter.trouble = self._trouble

        def opened() -> House:
            try:
                self._house = open_house()
            except Exception as failure:
                self._failure = failure
                raise
            return self._house

        Opening(self.window, opened).start()

    def _trouble(self) -> None:
        """What the window tells its staff when something fails."""
        if self._failure is not None:
            raise self._failure
        for strip in self.window.frame.strips.strips:
            if strip.news.topic == _FAILURE:
                raise Stuck(strip.news.text)

    def _darken(self) -> None:
        self.waiter.trouble = lambda: None
        self.executor.close()
        self.window.close()
        self.window.deleteLater()


@contextmanager
def _without_noise() -> Iterator[None]:
    """Without what Qt says about its own way of drawing on no screen."""

    def tell(_kind: QtMsgType, _where: QMessageLogContext, words: str | None) -> None:
        if words and not words.startswith(_NOISE):
            print(words, file=sys.stderr)

    before = qInstallMessageHandler(tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def settings_of_tour(language: str) -> TillSettings:
    """A till as it comes, in one language and by daylight."""
    return TillSettings(language=language, theme="light")
