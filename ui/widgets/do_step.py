"""A step that does one thing, once."""

from __future__ import annotations

from ui.widgets.buttons import Button, Kind
from ui.widgets.steps import Step


class DoStep(Step):
    """Fields, and at the foot the button that does it.

    Enter in a field may press it as well; it sleeps until there is an answer.

    Args:
        do_key: its verb.
    """

    def __init__(
        self, title_key: str, do_key: str = "", *, kind: Kind = "primary", **params: object
    ) -> None:
        super().__init__(title_key, fill=False, **params)
        self.do_button = Button(do_key, kind=kind, on_click=self.finish)
        self.foot.addWidget(self.do_button, 2)

    def checked(self) -> bool:
        """Whether everything needed was filled in; fields complain when not."""
        return True

    def do(self) -> None:
        """Do it; the answer leads on, or to `failed`."""
        raise NotImplementedError

    def finish(self) -> None:
        """Do it, once."""
        if self.do_button.isEnabled() and self.checked():
            self.do_button.setEnabled(False)
            self.complain(None)
            self.do()

    def failed(self, failure: Exception) -> None:
        """It did not work: say why, and let it be tried again."""
        self.do_button.setEnabled(True)
        self.complain(failure)

    def put_beside(self, keep_key: str) -> Button:
        """The other verb, which leaves things as they are."""
        keep = Button(keep_key, on_click=self.back)
        self.foot.insertWidget(0, keep, 1)
        return keep
