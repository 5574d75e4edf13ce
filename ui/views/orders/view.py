"""The Orders view: the list, narrowed by what is wanted; Enter opens an order."""

from __future__ import annotations

from datetime import date

from app.domain.placing import is_order_number
from app.domain.shop import business_date
from app.ports.queries import OrderRow
from ui import exports, files
from ui.views.base import Shell, View
from ui.views.orders.columns import as_csv, columns
from ui.views.orders.filters import OrderFilters
from ui.views.orders.order_step import OrderStep
from ui.views.orders.receipt_step import ReceiptStep
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.kept_clear import KeptClear
from ui.widgets.listing import Listing
from ui.widgets.steps import StepPanel
from ui.widgets.table.view import DataTable

_PAGE = 100


class OrdersView(View):
    """A scanned order number opens that order from here.

    The list marks the order that the panel is about, wherever it was opened from.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.filters = OrderFilters(self._today)
        self.filters.on_change = self.refresh
        self.filters.find.on_down = self._enter_list
        self.table: DataTable[OrderRow] = DataTable(columns(shell.session), "view.orders")
        self.table.on_open = lambda row: self._open(row.order_id, row.number)
        self.export_button = Button("list.export", icon="export", on_click=self._export)
        self._about = ""  # id of the order in the panel
        self.list = self._listing()
        self.list.on_loaded = self._mark
        self.page_column().addWidget(self.list)
        KeptClear(self.list.frame, shell.strips)
        shell.bridge.order_changed.connect(lambda _event: self._refresh_shown())

    def refresh(self) -> None:
        """Read the list anew."""
        wanted, queries = self.filters.wanted(), self.house.queries
        self.list.read_page = lambda after: queries.orders(wanted, after=after, limit=_PAGE)
        self.list.read_count = lambda: queries.count_orders(wanted)
        self.list.load()

    def retranslate(self) -> None:
        """Filters, list and count."""
        self.filters.retranslate()
        self.list.retranslate()

    def focus_first(self) -> None:
        """On the list, else on the search."""
        self.list.enter_soon(self.filters.find)

    def search_for(self, text: str) -> None:
        """Narrow the list to a text."""
        self.filters.clear()
        self.filters.find.put(text)

    def open_item(self, item_id: str) -> None:
        """Show an order by its id."""
        queries = self.house.queries
        self.work(
            lambda: queries.order_detail(item_id).order.number,
            lambda number: self._open(item_id, number),
        )

    def on_key(self, action: str) -> bool:
        """F2 searches, F8 begins a return."""
        if action == "return":
            self._begin(StepPanel(ReceiptStep(self.shell, self._tell_about)))
            return True
        if action == "search":
            self.filters.find.begin()
            return True
        return False

    def on_scan(self, code: str) -> bool:
        """An order's number, from its paper."""
        number = code.strip().upper()
        if not is_order_number(number):
            return False
        queries = self.house.queries
        self.work(
            lambda: queries.order_id_of(number), lambda order_id: self._open(order_id, number)
        )
        return True

    def _listing(self) -> Listing[OrderRow]:
        go = Button("orders.go_sell", kind="primary", on_click=lambda: self.shell.go("sell"))
        everything = Button("orders.show_all", on_click=self._show_all)
        made = Listing(
            self.table,
            self.shell.executor,
            count_key="orders.count",
            empty=EmptyState("orders", "orders.empty", "orders.empty_hint", button=go),
            nothing=EmptyState(
                "search", "orders.nothing", "orders.nothing_hint", button=everything
            ),
        )
        made.add_filters(*self.filters.widgets)
        made.narrowed = lambda: self.filters.narrowed
        made.foot.addWidget(self.export_button)
        return made

    def _today(self) -> date:
        return business_date(self.house.clock.now(), self.session.profile)

    def _enter_list(self) -> None:
        self.list.enter_list()

    def _refresh_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show_all(self) -> None:
        self.filters.clear()
        self.refresh()

    def _open(self, order_id: str, number: str) -> None:
        if self._begin(StepPanel(OrderStep(self.shell, order_id, number))):
            self._tell_about(order_id)

    def _begin(self, panel: StepPanel) -> bool:
        panel.closed.connect(lambda: self._tell_about(""))
        return self.open_panel(panel)

    def _tell_about(self, order_id: str) -> None:
        self._about = order_id
        self._mark()

    def _mark(self) -> None:
        if not self._about:
            return
        ids = [row.order_id for row in self.table.rows]
        if self._about in ids:
            self.table.choose(ids.index(self._about))
        else:
            self.table.choose_none()

    def _export(self) -> None:
        wanted, queries, session = self.filters.wanted(), self.house.queries, self.session
        files.save_list(
            self.shell,
            self,
            name=f"orders-{self._today().isoformat()}.csv",
            read=lambda: exports.every_page(
                lambda after, limit: queries.orders(wanted, after=after, limit=limit)
            ),
            as_csv=lambda rows: as_csv(rows, session),
        )
