"""The foot of the window: who works here, and what waits or is broken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import Button
from ui.widgets.labels import Badge, Label, Tone


class StatusBar(QFrame):
    """Words on the left, states on the right. A state is absent while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        self.who = Label("", "small")
        self._states: dict[str, QWidget] = {}
        self._row = QHBoxLayout(self)
        gap = look.metrics.gap
        self._row.setContentsMargins(gap * 2, gap // 4, gap * 2, gap // 4)
        self._row.setSpacing(gap * 2)
        self._row.addWidget(self.who)
        self._row.addStretch(1)

    def show_text(self, state: str, text: str) -> None:
        """Show a quiet state, or take it away with an empty text."""
        label = self._states.get(state)
        if not isinstance(label, Label):
            label = Label("", "small")
            self._insert(state, label)
        label.setText(text)
        label.setVisible(bool(text))

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

    def text_of(self, state: str) -> str:
        """What a state says now; empty when it is absent."""
        shown = self._states.get(state)
        return shown.text() if isinstance(shown, (Label, Button)) else ""

    def _insert(self, state: str, widget: QWidget) -> None:
        self._states[state] = widget
        self._row.addWidget(widget)

    def _remove(self, state: str) -> None:
        old = self._states.pop(state, None)
        if old is not None:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
