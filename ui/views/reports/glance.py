"""Today in three figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain import money
from app.ports.queries import SalesRow
from ui import i18n
from ui.session import Session
from ui.theme import look
from ui.widgets.labels import AmountLabel, Label

_FIGURE_POINTS = 17.0


class Figure(QFrame):
    """A name above a figure, and a remark below where there is something to remark."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.value = AmountLabel(_FIGURE_POINTS)
        name = Label(key, "small", wrap=True)
        name.setMinimumWidth(1)
        column = QVBoxLayout(self)
        gap = look.metrics.gap
        column.setContentsMargins(gap, gap // 2, gap, gap // 2)
        column.setSpacing(0)
        column.addWidget(name)
        column.addWidget(self.value)
        self.remark = Label("", "small", wrap=True)
        self.remark.setMinimumWidth(1)
        self.remark.hide()
        column.addWidget(self.remark)

    def show_figure(self, text: str, remark: str = "") -> None:
        """Say it."""
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self.value.setText(text)
        self.value.setAccessibleName(text)
        self.value.update()


class Glance(QWidget):
    """Sales, orders and their average of the shop's business day; refunds beside the sales."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.sales = Figure("reports.today_sales")
        self.orders = Figure("reports.today_orders")
        self.average = Figure("reports.today_average")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.metrics.gap)
        for part, share in ((self.sales, 3), (self.orders, 2), (self.average, 3)):
            row.addWidget(part, share)

    def show_day(self, rows: Sequence[SalesRow]) -> None:
        """The rows of one day; there may be none."""
        total_minor = sum(row.total_minor for row in rows)
        orders = sum(row.orders for row in rows)
        average_minor = money.round_ratio(total_minor, orders) if orders else 0
        left_minor = sum(row.after_refunds_minor for row in rows)
        left = i18n.tr("reports.left", amount=self._session.amount(left_minor))
        self.sales.show_figure(
            self._session.amount(total_minor), left if left_minor != total_minor else ""
        )
        self.orders.show_figure(str(orders))
        self.average.show_figure(self._session.amount(average_minor) if orders else "–")
