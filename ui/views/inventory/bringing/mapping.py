"""Which column of the file holds which field: a row of choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain.importing.model import Columns, Field
from ui import i18n
from ui.theme import look
from ui.widgets.choice import Choice
from ui.widgets.labels import Label

_NONE = "-"


class MappingRow(QWidget):
    """One choice for each field.

    Attributes:
        on_change: called with a field and the header it is to be read from; empty for none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.on_change: Callable[[Field, str], object] = lambda _field, _header: None
        self._header: tuple[str, ...] = ()
        self.choices = {field: self._choice(field) for field in Field}
        parts = [self._labelled(field, choice) for field, choice in self.choices.items()]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_in_one_row(parts))

    def show_columns(self, header: tuple[str, ...], columns: Columns | None) -> None:
        """Offer the columns of a file and show the ones in use."""
        self._header = header
        chosen: Mapping[Field, str] = columns.chosen() if columns else {}
        for field, choice in self.choices.items():
            choice.blockSignals(True)
            choice.retranslate()
            choice.choose(chosen.get(field, _NONE))
            choice.blockSignals(False)

    def retranslate(self) -> None:
        """The language changed."""
        for choice in self.choices.values():
            choice.retranslate()

    def _choice(self, field: Field) -> Choice:
        choice = Choice(f"import.field.{field}", self._words)
        choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # never cut
        choice.on_change = partial(self._changed, field)
        return choice

    def _changed(self, field: Field, header: str) -> None:
        self.on_change(field, "" if header == _NONE else header)

    def _words(self) -> list[tuple[str, str]]:
        named = [(cell, cell.strip()) for cell in self._header if cell.strip()]
        return [(_NONE, i18n.tr("bringing.no_column")), *named]

    def _labelled(self, field: Field, choice: Choice) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        name = Label(f"import.field.{field}", "small")
        name.setBuddy(choice)
        column.addWidget(name)
        column.addWidget(choice)
        return holder


class _Row(QScrollArea):
    """As high as what is in it, and the bar below it."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setWidgetResizable(True)
        self.setWidget(inside)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._size)
        self._size()

    def _size(self) -> None:
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(self._inside.sizeHint().height() + bar + 2)


def _in_one_row(parts: Sequence[QWidget]) -> QScrollArea:
    inside = QWidget()
    inside.setProperty("kind", "bare")
    row = QHBoxLayout(inside)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.metrics.gap)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return _Row(inside)
