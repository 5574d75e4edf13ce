"""A question before something that cannot be undone."""

from __future__ import annotations

from collections.abc import Callable

from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.steps import Step


class ConfirmStep(Step):
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
        super().__init__(title_key)
        self._do, self._words, self._verb = do, words, verb
        self._told = Label("", "body", wrap=True)
        self.column.addWidget(self._told)
        self.keep_button = Button(keep_key, on_click=self.back)
        self.do_button = Button(kind="danger", on_click=self.confirm)
        self.foot.addWidget(self.keep_button, 1)
        self.foot.addWidget(self.do_button, 2)
        self.retranslate()

    def focus_first(self) -> None:
        """On the harmless one."""
        self.keep_button.setFocus()

    def retranslate(self) -> None:
        """Ask for both again."""
        self._told.setText(self._words())
        self.do_button.setText(self._verb())
        self.do_button.setAccessibleName(self._verb())

    def confirm(self) -> None:
        """Do it, once."""
        self.do_button.setEnabled(False)
        self._do()

    def failed(self, failure: Exception) -> None:
        """It did not work: say why, and let it be tried again."""
        self.do_button.setEnabled(True)
        self.complain(failure)
