"""Which column of a file holds which field: one choice for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import i18n
from ui.theme import look
from ui.widgets.choice import Choice
from ui.widgets.labels import Label

F = TypeVar("F", bound=StrEnum)
_NONE = "-"


class MappingRow(QWidget, Generic[F]):
    """One choice for each field.

    Args:
        fields: what can be in a column; key_of: the message that names it.
        arrange: puts the labelled choices into one widget.

    Attributes:
        on_change: called with a field and the header it is to be read from; empty for none.
    """

    def __init__(
        self,
        fields: Sequence[F],
        key_of: Callable[[F], str],
        arrange: Callable[[Sequence[QWidget]], QWidget] | None = None,
    ) -> None:
        super().__init__()
        self.on_change: Callable[[F, str], object] = lambda _field, _header: None
        self._columns: Sequence[tuple[str, str]] = ()
        self.choices = {field: self._choice(field, key_of(field)) for field in fields}
        parts = [_labelled(key_of(name), choice) for name, choice in self.choices.items()]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget((arrange or _in_one_row)(parts))

    def show_columns(
        self, header: Sequence[str], chosen: Mapping[F, str], example: Sequence[str] = ()
    ) -> None:
        """Offer the columns of a file, with what stands in them, and show the ones in use."""
        below = {cell: said.strip() for cell, said in zip(header, example, strict=False)}
        self._columns = [
            (cell, " · ".join(filter(None, (cell.strip(), below.get(cell, "")))))
            for cell in header
            if cell.strip()
        ]
        for field, choice in self.choices.items():
            choice.blockSignals(True)
            choice.retranslate()
            choice.choose(chosen.get(field, _NONE))
            choice.blockSignals(False)

    def retranslate(self) -> None:
        """The language changed."""
        for choice in self.choices.values():
            choice.retranslate()

    def _choice(self, field: F, key: str) -> Choice:
        choice = Choice(key, self._words)
        choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # never cut
        choice.on_change = partial(self._changed, field)
        return choice

    def _changed(self, field: F, header: str) -> None:
        self.on_change(field, "" if header == _NONE else header)

    def _words(self) -> list[tuple[str, str]]:
        return [(_NONE, i18n.tr("bringing.no_column")), *self._columns]


def _labelled(key: str, choice: Choice) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    name = Label(key, "small")
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
