"""A panel of several steps: one leads to the next, Esc and Back go one step back."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import errors
from ui.i18n.live import say
from ui.theme import look
from ui.widgets.buttons import Button
from ui.widgets.foot import FootBar
from ui.widgets.labels import Label
from ui.widgets.panels import Panel


class Step(QWidget):
    """One page of a StepPanel: words above, a column, buttons at the foot.

    Args:
        fill: the column's parts share the whole height, instead of standing at its top.

    Attributes:
        column, foot: where subclasses put their parts.
        panel: the panel it stands in.
    """

    def __init__(self, title_key: str, *, fill: bool = False, **params: object) -> None:
        super().__init__()
        self.title_key, self.title_params = title_key, params
        self.panel: StepPanel | None = None
        self.setProperty("kind", "bare")
        self.column = QVBoxLayout()
        self.column.setSpacing(look.metrics.gap + look.metrics.gap // 2)
        self.complaint = Label("", "error", wrap=True)
        self.complaint.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self.column, 1 if fill else 0)
        outer.addWidget(self.complaint)
        if not fill:
            outer.addStretch(1)
        self.foot_bar = FootBar()
        self.foot = self.foot_bar.row

    def back(self) -> None:
        """This step is over: to the one before, or away with the panel."""
        if self.panel is not None:
            self.panel.pop()

    def complain(self, failure: Exception | None) -> None:
        """Say below the column what is wrong, or that nothing is."""
        self.complaint.setText(errors.text(failure) if failure else "")
        self.complaint.setVisible(failure is not None)

    def may_leave(self) -> bool:
        """Whether the step can be left now."""
        return True

    def focus_first(self) -> None:
        """Put the keyboard where the work begins."""
        self.setFocus()

    def on_key(self, action: str) -> bool:
        """A key of ui.keys was pressed; returns whether it was for this step."""
        return False

    def on_scan(self, code: str) -> bool:
        """A code was scanned; returns whether it was for this step."""
        return False

    def retranslate(self) -> None:
        """The language changed: anew everything that say() does not know."""


class StepPanel(Panel):
    """Shows the last step of a pile."""

    def __init__(self, first: Step) -> None:
        super().__init__(first.title_key, fill=True)
        self._pile: list[Step] = []
        self.back_button = Button(
            kind="quiet", icon="back", name_key="panel.back", action="back", on_click=self.pop
        )
        self.back_button.hide()
        self.foot.insertWidget(0, self.back_button)
        self.push(first)

    @property
    def step(self) -> Step:
        """The step in sight."""
        return self._pile[-1]

    def push(self, step: Step) -> None:
        """One step further."""
        if self._pile:
            self._hide(self.step)
        self._pile.append(step)
        step.panel = self
        self.body.addWidget(step, 1)
        self.foot.addWidget(step.foot_bar, 1)
        self._show()

    def pop(self) -> None:
        """One step back; from the first one, away."""
        if not self.step.may_leave():
            return
        if len(self._pile) == 1:
            self.close_panel()
            return
        gone = self._pile.pop()
        self._hide(gone)
        gone.panel = None
        gone.foot_bar.deleteLater()
        gone.deleteLater()
        self._show()

    def may_leave(self) -> bool:
        """Every step of the pile must agree."""
        return all(step.may_leave() for step in self._pile)

    def focus_first(self) -> None:
        """As the step wants it."""
        self.step.focus_first()

    def on_key(self, action: str) -> bool:
        """For the step first; "back" goes one step back."""
        if self.step.on_key(action):
            return True
        if action == "back":
            self.pop()
            return True
        return False

    def on_scan(self, code: str) -> bool:
        """For the step."""
        return self.step.on_scan(code)

    def retranslate(self) -> None:
        """All steps, also those out of sight."""
        for step in self._pile:
            step.retranslate()

    def _hide(self, step: Step) -> None:
        step.hide()
        step.foot_bar.hide()

    def _show(self) -> None:
        step = self.step
        say(self.title.setText, step.title_key, hint="", **step.title_params)
        self.back_button.setVisible(len(self._pile) > 1)
        step.show()
        step.foot_bar.show()
        step.focus_first()
