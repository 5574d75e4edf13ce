"""What a panel says about one thing: facts in pairs, and rows with an amount at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import i18n
from ui.theme import look
from ui.widgets.labels import Label, LabelKind, Tone, rule

MOST_ROWS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """`title` over `detail` on the left, `figure` on the right; `strong` for a sum.

    `quiet`: it adds nothing to the sum, or not yet; `struck`: and it never will.
    """

    title: str
    detail: str = ""
    figure: str = ""
    strong: bool = False
    tone: Tone = ""
    quiet: bool = False
    struck: bool = False


class Facts(QWidget):
    """Pairs of words: what it is, and what it says; empty ones are left out."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.metrics.gap * 2)
        self._grid.setVerticalSpacing(look.metrics.gap // 2)
        self._grid.setColumnStretch(1, 1)

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Say these; each is a message key and the text for it."""
        _clear(self._grid)
        shown = [(key, text) for key, text in pairs if text]
        for place, (key, text) in enumerate(shown):
            name = _words(i18n.tr(key), "muted", wrap=False)
            told = _words(text, "body")
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(told, place, 1)
        self.setVisible(bool(shown))


class FactRows(QWidget):
    """A heading and rows below it; nothing at all when there are no rows."""

    def __init__(self, title_key: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.metrics.gap, 0, 0)
        column.setSpacing(look.metrics.gap // 2)
        column.addWidget(Label(title_key, "strong"))
        column.addWidget(rule())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.metrics.gap * 2)
        self._grid.setVerticalSpacing(look.metrics.gap // 2)
        self._grid.setColumnStretch(0, 1)
        column.addLayout(self._grid)
        self.hide()

    def show_rows(self, rows: Sequence[FactRow]) -> None:
        """Say these."""
        _clear(self._grid)
        place = 0
        for row in rows[:MOST_ROWS]:
            kind = _kind(row)
            self._grid.addWidget(_words(row.title, kind), place, 0)
            loud = row.tone == "error" and not row.quiet
            figure = _words(row.figure, "error" if loud else kind, wrap=False)
            if row.struck:
                _strike(figure)
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(figure, place, 1)
            if row.detail:
                self._grid.addWidget(_words(row.detail, "small"), place + 1, 0, 1, 2)
            place += 2
        left = len(rows) - MOST_ROWS
        if left > 0:
            self._grid.addWidget(_words(i18n.trn("facts.more", left), "small"), place, 0)
        self.setVisible(bool(rows))


def _kind(row: FactRow) -> LabelKind:
    if row.quiet:
        return "muted"
    return "strong" if row.strong else "body"


def _strike(label: QLabel) -> None:
    font = label.font()
    font.setStrikeOut(True)
    label.setFont(font)


def _words(text: str, kind: LabelKind, *, wrap: bool = True) -> QLabel:
    label = Label("", kind, wrap=wrap)
    label.setText(text)
    if wrap:
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def _clear(grid: QGridLayout) -> None:
    while grid.count():
        item = grid.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
