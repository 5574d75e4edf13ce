"""Comparing with statements from the window: downloaded, or brought as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.errors import ShopError
from app.services.comparing import Outcome
from app.services.house import House
from ui import errors, files, formats, i18n, order_words
from ui.theme import look
from ui.views.base import Shell
from ui.widgets.buttons import Button
from ui.widgets.flow import flowing
from ui.widgets.labels import Label
from ui.widgets.steps import Step
from ui.widgets.strips import LONG_MS, News

Heard = tuple[str, Outcome | ShopError]


class StatementsStep(Step):
    """Both run beside the window; what they found is told, and the list shows what differs.

    Args:
        changed: called when something was read.
    """

    def __init__(self, shell: Shell, changed: Callable[[], object]) -> None:
        super().__init__("payments.statements")
        self._shell, self._changed = shell, changed
        self.buttons = (
            Button("payments.compare", kind="primary", icon="link", on_click=self.download),
            Button("payments.bring", icon="receive", on_click=self.bring),
        )
        for button, told in zip(self.buttons, ("download", "file"), strict=True):
            self.column.addWidget(Label(f"payments.statements.{told}", "body", wrap=True))
            self.column.addWidget(flowing(look.metrics.gap, button))

    def focus_first(self) -> None:
        """On the daily one."""
        self.buttons[0].setFocus()

    def download(self) -> None:
        """The last day that is over, of every provider that has statements."""
        house, staff = self._shell.house, self._shell.session.staff
        self._run(lambda: _downloaded(house, staff))

    def bring(self) -> None:
        """A file, whosever it is."""
        path = files.ask_statement(self)
        if path is None:
            return
        house, staff = self._shell.house, self._shell.session.staff

        def read() -> list[Heard]:
            file = house.product_source(path)
            outcome = house.reconciliation.read_file(file, staff=staff)
            return [(outcome.provider, outcome)]

        self._run(read)

    def _run(self, work: Callable[[], list[Heard]]) -> None:
        self._enable(False)
        self.complain(None)
        self._shell.executor.background(work, owner=self, done=self._done, failed=self._failed)

    def _done(self, heard: Sequence[Heard]) -> None:
        for provider, what in heard:
            self._shell.tell(_news(provider, what))
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


def _downloaded(house: House, staff: str) -> list[Heard]:
    heard: list[Heard] = []
    for name in house.reconciliation.downloadable():
        try:
            heard.append((name, house.reconciliation.download(name, staff=staff)))
        except ShopError as error:  # the others' statements are there all the same
            heard.append((name, error))
    return heard


def _news(provider: str, what: Outcome | ShopError) -> News:
    topic = f"statement {provider}"
    name = order_words.tender(provider)
    if isinstance(what, ShopError):
        text = i18n.tr("cli.reconcile.problem", provider=name, problem=errors.text(what))
        return News(text=text, tone="warn", topic=topic, stay_ms=LONG_MS)
    text = i18n.tr(
        "reconciling.done",
        provider=name,
        first=formats.day(what.first),
        last=formats.day(what.last),
        lines=what.lines,
        verified=what.verified,
        differences=what.differences,
    )
    return News(text=text, tone="warn" if what.differences else "good", topic=topic)
