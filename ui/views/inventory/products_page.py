"""The product list with its filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.catalog import Category
from app.ports.queries import ProductFilter, ProductRow, ProductSort
from ui import exports, files, i18n
from ui.views.base import Shell
from ui.views.inventory.columns import as_csv, columns
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice, worded
from ui.widgets.empty import EmptyState
from ui.widgets.find_line import FindLine
from ui.widgets.kept_clear import KeptClear
from ui.widgets.listing import Listing
from ui.widgets.table.view import DataTable

_PAGE = 200
ALL, LOW, ASK = "all", "low", "ask"
_WHICH = {ALL: "inventory.all", LOW: "inventory.low", ASK: "inventory.ask_only"}
_DOWN = "-"
_SORTS = {
    ProductSort.NAME.value: "inventory.by_name",
    ProductSort.SKU.value: "inventory.by_sku",
    ProductSort.PRICE.value: "inventory.by_price",
    _DOWN + ProductSort.PRICE: "inventory.by_price_down",
    ProductSort.ON_HAND.value: "inventory.by_stock",
    _DOWN + ProductSort.ON_HAND: "inventory.by_stock_down",
}


class ProductsPage(QWidget):
    """Sorting and paging happen in the database.

    Attributes:
        on_open: called with a product id; on_add, on_import: the buttons.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.on_open: Callable[[str], object] = lambda _product_id: None
        self.on_add: Callable[[], object] = lambda: None
        self.on_import: Callable[[], object] = lambda: None
        self._shell = shell
        self._categories: Sequence[Category] = ()
        self.finder = FindLine("inventory.find")
        self.category = Choice("inventory.category", self._category_words)
        self.which = Choice("inventory.which", worded(_WHICH))
        self.sort = Choice("inventory.sort", worded(_SORTS))
        self.table: DataTable[ProductRow] = DataTable(columns(shell.session), "view.inventory")
        self.table.on_open = lambda row: self.on_open(row.product_id)
        self.table.on_sort = self._sort_by
        self.list = self._listing()
        self.finder.on_find = lambda _text: self.load()
        self.finder.on_down = self.list.enter_list
        for choice in (self.category, self.which, self.sort):
            choice.on_change = lambda _chosen: self.load()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        KeptClear(self.list.frame, shell.strips)

    def load(self) -> None:
        """Read categories and the list anew."""
        wanted, queries = self.wanted(), self._shell.house.queries
        by = self.sort.chosen.removeprefix(_DOWN)
        self.table.rows_model.show_sort(by, descending=wanted.descending)
        self.list.read_page = lambda after: queries.products(wanted, after=after, limit=_PAGE)
        self.list.read_count = lambda: queries.count_products(wanted)
        self._shell.executor.database(queries.categories, owner=self, done=self._show_categories)
        self.list.load()

    def wanted(self) -> ProductFilter:
        """What the list is narrowed to, and sorted by; names are sorted as they are read."""
        sort = self.sort.chosen
        return ProductFilter(
            text=self.finder.text().strip(),
            category_id=self.category.chosen or None,
            low_stock_only=self.which.chosen == LOW,
            ask_price_only=self.which.chosen == ASK,
            sort=_as_shown(ProductSort(sort.removeprefix(_DOWN))),
            descending=sort.startswith(_DOWN),
        )

    def retranslate(self) -> None:
        """Filters, list and count."""
        for choice in (self.category, self.which, self.sort):
            choice.retranslate()
        self.list.retranslate()
        if self.isVisible():
            self.load()  # names may stand in another order now

    def focus_first(self) -> None:
        """On the search: that is how one gets to a product."""
        self.finder.begin()

    def show_all(self) -> None:
        """Take every filter away."""
        self.category.choose("")
        self.which.choose(ALL)
        self.finder.put("")

    def _listing(self) -> Listing[ProductRow]:
        bring = Button("inventory.import_first", kind="primary", on_click=lambda: self.on_import())
        everything = Button("inventory.show_all", on_click=self.show_all)
        made: Listing[ProductRow] = Listing(
            self.table,
            self._shell.executor,
            count_key="inventory.count",
            empty=EmptyState("inventory", "inventory.empty", "inventory.empty_hint", button=bring),
            nothing=EmptyState(
                "search", "inventory.nothing", "inventory.nothing_hint", button=everything
            ),
        )
        made.add_filters(self.finder, self.category, self.which, self.sort)
        made.narrowed = self._is_narrowed
        made.foot.addWidget(Button("list.export", icon="export", on_click=self._export))
        self.add_button = Button(
            "inventory.add", kind="primary", icon="plus", on_click=lambda: self.on_add()
        )
        made.foot.addWidget(self.add_button)
        return made

    def _is_narrowed(self) -> bool:
        wanted = self.wanted()
        chosen = wanted.text or wanted.category_id
        return bool(chosen) or wanted.low_stock_only or wanted.ask_price_only

    def _show_categories(self, categories: Sequence[Category]) -> None:
        self._categories = categories
        self.category.retranslate()

    def _category_words(self) -> list[tuple[str, str]]:
        named = [(x.id, i18n.name_of(x.name, x.name_en)) for x in self._categories]
        return [("", i18n.tr("inventory.any_category")), *named]

    def _sort_by(self, sort: str) -> None:
        """A head was clicked: sort by it, or turn the order round."""
        turned = _DOWN + sort
        self.sort.choose(turned if self.sort.chosen == sort and turned in _SORTS else sort)

    def _export(self) -> None:
        wanted, queries = self.wanted(), self._shell.house.queries
        currency = self._shell.session.currency
        files.save_list(
            self._shell,
            self,
            name="products.csv",
            read=lambda: exports.every_page(
                lambda after, limit: queries.products(wanted, after=after, limit=limit)
            ),
            as_csv=lambda rows: as_csv(rows, currency),
        )


def _as_shown(sort: ProductSort) -> ProductSort:
    by_name = sort is ProductSort.NAME
    return ProductSort.NAME_EN if by_name and i18n.language() == "en" else sort
