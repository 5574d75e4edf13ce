"""Keeps the status bar true: who works here, test money, payments that are being checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from ui import i18n
from ui.session import Session
from ui.views.base import Shell
from ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from app.ports.queries import OpenAttempt


class StatusTeller(QObject):
    """Listens to the session and to committed events."""

    def __init__(self, status: StatusBar, session: Session, *, go: Callable[[str], object]) -> None:
        super().__init__(status)
        self._status = status
        self._session = session
        self._go = go
        self._shell: Shell | None = None
        self._open = 0
        self._printing = 0
        status.who.setText(i18n.tr("status.opening"))
        session.changed.connect(self.tell)
        self.tell()

    def begin(self, shell: Shell) -> None:
        """The shop is open: follow its payments."""
        self._shell = shell
        shell.bridge.attempt_changed.connect(self._count)
        self._count()
        self.tell()

    def receipts_wait(self, waiting: int) -> None:
        """So many receipts could not be printed yet."""
        if waiting != self._printing:
            self._printing = waiting
            self.tell()

    def tell(self) -> None:
        """Write everything anew, in the language in use."""
        session, status = self._session, self._status
        if not session.ready:
            return
        key = "status.who" if session.staff else "status.till"
        status.who.setText(i18n.tr(key, till=session.till, staff=session.staff))
        window = status.window()
        if isinstance(window, QMainWindow):
            window.setWindowTitle(i18n.tr("app.title_shop", shop=session.profile.name))
        tested = session.profile.test_payments
        status.show_badge("test", i18n.tr("status.test_shop") if tested else "")
        checking = i18n.trn("status.checking", self._open) if self._open else ""
        status.show_badge("checking", checking, on_click=self._show_payments)
        waiting = i18n.trn("status.printer_waits", self._printing) if self._printing else ""
        status.show_badge("printer", waiting)
        status.show_text("database", i18n.tr("status.database"))

    def _count(self, _event: object = None) -> None:
        if self._shell is not None:
            queries = self._shell.house.queries
            self._shell.executor.database(queries.open_attempts, owner=self, done=self._counted)

    def _counted(self, attempts: Sequence[OpenAttempt]) -> None:
        if len(attempts) != self._open:
            self._open = len(attempts)
            self.tell()

    def _show_payments(self) -> None:
        self._go("payments")
