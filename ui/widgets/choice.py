"""One of a few, in a row of filters: a combo box that follows the language."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox

from ui import i18n
from ui.i18n.live import say
from ui.theme import look


class Choice(QComboBox):
    """Choices by id; their words are given by a function, asked again in another language.

    Attributes:
        on_change: called with the id of the newly chosen one.
    """

    def __init__(self, name_key: str, words: Callable[[], Sequence[tuple[str, str]]]) -> None:
        super().__init__()
        self.on_change: Callable[[str], object] = lambda _chosen: None
        self._words = words
        say(self.setAccessibleName, name_key)
        say(self.setToolTip, name_key)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(14)
        self.retranslate()
        self.currentIndexChanged.connect(lambda _place: self.on_change(self.chosen))
        look.changed.connect(self._limit)
        self._limit()

    @property
    def chosen(self) -> str:
        """The id of the chosen one."""
        return str(self.currentData() or "")

    def choose(self, choice: str) -> None:
        """Choose by id and tell; an unknown one leaves things as they are."""
        place = self.findData(choice)
        if place >= 0:
            self.setCurrentIndex(place)

    def retranslate(self) -> None:
        """Say all choices again; the chosen one stays, and nobody is told."""
        chosen = self.chosen
        blocked = self.blockSignals(True)
        self.clear()
        for choice, words in self._words():
            self.addItem(words, choice)
        self.setCurrentIndex(max(self.findData(chosen), 0))
        self.blockSignals(blocked)

    def _limit(self) -> None:
        """One long name must not push everything else away."""
        self.setMaximumWidth(look.metrics.em(15))
        self.updateGeometry()


def worded(choices: dict[str, str]) -> Callable[[], list[tuple[str, str]]]:
    """Choices given by message key, for Choice."""
    return lambda: [(choice, i18n.tr(key)) for choice, key in choices.items()]
