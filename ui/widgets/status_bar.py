"""The foot of the window: who works here, and what waits or is broken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.theme import look
from ui.widgets.buttons import Button
from ui.widgets.labels import Badge, Label, Tone


@dataclass(slots=True)
class _State:
    """Something told on the right; `quiet` ones are left out first."""

    words: str
    shown: Label | Button
    quiet: bool = False

    @property
    def wide(self) -> int:
        """With all its words."""
        metrics = self.shown.fontMetrics()
        return self._around + metrics.horizontalAdvance(self.words)

    def fit(self, most: int) -> None:
        """Say as much as there is room for; the rest is in the tip."""
        metrics, room = self.shown.fontMetrics(), most - self._around
        text = metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        whole = most >= self.wide
        self.shown.setToolTip("" if whole else self.words)
        if self.shown.text().strip() != (self.words if whole else text):
            self.shown.setText(self.words if whole else text)

    @property
    def _around(self) -> int:
        drawn = self.shown.fontMetrics().horizontalAdvance(self.shown.text())
        return self.shown.sizeHint().width() - drawn


class StatusBar(QFrame):
    """Words on the left, states on the right. A state is absent while there is nothing to say.

    It never takes a second line, which would move every button of the page: where there is no
    room, quiet words go first, then long ones are cut short.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        self.who = Label("", "small")
        self._states: dict[str, _State] = {}
        self._row = QHBoxLayout(self)
        gap = look.metrics.gap
        self._row.setContentsMargins(gap * 2, gap // 4, gap * 2, gap // 4)
        self._row.setSpacing(gap * 2)
        self._row.addWidget(self.who)
        self._row.addStretch(1)

    def show_text(self, state: str, text: str) -> None:
        """Show a quiet state, or take it away with an empty text."""
        label = Label("", "small")
        self._show(state, _State(text, label, quiet=True))

    def show_badge(
        self,
        state: str,
        text: str,
        tone: Tone = "warn",
        *,
        on_click: Callable[[], object] | None = None,
    ) -> None:
        """Show a state that wants attention, or take it away with an empty text."""
        shown: Badge | Button
        if on_click is None:
            shown = Badge("", tone)
        else:
            shown = Button(kind="status", icon="warning", on_click=on_click)
        shown.setAccessibleName(text)
        self._show(state, _State(text, shown))

    def text_of(self, state: str) -> str:
        """What a state says now; empty when it is absent."""
        return self._states[state].words if state in self._states else ""

    def event(self, event: QEvent) -> bool:
        """There is another room, or something has another width now."""
        answer = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._fit()
        return answer

    def _show(self, name: str, state: _State) -> None:
        old = self._states.pop(name, None)
        if old is not None:
            self._row.removeWidget(old.shown)
            old.shown.hide()
            old.shown.deleteLater()
        if state.words:
            state.shown.setText(state.words)
            self._states[name] = state
            self._row.addWidget(state.shown)

    def _fit(self) -> None:
        gap = self._row.spacing()
        room = self.width() - 2 * gap
        loud = [x for x in self._states.values() if not x.quiet]
        quiet = [x for x in self._states.values() if x.quiet]
        needed = sum(x.wide + gap for x in loud)
        for state in quiet:
            state.shown.setVisible(needed + state.wide + gap + self.who.sizeHint().width() <= room)
        self.who.setVisible(needed + self.who.sizeHint().width() <= room)
        most = _share([x.wide for x in loud], room - gap * len(loud))
        for state in loud:
            state.fit(most)


def _share(wides: Sequence[int], room: int) -> int:
    """How wide one may be at most, when short ones leave what they do not need to long ones."""
    left = room
    for place, wide in enumerate(sorted(wides)):
        share = left // (len(wides) - place)
        if wide > share:
            return share
        left -= wide
    return max(wides, default=0)
