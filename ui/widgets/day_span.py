"""Two days, and all that lie between them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from ui.i18n.live import say
from ui.theme import look
from ui.widgets.labels import Label


class DaySpan(QWidget):
    """The last day never lies before the first: whichever is changed takes the other along.

    Attributes:
        on_change: called when a person has chosen another day.
    """

    def __init__(self) -> None:
        super().__init__()
        self.on_change: Callable[[], object] = lambda: None
        self.first, self.last = DayLine("period.first"), DayLine("period.last")
        dash = Label("", "muted")
        dash.setText("–")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.metrics.gap // 2)
        for part in (self.first, dash, self.last):
            row.addWidget(part)
        self.first.dateChanged.connect(lambda _day: self._changed(self.last))
        self.last.dateChanged.connect(lambda _day: self._changed(self.first))
        self.setFocusProxy(self.first)

    @property
    def days(self) -> tuple[date, date]:
        """Both of them."""
        return self.first.day, self.last.day

    def put(self, first: date, last: date) -> None:
        """Two other days; nobody is told."""
        self.first.put(first)
        self.last.put(last)

    def limit(self, first: date, last: date) -> None:
        """No other days can be chosen."""
        for line in (self.first, self.last):
            line.setDateRange(_as_qdate(first), _as_qdate(last))

    def _changed(self, other: DayLine) -> None:
        if self.first.day > self.last.day:
            other.put(self.first.day if other is self.last else self.last.day)
        self.on_change()


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
        day = self.date()
        return date(day.year(), day.month(), day.day())

    def put(self, day: date) -> None:
        """Another day; nobody is told."""
        blocked = self.blockSignals(True)
        self.setDate(_as_qdate(day))
        self.blockSignals(blocked)


def _as_qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
