"""A question before something that cannot be undone."""

from __future__ import annotations

from collections.abc import Callable

from ui.widgets.do_step import DoStep
from ui.widgets.labels import Label


class ConfirmStep(DoStep):
    """Asks before something that cannot be undone, with verbs on the buttons.

    Args:
        words: says what will happen; verb: says what the button does, asked again in another
            language; keep_key: the other verb; do: does it.
    """

    def __init__(
        self,
        title_key: str,
        *,
        words: Callable[[], str],
        verb: Callable[[], str],
        keep_key: str,
        do: Callable[[], object],
    ) -> None:
        super().__init__(title_key, kind="danger")
        self._do, self._words, self._verb = do, words, verb
        self._told = Label("", "body", wrap=True)
        self.column.addWidget(self._told)
        self.keep_button = self.put_beside(keep_key)
        self.retranslate()

    def focus_first(self) -> None:
        """On the harmless one."""
        self.keep_button.setFocus()

    def retranslate(self) -> None:
        """Ask for both again."""
        self._told.setText(self._words())
        self.do_button.setText(self._verb())
        self.do_button.setAccessibleName(self._verb())

    def do(self) -> None:
        """What was asked about."""
        self._do()
