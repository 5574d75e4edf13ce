"""Comparing with statements from the window: downloaded, or brought as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from app.domain.errors import ShopError, UserError
from app.domain.reconciling.columns import Field, Seen
from app.services.comparing import Outcome
from app.services.house import House
from ui import errors, files, formats, i18n, order_words
from ui.views.base import Shell
from ui.views.payments.columns_step import ColumnsStep
from ui.widgets.buttons import Button
from ui.widgets.day_span import DaySpan
from ui.widgets.flow import flowing
from ui.widgets.labels import Label
from ui.widgets.steps import Step
from ui.widgets.strips import LONG_MS, News

KEPT = timedelta(days=90)
"""So long providers keep their statements ready."""
T = TypeVar("T")
Heard = tuple[str, Outcome | None, ShopError | None]
"""A way to pay, what was read about it, and what stopped that."""


class StatementsStep(Step):
    """Both run beside the window; what they found is told, and the list shows what differs.

    A file that names its columns in a way of its own leads to one more step.

    Args:
        changed: called when something was read.
    """

    def __init__(self, shell: Shell, changed: Callable[[], object]) -> None:
        super().__init__("payments.statements")
        self._shell, self._changed = shell, changed
        self.days = DaySpan()
        yesterday = _yesterday(shell)
        self.days.limit(yesterday - KEPT, yesterday + timedelta(days=1))
        self.days.put(yesterday, yesterday)
        self.buttons = (
            Button("payments.compare", kind="primary", icon="link", on_click=self.download),
            Button("payments.bring", icon="receive", on_click=self.bring),
        )
        self.column.addWidget(Label("payments.statements.download", "body", wrap=True))
        self.column.addWidget(flowing(self.days))
        self.column.addWidget(flowing(self.buttons[0]))
        self.column.addWidget(Label("payments.statements.file", "body", wrap=True))
        self.column.addWidget(flowing(self.buttons[1]))

    def focus_first(self) -> None:
        """On the daily one."""
        self.buttons[0].setFocus()

    def download(self) -> None:
        """The days chosen, of every provider that has statements."""
        house, staff = self._shell.house, self._shell.session.staff
        first, last = self.days.days
        self._begin(lambda: _downloaded(house, first, last, staff), self._done)

    def bring(self) -> None:
        """A file, whosever it is."""
        path = files.ask_statement(self)
        if path is None:
            return
        house, staff = self._shell.house, self._shell.session.staff

        def read() -> Outcome | Seen:
            file = house.product_source(path)
            try:
                return house.reconciliation.read_file(file, staff=staff)
            except UserError as failure:
                if failure.key != "statement_columns":
                    raise
                return house.reconciliation.columns_of(file)

        def done(found: Outcome | Seen) -> None:
            if isinstance(found, Seen):
                self._ask_columns(found, path)
            else:
                self._read(found)

        self._begin(read, done)

    def _begin(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._enable(False)
        self.complain(None)
        self._shell.executor.background(work, owner=self, done=done, failed=self._failed)

    def _ask_columns(self, seen: Seen, path: Path) -> None:
        """Not one that is known: which column is what?"""
        house, staff = self._shell.house, self._shell.session.staff

        def read(maps: Mapping[Field, str], provider: str) -> None:
            def work() -> Outcome:
                file = house.product_source(path)
                return house.reconciliation.read_file(
                    file, provider=provider, maps=maps, staff=staff
                )

            self._shell.executor.background(work, owner=self, done=self._read, failed=step.failed)

        self._enable(True)
        step = ColumnsStep(path.name, seen, read)
        if self.panel is not None:
            self.panel.push(step)

    def _read(self, outcome: Outcome) -> None:
        self._done([(outcome.provider, outcome, None)])

    def _done(self, heard: Sequence[Heard]) -> None:
        for each in heard:
            self._shell.tell(_news(*each))
        if not heard:
            self._shell.tell(News(text=i18n.tr("cli.reconcile.nobody"), topic="statement"))
        if self.panel is not None:
            self.panel.close_panel()
        self._changed()

    def _failed(self, failure: Exception) -> None:
        self._enable(True)
        self.complain(failure)

    def _enable(self, on: bool) -> None:
        for button in self.buttons:
            button.setEnabled(on)


def _downloaded(house: House, first: date, last: date, staff: str) -> list[Heard]:
    heard: list[Heard] = []
    for name in house.reconciliation.downloadable():
        try:
            found = house.reconciliation.download_days(name, first, last, staff=staff)
        except UserError as error:  # the others' statements are there all the same
            found = None, error
        heard.append((name, *found))
    return heard


def _yesterday(shell: Shell) -> date:
    return shell.session.shop_time(shell.house.clock.now()).date() - timedelta(days=1)


def _news(provider: str, read: Outcome | None, stopped: ShopError | None) -> News:
    name, said = order_words.tender(provider), []
    if read is not None:
        told = i18n.tr(
            "reconciling.done",
            provider=name,
            first=formats.day(read.first),
            last=formats.day(read.last),
            lines=read.lines,
            verified=read.verified,
            differences=read.differences,
        )
        said.append(told)
    if stopped is not None:
        problem = errors.text(stopped)
        said.append(i18n.tr("cli.reconcile.problem", provider=name, problem=problem))
    agrees = stopped is None and read is not None and not read.differences
    return News(
        text="\n".join(said),
        tone="good" if agrees else "warn",
        topic=f"statement {provider}",
        stay_ms=LONG_MS,
    )
