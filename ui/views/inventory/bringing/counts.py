"""How many rows are what: pills that also choose which rows are listed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.services.import_results import Preview, Result
from ui import i18n
from ui.views.inventory.bringing.rows import Which
from ui.widgets.buttons import Button
from ui.widgets.flow import flowing

_SHOWN = (Which.NEW, Which.CHANGED, Which.UNCHANGED, Which.BAD, Which.WARNED)


class Counts(QWidget):
    """One pill for each kind of row.

    Attributes:
        on_choose: called with the kind that was chosen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.on_choose: Callable[[Which], object] = lambda _which: None
        self._found: Preview | Result | None = None
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.pills = {which: self._pill(which) for which in _SHOWN}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flowing(*self.pills.values()))

    def show_counts(self, found: Preview | Result) -> None:
        """Say how many; what needs a look is chosen first."""
        self._found = found
        self.retranslate()
        first = next((w for w in (Which.BAD, Which.WARNED) if self._number(w)), Which.NEW)
        self.pills[first].setChecked(True)
        self.on_choose(first)

    def retranslate(self) -> None:
        """Say it again."""
        for which, pill in self.pills.items():
            pill.setText(f"{self._number(which)} {i18n.tr(f'bringing.{which}')}")
            pill.setAccessibleName(pill.text())

    def _number(self, which: Which) -> int:
        number: int = getattr(self._found, which.value, 0)
        return number

    def _pill(self, which: Which) -> Button:
        pill = Button(kind="pill")
        pill.setCheckable(True)
        pill.clicked.connect(partial(self._clicked, which))
        self._group.addButton(pill)
        return pill

    def _clicked(self, which: Which, _checked: bool = False) -> None:
        self.on_choose(which)
