"""A line to scan or search in, with what it finds in a list below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.i18n.live import say
from ui.theme import look
from ui.widgets.icon_line import IconLine

if TYPE_CHECKING:
    from ui.widgets.pick_list import Pick, PickList

_MOST_ROWS = 7
_WIDE_EM = 28.0
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_LEFT_TO_WINDOW = {Qt.Key.Key_Delete, Qt.Key.Key_Z, Qt.Key.Key_Y}


class SearchBox(IconLine):
    """Keys that mean nothing in an empty line (Del, Ctrl+Z ...) are left to the window.

    Attributes:
        results: the list over `ground`, shown below the line while it has rows.
        on_search: called with the text at every change.
        on_enter: called with the text and the chosen result, None when none was chosen.
        on_step: called with +1 or -1 for Down and Up while there are no results.
    """

    def __init__(self, ground: QWidget, *, name_key: str, hint_key: str, hint: str = "") -> None:
        super().__init__("scan")
        self.on_search: Callable[[str], object] = lambda _text: None
        self.on_enter: Callable[[str, Pick | None], object] = lambda _text, _pick: None
        self.on_step: Callable[[int], object] = lambda _delta: None
        self._ground = ground
        self._stepped = False
        self._name_key = name_key
        say(self.setAccessibleName, name_key)
        say(self.setPlaceholderText, hint_key, hint=hint)
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self._entered)

    @cached_property
    def results(self) -> PickList:
        """Made when something is found: whoever scans never sees it."""
        from ui.widgets.pick_list import PickList

        made = PickList(self._name_key)
        made.setParent(self._ground)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.on_pick = self._picked
        made.hide()
        return made

    def show_results(self, picks: Sequence[Pick]) -> None:
        """Show what was found; nothing hides the list."""
        self._stepped = False
        if not picks and "results" not in vars(self):
            return
        self.results.fill(picks, choose_first=True)
        self.results.setVisible(bool(picks))
        if picks:
            corner = self.mapTo(self._ground, QPoint(0, self.height() + look.metrics.gap // 2))
            rows = min(len(picks), _MOST_ROWS)
            high = min(self.results.height_for(rows), self._ground.height() - corner.y() - 8)
            room = self._ground.width() - corner.x() - look.metrics.gap
            wide = max(self.width(), min(look.metrics.em(_WIDE_EM), room))
            self.results.setGeometry(QRect(corner.x(), corner.y(), wide, high))
            self.results.raise_()

    def event(self, event: QEvent) -> bool:
        """In an empty line, editing keys are not for the line."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _LEFT_TO_WINDOW
            and not self.text()
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the results, or in whatever the view says; "/" only leads here."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            if event.text() != "/" or self.text():
                super().keyPressEvent(event)
        elif self.results.isVisible():
            self._stepped = True
            self.results.step(step)
        else:
            self.on_step(step)

    def _changed(self, text: str) -> None:
        if not text:
            self.show_results(())
        self.on_search(text)

    def _entered(self) -> None:
        pick = self.results.current() if self.results.isVisible() and self._stepped else None
        self.on_enter(self.text(), pick)

    def _picked(self, pick: Pick) -> None:
        self.on_enter(self.text(), pick)
