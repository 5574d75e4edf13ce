"""A file whose columns nobody knows: a person says which one is what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from app.domain.reconciling.columns import BANK, CARDS, Field, Seen
from ui import i18n
from ui.theme import look
from ui.widgets.buttons import Button, Segmented
from ui.widgets.flow import flowing
from ui.widgets.labels import Label
from ui.widgets.mapping import MappingRow
from ui.widgets.steps import Step

_WAYS = {BANK: f"tender.{BANK}", CARDS: f"tender.{CARDS}"}


class ColumnsStep(Step):
    """Day and an amount are needed, the rest helps to find the payment.

    Args:
        name: of the file; seen: its columns.
        read: given what is in which column, and the way to pay the file is about; empty where
            its columns tell.
    """

    def __init__(
        self, name: str, seen: Seen, read: Callable[[Mapping[Field, str], str], object]
    ) -> None:
        super().__init__("payments.columns")
        self._name, self._read = name, read
        self._maps: dict[Field, str] = dict(seen.chosen)
        self.told = Label("", "body", wrap=True)
        self.mapping = MappingRow(list(Field), lambda name: f"payments.field.{name}", _in_a_flow)
        self.mapping.show_columns(seen.header, seen.chosen, seen.example)
        self.mapping.on_change = self._map
        self.ways = Segmented(_WAYS, CARDS if Field.SLIP in seen.chosen else BANK)
        self.read_button = Button("payments.read", kind="primary", on_click=self.finish)
        self.column.addWidget(self.told)
        self.column.addWidget(self.mapping)
        self.column.addWidget(Label("payments.columns_about", "muted", wrap=True))
        self.column.addWidget(self.ways)
        self.foot.addWidget(self.read_button, 1)
        self.retranslate()

    def focus_first(self) -> None:
        """On the first one that is not known."""
        missing = (x for name, x in self.mapping.choices.items() if name not in self._maps)
        next(missing, self.read_button).setFocus()

    def retranslate(self) -> None:
        """Say everything again."""
        self.told.setText(i18n.tr("payments.columns_told", name=self._name))
        self.mapping.retranslate()

    def finish(self) -> None:
        """Read the file this way."""
        if self.read_button.isEnabled():
            self.read_button.setEnabled(False)
            self.complain(None)
            self._read(dict(self._maps), CARDS if self.ways.chosen == CARDS else "")

    def failed(self, failure: Exception) -> None:
        """It cannot be read this way: say why, and let another one be tried."""
        self.read_button.setEnabled(True)
        self.complain(failure)

    def _map(self, field: Field, header: str) -> None:
        self._maps[field] = header


def _in_a_flow(parts: Sequence[QWidget]) -> QWidget:
    return flowing(look.metrics.gap, *parts)
