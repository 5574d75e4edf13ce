"""The line above the list of orders: words, days, status."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.order_states import Label
from app.ports.queries import OrderFilter
from ui import i18n, order_words
from ui.widgets.choice import Choice
from ui.widgets.find_line import FindLine
from ui.widgets.period import ALL, PeriodPicker

_ANY = ""


class OrderFilters:
    """Three widgets that make one filter.

    Attributes:
        on_change: called when it is another one.
    """

    def __init__(self, today: Callable[[], date]) -> None:
        self.on_change: Callable[[], object] = lambda: None
        self.find = FindLine("orders.find")
        self.period = PeriodPicker(today, ALL)
        self.status = Choice("orders.column_status", _statuses)
        self.find.on_find = lambda _text: self.on_change()
        self.period.on_change = lambda: self.on_change()
        self.status.on_change = lambda _chosen: self.on_change()

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """From left to right."""
        return self.find, self.period, self.status

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return self.wanted() != OrderFilter()

    def wanted(self) -> OrderFilter:
        """What the list is narrowed to."""
        days = self.period.days
        chosen = self.status.chosen
        return OrderFilter(
            text=self.find.text().strip(),
            first_day=days[0] if days else None,
            last_day=days[1] if days else None,
            labels=frozenset({Label(chosen)} if chosen else ()),
        )

    def clear(self) -> None:
        """Show everything, without telling."""
        tell, self.on_change = self.on_change, lambda: None
        self.find.put("")
        self.period.choose(ALL)
        self.status.choose(_ANY)
        self.on_change = tell

    def retranslate(self) -> None:
        """The language changed."""
        self.period.retranslate()
        self.status.retranslate()


def _statuses() -> list[tuple[str, str]]:
    every = [(label.value, order_words.label(label)) for label in Label]
    return [(_ANY, i18n.tr("orders.any_status")), *every]
