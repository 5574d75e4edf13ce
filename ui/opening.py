"""From a painted window to an open shop: on a worker, with a way on when it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from ui import errors
from ui.main_window import MainWindow
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from app.domain.shop import ShopProfile
    from app.services.house import House
    from ui.views.base import Shell

_LOOK_BACK_MS = 1000


class Opening(QObject):
    """Opens the shop and shows the counter, or the first-start page in a new shop.

    Signals:
        opened: the counter is in sight.
        answered: there is a page for somebody to work with, also when it says what failed.
    """

    opened = Signal()
    answered = Signal()

    def __init__(
        self,
        window: MainWindow,
        open_house: Callable[[], House],
        *,
        problems: Sequence[Exception] = (),
    ) -> None:
        super().__init__(window)
        self._window = window
        self._open_house = open_house
        self._problems = problems

    def start(self) -> None:
        """Open the shop."""
        open_house = self._open_house

        def job() -> tuple[House, ShopProfile | None]:
            house = open_house()
            return house, house.queries.profile()

        self._window.executor.database(job, owner=self, done=self._opened, failed=self._failed)

    def _opened(self, found: tuple[House, ShopProfile | None]) -> None:
        house, profile = found
        self._window.bridge.listen(house.bus.subscribe)
        if profile is None:
            from ui.views.first_start import FirstStart

            page = FirstStart(house, self._window.executor, self._window.session)
            page.finished.connect(
                lambda chosen, begin_with: self._begin(house, chosen, page, begin_with)
            )
            self._window.show_page(page)
        else:
            self._begin(house, profile, None)
        self.answered.emit()

    def _begin(
        self, house: House, profile: ShopProfile, page: QWidget | None, begin_with: str = ""
    ) -> None:
        from ui.polling import Heartbeat

        window = self._window
        window.session.set_profile(profile)
        window.begin(house)
        if page is not None:
            page.deleteLater()
        if window.shell is not None:
            QTimer.singleShot(_LOOK_BACK_MS, window, self._look_back)
            Heartbeat(window.shell, window.teller, window).start()
            for problem in self._problems:
                _tell(window.shell, problem)
        if begin_with == "import":
            window.go("inventory").on_key("import")
        self.opened.emit()

    def _look_back(self) -> None:
        """Not before the counter sells: it needs the rules and tables of payments."""
        from ui.views.pay.left_open import LeftOpen

        if self._window.shell is not None:
            LeftOpen(self._window.shell, self._window).look()

    def _failed(self, failure: Exception) -> None:
        retry = Button("app.retry", kind="primary", on_click=self.start)
        page = EmptyState("warning", "app.failed", "app.failed", button=retry)
        page.hint.setText(errors.text(failure))
        self._window.show_page(page)
        self.answered.emit()


def _tell(shell: Shell, problem: Exception) -> None:
    """What was met while the shop opened; where it can be mended, the way there."""
    if not (isinstance(problem, UserError) and problem.key == "notify_port_taken"):
        shell.tell_failure(problem)
        return
    from ui.views.settings.view import PAYMENTS
    from ui.widgets.strips import News

    news = News(
        text=errors.text(problem),
        tone="warn",
        topic=problem.key,
        actions=(("payments.settings", lambda: shell.go("settings").open_item(PAYMENTS)),),
        stay_ms=0,
    )
    shell.tell(news)
