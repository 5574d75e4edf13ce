"""Everything that was said about a payment, word for word, for those who must know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit

from app.ports.statements import Exchange
from ui import formats, i18n
from ui.i18n.live import say
from ui.views.base import Shell
from ui.widgets.steps import Step


class SaidStep(Step):
    """The newest first; it can be searched by eye, marked and copied, and not changed."""

    def __init__(self, shell: Shell, attempt_id: str) -> None:
        super().__init__("payments.said", fill=True)
        self._shell = shell
        self._found: Sequence[Exchange] = ()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        say(self.text.setAccessibleName, "payments.said")
        self.column.addWidget(self.text, 1)
        queries = shell.house.queries
        shell.executor.database(
            lambda: queries.exchanges(attempt_id),
            owner=self,
            done=self._show,
            failed=self.complain,
        )

    def focus_first(self) -> None:
        """Arrows scroll."""
        self.text.setFocus()

    def retranslate(self) -> None:
        """Who said it, in another language."""
        self._show(self._found)

    def _show(self, found: Sequence[Exchange]) -> None:
        self._found = found
        told = [self._told(each) for each in found] or [i18n.tr("payments.said_nothing")]
        self.text.setPlainText("\n\n".join(told))

    def _told(self, each: Exchange) -> str:
        key = f"payments.said.{each.what}"
        who = i18n.tr(key) if i18n.known(key) else each.what
        head = f"{formats.moment(self._shell.session.shop_time(each.at))} · {who}"
        return f"{head}\n{each.raw}" if each.raw else head
