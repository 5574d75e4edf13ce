"""Keeps the status bar true: who works here, test money, who does not answer, what waits."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from ui import formats, i18n
from ui.session import Session
from ui.views.base import Shell
from ui.widgets.rail import Rail
from ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from app.ports.waiting import Waiting
    from app.services.poller import Standing

log = logging.getLogger(__name__)
_PAYMENTS = "payments"
_OLD = timedelta(minutes=1)  # younger work is nothing to speak of


class StatusTeller(QObject):
    """Listens to the session and to committed events."""

    def __init__(
        self, status: StatusBar, rail: Rail, session: Session, *, go: Callable[[str], object]
    ) -> None:
        super().__init__(status)
        self._status = status
        self._rail = rail
        self._session = session
        self._go = go
        self._shell: Shell | None = None
        self._standing: Standing | None = None
        self._asking = False
        status.who.setText(i18n.tr("status.opening"))
        session.changed.connect(self.tell)
        self.tell()

    def begin(self, shell: Shell) -> None:
        """The shop is open: follow its payments; the heartbeat looks first."""
        self._shell = shell
        shell.bridge.attempt_changed.connect(self.look)

    def look(self, _event: object = None) -> None:
        """Find out who answers and what waits, and tell it."""
        if self._shell is not None and not self._asking:
            self._asking = True
            house = self._shell.house
            self._shell.executor.database(
                lambda: house.poller.standing(),
                owner=self,
                done=self._seen,
                failed=self._not_seen,
            )

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
        self._badge("test", i18n.tr("status.test_shop") if tested else "")
        self._tell_standing()
        status.show_text("database", i18n.tr("status.database"))

    def _tell_standing(self) -> None:
        if self._standing is None:
            return
        here, away = map(formats.tenders, (self._standing.here, self._standing.away))
        online = i18n.tr("status.online", names=here) if here else ""
        self._status.show_text("online", online)
        offline = i18n.tr("status.offline", names=away) if away else ""
        self._badge("offline", offline, on_click=self._show_payments)
        waiting = self._standing.waiting
        tasks = {"status.tasks": waiting.tasks}
        told = self._told(tasks, waiting.task_at)
        self._badge("tasks", told, on_click=self._show_payments)
        self._rail.show_tasks(_PAYMENTS, waiting.tasks, told)
        self._tell_asked(waiting)
        receipts = waiting.receipts
        printer = i18n.trn("status.printer_waits", receipts) if receipts else ""
        self._badge("printer", printer, on_click=self._show_printers)

    def _tell_asked(self, waiting: Waiting) -> None:
        """A customer who has not paid yet is nothing to be warned of; an unknown result is."""
        asked = {
            "status.checking": waiting.unknown,
            "status.awaited": waiting.payments - waiting.unknown,
            "status.refunding": waiting.refunds,
        }
        told = self._told(asked, waiting.oldest_at)
        if waiting.unknown:
            self._badge("checking", told, on_click=self._show_payments)
        elif self._status.text_of("checking") != told:
            self._status.show_text("checking", told)

    def _told(self, counted: Mapping[str, int], since: datetime | None) -> str:
        """How many there are, and how long the oldest of them has waited."""
        parts = [i18n.trn(key, n) for key, n in counted.items() if n]
        if since is not None and self._shell is not None:
            age = self._shell.house.clock.now() - since
            if age >= _OLD and parts:
                parts.append(i18n.tr("status.oldest", age=formats.ago(age)))
        return " · ".join(parts)

    def _badge(
        self, state: str, text: str, *, on_click: Callable[[], object] | None = None
    ) -> None:
        """A button that somebody may be about to press is not made anew for nothing."""
        if self._status.text_of(state).strip() != text:
            self._status.show_badge(state, text, on_click=on_click)

    def _seen(self, standing: Standing) -> None:
        self._asking = False
        self._standing = standing
        self.tell()

    def _not_seen(self, failure: Exception) -> None:
        self._asking = False
        log.info("nobody knows what waits: %s", failure)

    def _show_printers(self) -> None:
        if self._shell is not None:
            from ui import not_printed  # with all that papers need, which a start does not

            not_printed.show_printers(self._shell)

    def _show_payments(self) -> None:
        self._go(_PAYMENTS)
