"""Figures and chart side by side; one below the other, scrolling, where the writing is large."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import look

_NARROW_EM = 46.0
_TABLE_EM, _CHART_EM = 12.0, 12.0
_WAY = QBoxLayout.Direction


class Middle(QScrollArea):
    """Holds the table, today's figures and the chart."""

    def __init__(self, table: QWidget, glance: QWidget, chart: QWidget) -> None:
        super().__init__()
        self._table, self._chart = table, chart
        inside = QWidget()
        inside.setProperty("kind", "bare")
        self._across = QBoxLayout(_WAY.LeftToRight, inside)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(look.metrics.gap)
        right = QVBoxLayout()
        right.setSpacing(look.metrics.gap)
        right.addWidget(glance)
        right.addWidget(chart, 1)
        self._across.addWidget(table, 3)
        self._across.addLayout(right, 2)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        look.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, if there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        em = look.metrics.em
        narrow = self.width() < em(_NARROW_EM)
        self._across.setDirection(_WAY.TopToBottom if narrow else _WAY.LeftToRight)
        self._table.setMinimumHeight(em(_TABLE_EM) if narrow else 0)
        self._chart.setMinimumHeight(em(_CHART_EM) if narrow else 0)
