"""Everything that was said about payments, word for word, for those who must know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit

from app.ports.exchanges import Said
from ui import files, said_words
from ui.i18n.live import say
from ui.views.base import Shell
from ui.widgets.buttons import Button
from ui.widgets.steps import Step


class SaidStep(Step):
    """The newest first; it can be searched by eye, copied and saved, and not changed.

    Args:
        name: of the file it is saved in, without its kind.
    """

    def __init__(self, shell: Shell, attempt_ids: Sequence[str], *, name: str) -> None:
        super().__init__("said.title", fill=True)
        self._shell, self._name = shell, name
        self._found: Sequence[Said] = ()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        say(self.text.setAccessibleName, "said.title")
        self.column.addWidget(self.text, 1)
        self.save_button = Button("said.save", icon="export", on_click=self._save)
        self.foot.addWidget(self.save_button, 1)
        queries = shell.house.queries
        shell.executor.database(
            lambda: [said for attempt_id in attempt_ids for said in queries.exchanges(attempt_id)],
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

    def _show(self, found: Sequence[Said]) -> None:
        self._found = found
        self.save_button.setEnabled(bool(found))
        self.text.setPlainText(said_words.whole(found, self._shell.session))

    def _save(self) -> None:
        text = said_words.whole(self._found, self._shell.session)
        files.save_made(
            self._shell, self, name=f"{self._name}.txt", kind="txt", make=lambda: text.encode()
        )
