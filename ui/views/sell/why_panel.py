"""Why this number? Every cent's path, from the same function that prices the sale."""

from __future__ import annotations

from app.domain.pricing import TraceStep
from app.services.desk import Desk
from ui import i18n
from ui.session import Session
from ui.widgets.labels import Label, rule
from ui.widgets.panels import Panel

_STRONG = {"trace_total", "trace_cash"}


class WhyPanel(Panel):
    """One sentence for each step; the totals stand out."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__("sell.why")
        self._steps = desk.explain()
        self._labels: list[Label] = []
        code = session.currency.code
        self.body.addWidget(Label("sell.why_hint", "small", wrap=True))
        currency = Label("", "muted")
        currency.setText(code)
        self.body.addWidget(currency)
        for step in self._steps:
            if step.key in _STRONG:
                self.body.addWidget(rule())
            label = Label("", "strong" if step.key in _STRONG else "body", wrap=True)
            self._labels.append(label)
            self.body.addWidget(label)
        self.retranslate()

    def focus_first(self) -> None:
        """There is nothing to fill in."""
        self.close_button.setFocus()

    def retranslate(self) -> None:
        """Say every step."""
        for label, step in zip(self._labels, self._steps, strict=True):
            label.setText(sentence(step))


def sentence(step: TraceStep) -> str:
    """A step in words."""
    return i18n.tr(step.key, **step.params)
