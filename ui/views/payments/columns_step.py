"""A file whose columns nobody knows: a person says which one is what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from app.domain.reconciling.columns import BANK, CARDS, Field, Seen
from ui import i18n
from ui.widgets.buttons import Segmented
from ui.widgets.do_step import DoStep
from ui.widgets.flow import flowing
from ui.widgets.labels import Label
from ui.widgets.mapping import MappingRow

_WAYS = {BANK: f"tender.{BANK}", CARDS: f"tender.{CARDS}"}


class ColumnsStep(DoStep):
    """Day and an amount are needed, the rest helps to find the payment.

    Args:
        name: of the file; seen: its columns.
        read: given what is in which column, and the way to pay the file is about; empty where
            its columns tell.
    """

    def __init__(
        self, name: str, seen: Seen, read: Callable[[Mapping[Field, str], str], object]
    ) -> None:
        super().__init__("payments.columns", "payments.read")
        self._name, self._read = name, read
        self._maps: dict[Field, str] = dict(seen.chosen)
        self.told = Label("", "body", wrap=True)
        self.mapping = MappingRow(list(Field), lambda name: f"payments.field.{name}", _in_a_flow)
        self.mapping.show_columns(seen.header, seen.chosen, seen.example)
        self.mapping.on_change = self._map
        self.ways = Segmented(_WAYS, CARDS if Field.SLIP in seen.chosen else BANK)
        self.column.addWidget(self.told)
        self.column.addWidget(self.mapping)
        self.column.addWidget(Label("payments.columns_about", "muted", wrap=True))
        self.column.addWidget(self.ways)
        self.retranslate()

    def focus_first(self) -> None:
        """On the first one that is not known."""
        missing = (x for name, x in self.mapping.choices.items() if name not in self._maps)
        next(missing, self.do_button).setFocus()

    def retranslate(self) -> None:
        """Say everything again."""
        self.told.setText(i18n.tr("payments.columns_told", name=self._name))
        self.mapping.retranslate()

    def do(self) -> None:
        """Read the file this way."""
        self._read(dict(self._maps), CARDS if self.ways.chosen == CARDS else "")

    def _map(self, field: Field, header: str) -> None:
        self._maps[field] = header


def _in_a_flow(parts: Sequence[QWidget]) -> QWidget:
    return flowing(*parts)
