"""The Inventory view: products, what to order again, and bringing product lists in."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from app.services.lookup import Found
from ui import i18n
from ui.views.base import Shell, View
from ui.views.inventory.advice_page import AdvicePage
from ui.views.inventory.bringing.page import ImportPage
from ui.views.inventory.product_step import ProductStep
from ui.views.inventory.products_page import ProductsPage
from ui.widgets.buttons import Segmented
from ui.widgets.steps import StepPanel
from ui.widgets.strips import News

PRODUCTS, ADVICE, IMPORT = "products", "advice", "import"
_PAGES = {
    PRODUCTS: "inventory.page_products",
    ADVICE: "inventory.page_advice",
    IMPORT: "inventory.page_import",
}


class InventoryView(View):
    """A scan opens its product; an unknown code can become one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.tabs = Segmented(_PAGES, PRODUCTS)
        self.tabs.on_change = self.show_page
        self.products, self.advice = ProductsPage(shell), AdvicePage(shell)
        self.bringing = ImportPage(shell)
        self.products.on_open = self.open_item
        self.products.on_add = self.add_with_code
        self.products.on_import = lambda: self.show_page(IMPORT)
        self.advice.on_open = self.open_item
        self.bringing.on_finished = lambda: self.show_page(PRODUCTS)
        self._stack = QStackedWidget()
        for page in (self.products, self.advice, self.bringing):
            self._stack.addWidget(page)
        column = self.page_column()
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        shell.bridge.catalog_changed.connect(self._refresh_shown)

    def show_page(self, page: str) -> None:
        """Open one of the pages: products, advice or import."""
        self.tabs.choose(page)
        self._stack.setCurrentIndex(list(_PAGES).index(page))
        self.refresh()
        self.focus_first()

    def add_with_code(self, code: str = "") -> None:
        """Open an empty product, with a barcode filled in."""
        self._open(ProductStep(self.shell, "", code=code))

    def refresh(self) -> None:
        """Read the page in sight anew."""
        if self.tabs.chosen == PRODUCTS:
            self.products.load()
        elif self.tabs.chosen == ADVICE:
            self.advice.load()

    def retranslate(self) -> None:
        """All pages."""
        for page in (self.products, self.advice, self.bringing):
            page.retranslate()

    def focus_first(self) -> None:
        """As the page wants it."""
        if self.tabs.chosen == PRODUCTS:
            self.products.focus_first()
        elif self.tabs.chosen == ADVICE:
            self.advice.focus_first()
        else:
            self.bringing.focus_first()

    def open_item(self, item_id: str) -> None:
        """Open a product by its id."""
        self._open(ProductStep(self.shell, item_id))

    def on_key(self, action: str) -> bool:
        """F2 searches the products; "import" opens the import, as the first start asks."""
        if action == "import":
            self.show_page(IMPORT)
            return True
        if action != "search":
            return False
        if self.tabs.chosen == ADVICE:
            self.advice.finder.begin()
        else:
            self.tabs.choose(PRODUCTS)
            self._stack.setCurrentIndex(0)
            self.products.focus_first()
        return True

    def on_scan(self, code: str) -> bool:
        """Open the product with this code."""
        lookup = self.house.lookup
        self.work(lambda: lookup.scan(code), lambda found: self._scanned(code, found))
        return True

    def _scanned(self, code: str, found: Found | None) -> None:
        if found is not None:
            self.open_item(found.product.id)
            return
        news = News(
            text=i18n.tr("inventory.unknown_code", code=code),
            tone="warn",
            topic="unknown",
            actions=(("inventory.add", lambda: self.add_with_code(code)),),
        )
        self.shell.tell(news)

    def _open(self, step: ProductStep) -> None:
        self.open_panel(StepPanel(step))

    def _refresh_shown(self) -> None:
        if self.isVisible() and self.tabs.chosen != IMPORT:
            self.refresh()
