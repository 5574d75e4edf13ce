"""A manager says why, and then it is done."""

from __future__ import annotations

from collections.abc import Callable

from ui.widgets.buttons import Button
from ui.widgets.forms import TextField
from ui.widgets.labels import Label
from ui.widgets.steps import Step


class ReasonStep(Step):
    """One line of reason, and a verb on the button.

    Args:
        told_key: what it will mean; do_key: the verb; do: given the reason.
    """

    def __init__(
        self, told_key: str, *, do_key: str, do: Callable[[str], object], keep_key: str
    ) -> None:
        super().__init__(do_key)
        self._do = do
        self.reason = TextField("payments.reason", required=True)
        self.reason.input.returnPressed.connect(self.finish)
        self.column.addWidget(Label(told_key, "body", wrap=True))
        self.column.addWidget(self.reason)
        self.do_button = Button(do_key, kind="primary", on_click=self.finish)
        self.foot.addWidget(Button(keep_key, on_click=self.back), 1)
        self.foot.addWidget(self.do_button, 2)

    def focus_first(self) -> None:
        """Type at once."""
        self.reason.input.setFocus()

    def finish(self) -> None:
        """Do it, once; without a reason nothing is done."""
        if not (self.do_button.isEnabled() and self.reason.checked(self.reason.text)):
            return
        self.do_button.setEnabled(False)
        self._do(self.reason.text())

    def failed(self, failure: Exception) -> None:
        """It did not work: say why, and let it be tried again."""
        self.do_button.setEnabled(True)
        self.complain(failure)
