"""The Reports view: the figures left, today and the chart right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout

from app.domain.shop import business_date
from app.ports.queries import SalesBy, SalesRow
from ui import files, i18n
from ui.theme import ThemeName, look
from ui.views.base import Shell, View
from ui.views.preview.step import Paper, open_preview
from ui.views.reports.chart import Chart
from ui.views.reports.columns import columns, name_of, total_key
from ui.views.reports.glance import Glance
from ui.views.reports.making import Making
from ui.views.reports.middle import Middle
from ui.widgets.buttons import Button, Segmented
from ui.widgets.empty import EmptyState
from ui.widgets.find_line import FindLine
from ui.widgets.flow import flowing
from ui.widgets.kept_clear import KeptClear
from ui.widgets.labels import Label, card
from ui.widgets.period import TODAY, PeriodPicker
from ui.widgets.table.view import DataTable

_BY = {by.value: f"reports.by_{by}" for by in SalesBy}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One answer from the worker."""

    rows: Sequence[SalesRow]
    today: Sequence[SalesRow]
    svg: bytes


class ReportsView(View):
    """Everything is worked out in the background; the newest question is answered."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._question = 0
        self._rows: tuple[SalesRow, ...] = ()
        self.by = Segmented(_BY, SalesBy.DAY)
        self.period = PeriodPicker(self._today, TODAY, endless=False)
        self.finder = FindLine("reports.find")
        self.table: DataTable[SalesRow] = DataTable(
            columns(SalesBy.DAY, shell.session), "view.reports"
        )
        self.empty = EmptyState("reports", "reports.empty", "reports.empty_hint")
        self.glance, self.chart = Glance(shell.session), Chart()
        self.count, self.sums = Label("", "muted"), Label("", "strong", wrap=True)
        self.buttons = {
            "csv": Button("reports.csv", icon="export", on_click=self._save_csv),
            "xlsx": Button("reports.xlsx", icon="export", on_click=self._save_xlsx),
            "orders": Button("reports.orders_paper", icon="invoice", on_click=self._show_orders),
            "print": Button(
                "reports.sales_paper", kind="primary", icon="print", on_click=self._show_sales
            ),
        }
        self.chart.on_resized = self._redraw
        self.by.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.by.on_change = lambda _chosen: self._regroup()
        self.period.on_change = self.refresh
        self.finder.on_find = lambda _text: self._show_rows()
        self.finder.on_down = self._enter_list
        self._lay_out()
        look.changed.connect(self._redraw)
        shell.bridge.order_changed.connect(self._order_changed)

    def refresh(self) -> None:
        """Work everything out anew."""
        self._question += 1
        asked, making, queries = self._question, self._making(), self.house.queries
        documents, today = self.house.papers.documents, self._today()
        language, dark = i18n.language(), look.theme is not ThemeName.LIGHT
        room = self.chart.room

        def job() -> _Read:
            paper = making.paper(language)
            return _Read(
                rows=paper.rows,
                today=queries.sales(today, today, SalesBy.DAY),
                svg=documents.sales_chart_svg(paper, dark=dark, size=room),
            )

        def done(read: _Read) -> None:
            if asked == self._question:
                self._show(read)

        self.shell.executor.background(job, owner=self, done=done)

    def retranslate(self) -> None:
        """Words of the chart as well."""
        self.period.retranslate()
        self.table.retranslate()
        if self.isVisible():
            self.refresh()

    def focus_first(self) -> None:
        """On how it groups."""
        self.by.pill(self.by.chosen).setFocus()

    def on_key(self, action: str) -> bool:
        """F2 searches, Ctrl+P shows the report as it will be printed."""
        if action == "search":
            self.finder.begin()
        elif action == "reprint":
            self._show_sales()
        return action in {"search", "reprint"}

    def _making(self) -> Making:
        today = self._today()
        first, last = self.period.days or (today, today)
        return Making(self.shell, first, last, SalesBy(self.by.chosen))

    def _today(self) -> date:
        return business_date(self.house.clock.now(), self.session.profile)

    def _regroup(self) -> None:
        self._rows = ()
        self.table.show_columns(columns(SalesBy(self.by.chosen), self.session))
        self.refresh()

    def _show(self, read: _Read) -> None:
        self._rows = tuple(read.rows)
        self.glance.show_day(read.today)
        self.chart.show_svg(read.svg)
        self._show_rows()

    def _show_rows(self) -> None:
        text, by = self.finder.text().strip().casefold(), SalesBy(self.by.chosen)
        rows = [row for row in self._rows if text in name_of(row, by).casefold()]
        self.table.fill(rows)
        self._pages.setCurrentIndex(0 if rows else 1)
        self.count.setText(i18n.trn("reports.count", len(rows)))
        self.sums.setText(self._sums(rows))
        for button in self.buttons.values():
            button.setEnabled(bool(self._rows))

    def _sums(self, rows: Sequence[SalesRow]) -> str:
        sold_minor = sum(row.total_minor for row in rows)
        left_minor = sum(row.after_refunds_minor for row in rows)
        figure = i18n.tr(total_key(SalesBy(self.by.chosen)))
        told = i18n.tr("reports.sum", figure=figure, total=self.session.amount(sold_minor))
        if left_minor == sold_minor:
            return told
        return f"{told} · {i18n.tr('reports.left', amount=self.session.amount(left_minor))}"

    def _enter_list(self) -> None:
        if self.table.rows:
            self.table.setFocus()

    def _redraw(self) -> None:
        if self.isVisible():
            self.refresh()

    def _order_changed(self, _event: object) -> None:
        if self.isVisible():
            self.refresh()

    def _save_csv(self) -> None:
        making = self._making()
        files.save_made(
            self.shell,
            self,
            name=making.name("csv"),
            kind="csv",
            make=making.csv(i18n.language()),
        )

    def _save_xlsx(self) -> None:
        making = self._making()
        files.save_made(
            self.shell,
            self,
            name=making.name("xlsx"),
            kind="xlsx",
            make=making.xlsx(i18n.language()),
        )

    def _show_sales(self) -> None:
        self._preview(self._making().sales_preview())

    def _show_orders(self) -> None:
        self._preview(self._making().orders_preview())

    def _preview(self, paper: Paper) -> None:
        open_preview(self.shell, paper)

    def _lay_out(self) -> None:
        column = self.page_column()
        column.addWidget(flowing(self.by, self.period, self.finder))
        column.addWidget(
            Middle(self._framed_table(), self.glance, self._framed_chart()),
            1,
        )
        column.addWidget(flowing(*self.buttons.values()))

    def _framed_table(self) -> QFrame:
        """With the sums below the rows, above news that waits."""
        frame, gap = card(), look.metrics.gap
        self._pages = QStackedLayout()
        told = QHBoxLayout()
        told.setContentsMargins(gap, gap // 2, gap, gap // 2)
        told.setSpacing(gap)
        told.addWidget(self.count)
        told.addWidget(self.sums, 1)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(self._pages, 1)
        inside.addLayout(told)
        for page in (self.table, self.empty):  # now: without a parent they would be windows
            self._pages.addWidget(page)
        KeptClear(frame, self.shell.strips)
        return frame

    def _framed_chart(self) -> QFrame:
        frame = card()
        inside = QVBoxLayout(frame)
        inside.addWidget(self.chart)
        return frame
