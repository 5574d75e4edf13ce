"""The Payments view: everything without a final answer or in need of a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent

from ui import files
from ui.views.base import Shell, View
from ui.views.payments.case import Case
from ui.views.payments.case_step import CaseStep
from ui.views.payments.cases import claims, everything
from ui.views.payments.columns import as_csv, columns
from ui.views.payments.statements import StatementsStep
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.find_line import FindLine
from ui.widgets.kept_clear import KeptClear
from ui.widgets.listing import Listing
from ui.widgets.steps import StepPanel
from ui.widgets.table.view import DataTable

_TICK_MS = 1000


class PaymentsView(View):
    """Ages tick while the view is in sight; a payment that is answered leaves by itself."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.finder = FindLine("payments.find")
        self.finder.on_find = lambda _text: self.refresh()
        self.table: DataTable[Case] = DataTable(columns(self.house.clock.now), "view.payments")
        self.table.on_open = self._open
        self.claims = Button(kind="pill", on_click=self.refresh)
        self.claims.setCheckable(True)
        self.claims.hide()
        statements = Button("payments.statements", icon="link", on_click=self._statements)
        refresh = Button("list.refresh", icon="refresh", on_click=self.refresh)
        self.export_button = Button("list.export", icon="export", on_click=self._export)
        self.list: Listing[Case] = Listing(
            self.table,
            shell.executor,
            count_key="payments.count",
            empty=EmptyState("tick", "payments.empty", "payments.empty_hint"),
            nothing=EmptyState("search", "payments.nothing", "payments.nothing_hint"),
        )
        self.list.add_filters(self.finder, self.claims, statements)
        self.list.narrowed = lambda: bool(self.finder.text().strip())
        self.list.foot.addWidget(refresh)
        self.list.foot.addWidget(self.export_button)
        self.finder.on_down = self.list.enter_list
        self.page_column().addWidget(self.list)
        KeptClear(self.list.frame, shell.strips)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.table.retranslate)
        for signal in (shell.bridge.attempt_changed, shell.bridge.order_changed):
            signal.connect(lambda _event: self._refresh_shown())

    def refresh(self) -> None:
        """Read the list anew."""
        text = self.finder.text().strip().casefold()
        read_all = self._reader(with_claims=self.claims.isChecked())

        found: list[Case] = []

        def read(_after: str | None) -> tuple[Sequence[Case], None]:
            found[:] = [case for case in read_all() if text in _searched(case)]
            return found, None

        self.list.read_page = read
        self.list.read_count = lambda: len(found)  # of the page read just before: there is one
        self.list.load()
        queries, now = self.house.queries, self.house.clock.now()
        self.work(lambda: len(claims(queries, now)), self._tell_claims)

    def _reader(self, *, with_claims: bool) -> Callable[[], list[Case]]:
        house, queries, now = self.house, self.house.queries, self.house.clock.now()
        return lambda: everything(house) + (claims(queries, now) if with_claims else [])

    def _tell_claims(self, count: int) -> None:
        """Quietly: they are no work, unless somebody wants to know."""
        self.claims.reword("payments.claims", n=count)
        self.claims.setVisible(count > 0 or self.claims.isChecked())

    def retranslate(self) -> None:
        """List and count."""
        self.list.retranslate()

    def focus_first(self) -> None:
        """On the list, else on the search."""
        self.list.enter_soon(self.finder)

    def on_key(self, action: str) -> bool:
        """F2 searches."""
        if action == "search":
            self.finder.begin()
            return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Ages begin to tick."""
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._tick.stop()

    def _refresh_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def _open(self, case: Case) -> None:
        self.open_panel(StepPanel(CaseStep(self.shell, case, self.refresh)))

    def _statements(self) -> None:
        self.open_panel(StepPanel(StatementsStep(self.shell, self.refresh)))

    def _export(self) -> None:
        session = self.session
        files.save_list(
            self.shell,
            self,
            name="payments.csv",
            read=self._reader(with_claims=self.claims.isChecked()),
            as_csv=lambda found: as_csv(found, session),
        )


def _searched(case: Case) -> str:
    return f"{case.order_number} {case.id} {case.way} {case.state} {case.found_by}".casefold()
