"""Why this number? Every cent's path, from the same function that prices the sale."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.pricing.why import TraceStep
from app.services.desk import Desk
from ui import formats, i18n
from ui.session import Session
from ui.widgets.labels import Label, rule
from ui.widgets.panels import Panel

_STRONG = {"trace_total", "trace_cash"}


class WhyPanel(Panel):
    """The totals first, then line by line how they came about."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__("sell.why")
        self._steps = in_order(desk.explain())
        self._english = {line.name: line.name_en for line in desk.cart.lines}
        self._labels: list[Label] = []
        self.body.addWidget(Label("sell.why_hint", "small", wrap=True))
        currency = Label("", "muted")
        currency.setText(session.currency.code)
        self.body.addWidget(currency)
        about = None
        for step in self._steps:
            strong = step.key in _STRONG
            if not strong and step.params.get("line") != about:
                about = step.params.get("line")
                self.body.addWidget(rule())
            label = Label("", "strong" if strong else "body", wrap=True)
            self._labels.append(label)
            self.body.addWidget(label)
        self.retranslate()

    def focus_first(self) -> None:
        """There is nothing to fill in."""
        self.close_button.setFocus()

    def retranslate(self) -> None:
        """Say every step."""
        for label, step in zip(self._labels, self._steps, strict=True):
            label.setText(self._sentence(step))

    def _sentence(self, step: TraceStep) -> str:
        params = dict(step.params)
        if "line" in params:
            params["line"] = i18n.name_of(params["line"], self._english[params["line"]])
        if "name" in params:  # of a tax
            params["name"] = formats.tax(params["name"], None)
        return i18n.tr(step.key, **params)


def in_order(steps: Sequence[TraceStep]) -> list[TraceStep]:
    """Totals first; what concerns one line stays together, in the order of the cart."""
    names = list(dict.fromkeys(step.params.get("line") for step in steps))
    rest = [step for step in steps if step.key not in _STRONG]
    totals = [step for step in steps if step.key in _STRONG]
    return totals + sorted(rest, key=lambda step: names.index(step.params.get("line")))
