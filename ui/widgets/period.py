"""A period of business days: the usual ones by name, any other by its two days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import look
from ui.widgets.choice import Choice, worded
from ui.widgets.day_span import DaySpan

TODAY, WEEK, MONTH, LAST_MONTH, ALL, CUSTOM = (
    "today",
    "week",
    "month",
    "last_month",
    "all",
    "custom",
)
_WORDS = {name: f"period.{name}" for name in (TODAY, WEEK, MONTH, LAST_MONTH, ALL, CUSTOM)}


def days_of(name: str, today: date) -> tuple[date, date] | None:
    """First and last day of a period by its name; None for all time."""
    first_of_month = today.replace(day=1)
    before = first_of_month - timedelta(days=1)
    return {
        TODAY: (today, today),
        WEEK: (today - timedelta(days=6), today),
        MONTH: (first_of_month, today),
        LAST_MONTH: (before.replace(day=1), before),
    }.get(name)


class PeriodPicker(QWidget):
    """A choice, and two days that are shown when they are to be chosen.

    Args:
        today: the shop's business day now; endless: offer all time as well.

    Attributes:
        on_change: called when the period is another one.
    """

    def __init__(self, today: Callable[[], date], chosen: str, *, endless: bool = True) -> None:
        super().__init__()
        self.on_change: Callable[[], object] = lambda: None
        self._today = today
        words = {name: key for name, key in _WORDS.items() if endless or name != ALL}
        self.names = Choice("period.name", worded(words))
        self.names.choose(chosen)
        self.names.on_change = self._named
        self.span = DaySpan()
        self.span.put(today(), today())
        self.span.on_change = lambda: self.on_change()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.metrics.gap // 2)
        row.addWidget(self.names)
        row.addWidget(self.span)
        self._show_days()

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day, both included; None for all time."""
        if self.names.chosen == CUSTOM:
            return self.span.days
        return days_of(self.names.chosen, self._today())

    def choose(self, name: str) -> None:
        """Choose a period by its name and tell."""
        self.names.choose(name)

    def retranslate(self) -> None:
        """The language changed."""
        self.names.retranslate()

    def _named(self, name: str) -> None:
        self._show_days()
        if name == CUSTOM:
            self.span.setFocus()
        self.on_change()

    def _show_days(self) -> None:
        days = days_of(self.names.chosen, self._today())
        self.span.setVisible(self.names.chosen == CUSTOM)
        if days is not None:  # a custom period begins with the one chosen before it
            self.span.put(*days)
