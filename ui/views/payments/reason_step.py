"""A manager says why, and then it is done."""

from __future__ import annotations

from collections.abc import Callable

from ui.widgets.do_step import DoStep
from ui.widgets.forms import TextField
from ui.widgets.labels import Label


class ReasonStep(DoStep):
    """One line of reason, and a verb on the button; without a reason nothing is done.

    Args:
        told_key: what it will mean; do_key: the verb; do: given the reason.
    """

    def __init__(
        self, told_key: str, *, do_key: str, do: Callable[[str], object], keep_key: str
    ) -> None:
        super().__init__(do_key, do_key)
        self._do = do
        self.reason = TextField("payments.reason", required=True)
        self.reason.input.returnPressed.connect(self.finish)
        self.column.addWidget(Label(told_key, "body", wrap=True))
        self.column.addWidget(self.reason)
        self.put_beside(keep_key)

    def focus_first(self) -> None:
        """Type at once."""
        self.reason.input.setFocus()

    def checked(self) -> bool:
        """Somebody will ask."""
        return self.reason.checked(self.reason.text)

    def do(self) -> None:
        """With what was written."""
        self._do(self.reason.text())
