"""A period of business days: the usual ones by name, any other by its two days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from ui.i18n.live import say
from ui.theme import look
from ui.widgets.choice import Choice, worded

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
        self.first, self.last = DayLine("period.first"), DayLine("period.last")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.metrics.gap // 2)
        for part in (self.names, self.first, self.last):
            row.addWidget(part)
        for line in (self.first, self.last):
            line.put(today())
            line.dateChanged.connect(lambda _day: self.on_change())
        self._show_days()

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day, both included; None for all time."""
        if self.names.chosen == CUSTOM:
            return self.first.day, self.last.day
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
            self.first.setFocus()
        self.on_change()

    def _show_days(self) -> None:
        today = self._today()
        days = days_of(self.names.chosen, today)
        for line, day in zip((self.first, self.last), days or (today, today), strict=True):
            line.setVisible(self.names.chosen == CUSTOM)
            if days is not None:  # a custom period begins with the one chosen before it
                line.blockSignals(True)
                line.put(day)
                line.blockSignals(False)


class DayLine(QDateEdit):
    """One day, typed or chosen from a calendar."""

    def __init__(self, name_key: str) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")
        say(self.setAccessibleName, name_key)
        say(self.setToolTip, name_key)

    @property
    def day(self) -> date:
        """The day in it."""
        return _as_date(self.date())

    def put(self, day: date) -> None:
        """Another day."""
        self.setDate(_as_qdate(day))

    def limit(self, first: date, last: date) -> None:
        """No other days can be chosen."""
        self.setDateRange(_as_qdate(first), _as_qdate(last))


def _as_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _as_qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
