"""The foot of the window: who works here, and what waits or is broken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout, holding
from ui.widgets.labels import Badge, Label, Tone

_QUIET = "small"


class StatusBar(QFrame):
    """Words on the left, states on the right. A state is absent while there is nothing to say.

    Where there is no room for all, quiet ones go, and the others take a second line.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        self.who = Label("", "small")
        self._states: dict[str, QWidget] = {}
        gap = look.metrics.gap
        self._flow = FlowLayout(gap, right=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap * 2, gap // 4, gap * 2, gap // 4)
        row.setSpacing(gap * 2)
        row.addWidget(self.who)
        row.addWidget(holding(self._flow), 1)

    def show_text(self, state: str, text: str) -> None:
        """Show a quiet state, or take it away with an empty text."""
        label = self._states.get(state)
        if not isinstance(label, Label):
            label = Label("", "small")
            self._insert(state, label)
        label.setText(text)
        self._fit()

    def show_badge(
        self,
        state: str,
        text: str,
        tone: Tone = "warn",
        *,
        on_click: Callable[[], object] | None = None,
    ) -> None:
        """Show a state that wants attention, or take it away with an empty text."""
        self._remove(state)
        if not text:
            return
        if on_click is None:
            badge = Badge("", tone)
            badge.setText(text)
            self._insert(state, badge)
            return
        button = Button(kind="status", icon="warning", on_click=on_click)
        button.setText(text)
        button.setAccessibleName(text)
        self._insert(state, button)

    def event(self, event: QEvent) -> bool:
        """Something has another width now."""
        answer = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._fit()
        return answer

    def text_of(self, state: str) -> str:
        """What a state says now; empty when it is absent."""
        return _words(self._states.get(state))

    def _fit(self) -> None:
        """Only what can wait is left out."""
        gap = look.metrics.gap
        shown = [self.who, *(x for x in self._states.values() if _words(x))]
        needed = sum(x.sizeHint().width() + gap for x in shown) + 4 * gap
        for state in self._states.values():
            if state.property("kind") == _QUIET:
                state.setVisible(bool(_words(state)) and needed <= self.width())

    def _insert(self, state: str, widget: QWidget) -> None:
        self._states[state] = widget
        self._flow.addWidget(widget)

    def _remove(self, state: str) -> None:
        old = self._states.pop(state, None)
        if old is not None:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()


def _words(shown: QWidget | None) -> str:
    return shown.text() if isinstance(shown, Label | Button) else ""
