"""One product in a panel: its stock, its fields, and what can be done with its stock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.catalog import Category, Product, StockPolicy, TaxClass
from app.domain.errors import ShopError
from app.ports.queries import MovementRow
from ui import formats, i18n
from ui.views.base import Shell
from ui.views.inventory.history_step import HistoryStep
from ui.views.inventory.merging import merged
from ui.views.inventory.product_form import ProductForm
from ui.views.inventory.stock_steps import AdjustStep, ReceiveStep
from ui.widgets.buttons import Button
from ui.widgets.flow import flowing
from ui.widgets.labels import Label
from ui.widgets.steps import Step
from ui.widgets.strips import News


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loaded:
    """What the editor needs from the books."""

    product: Product
    categories: Sequence[Category]
    taxes: Sequence[TaxClass]
    newest: Sequence[MovementRow]


class ProductStep(Step):
    """Adds a product (id "") or changes one; a scan adds a barcode.

    Args:
        code: filled in as a barcode.
        saved: called with the product after it was saved.
    """

    def __init__(
        self,
        shell: Shell,
        product_id: str,
        *,
        code: str = "",
        saved: Callable[[Product], object] = lambda _product: None,
    ) -> None:
        super().__init__("inventory.edit_title" if product_id else "inventory.add_title")
        self._shell, self._id, self._code, self._saved = shell, product_id, code, saved
        self._shown: Product | None = None
        self._newest: Sequence[MovementRow] = ()
        self._warned_of: object = None  # what was written when somebody was warned of losing it
        self.stock = Label("", "heading")
        self.receive_button = Button("inventory.receive", icon="receive", on_click=self._receive)
        self.adjust_button = Button("inventory.adjust", icon="edit", on_click=self._adjust)
        self.history_button = Button("inventory.history", icon="clock", on_click=self._history)
        self._stock_row = flowing(self.receive_button, self.adjust_button, self.history_button)
        self.form = ProductForm(shell.session.currency)
        self.save_button = Button("common.save", kind="primary", on_click=self.save)
        for part in (self.stock, self._stock_row, self.form):
            self.column.addWidget(part)
        self.foot.addWidget(self.save_button, 1)
        for part in (self.stock, self._stock_row):
            part.hide()
        self.save_button.setEnabled(False)
        shell.bridge.catalog_changed.connect(self._reload)
        self._load()

    def focus_first(self) -> None:
        """Type at once."""
        self.form.name.input.setFocus()

    def retranslate(self) -> None:
        """The choices in another language."""
        self.form.retranslate()
        self._show_stock()

    def on_scan(self, code: str) -> bool:
        """One more barcode."""
        self.form.codes.add(code)
        return True

    def may_leave(self) -> bool:
        """What was changed and not saved is lost only at the second try."""
        if self._shown is None or not self._changed() or self._warned_of == self._writing():
            return True
        self._warned_of = self._writing()
        self.complaint.setText(i18n.tr("panel.unsaved"))
        self.complaint.show()
        self._shell.tell(News(text=i18n.tr("panel.unsaved"), tone="warn", topic="unsaved"))
        return False

    def save(self) -> None:
        """Check, save, go back."""
        if not self.form.checked() or not self.save_button.isEnabled():
            return
        self.complain(None)
        product, new_category = self.form.product(), self.form.category_to_make()
        house, staff = self._shell.house, self._shell.session.staff

        def job() -> Product:
            wanted = product
            if new_category:
                made = house.shop.save_category(Category(id="", name=new_category), staff)
                wanted = replace(product, category_id=made.id)
            return house.inventory.save_product(wanted, staff=staff)

        self.save_button.setEnabled(False)
        self._shell.executor.database(job, owner=self, done=self._done, failed=self._failed)

    def _load(self) -> None:
        queries, product_id = self._shell.house.queries, self._id

        def job() -> _Loaded:
            empty = Product(id="", name="", ask_price=True)
            return _Loaded(
                product=queries.product(product_id) if product_id else empty,
                categories=queries.categories(),
                taxes=queries.tax_classes(),
                newest=queries.movements(product_id, 1) if product_id else (),
            )

        self._shell.executor.database(job, owner=self, done=self._show, failed=self.complain)

    def _show(self, loaded: _Loaded) -> None:
        self._newest = loaded.newest
        if self._shown is None:
            self._show_first(loaded)
        else:
            self._show_again(loaded, self._shown)
        self._show_stock()

    def _show_first(self, loaded: _Loaded) -> None:
        self.form.show_product(loaded.product, loaded.categories, loaded.taxes)
        self._shown = loaded.product
        if self._code:
            self.form.codes.add(self._code)
            if not self._id:
                self._shown = replace(loaded.product, barcodes=self.form.codes.codes())
        self.save_button.setEnabled(True)

    def _show_again(self, loaded: _Loaded, shown: Product) -> None:
        mine = self._written()
        if mine is not None:
            product = merged(shown, mine, loaded.product)
            self.form.show_product(product, loaded.categories, loaded.taxes)
            self._shown = loaded.product

    def _reload(self) -> None:
        if self._id and self.save_button.isEnabled():
            self._load()

    def _show_stock(self) -> None:
        product = self._shown
        tracked = product is not None and product.stock_policy is not StockPolicy.NOT_TRACKED
        counted = formats.counted(self._there_milli(), product.unit if product else "")
        self.stock.setText(i18n.tr("inventory.on_hand_now", qty=counted))
        for part in (self.stock, self._stock_row):
            part.setVisible(bool(self._id) and tracked)

    def _there_milli(self) -> int:
        return self._newest[0].on_hand_after_milli if self._newest else 0

    def _changed(self) -> bool:
        return self._writing() != (self._shown, "")

    def _writing(self) -> tuple[Product | None, str]:
        """All that would be lost."""
        return self._written(), self.form.category_to_make()

    def _written(self) -> Product | None:
        """The product as it is written here; None while something in it cannot be read."""
        try:
            return self.form.product()
        except ShopError:
            return None

    def _done(self, product: Product) -> None:
        self._shown = None  # nothing is left to lose
        name = i18n.name_of(product.name, product.name_en)
        text = i18n.tr("inventory.saved", name=name)
        self._shell.tell(News(text=text, tone="good", topic="product"))
        self.back()
        self._saved(product)

    def _failed(self, failure: Exception) -> None:
        self.save_button.setEnabled(True)
        if not self.form.complain(failure):
            self.complain(failure)

    def _receive(self) -> None:
        if self.panel is not None and self._shown is not None:
            self.panel.push(ReceiveStep(self._shell, self._shown, self._there_milli()))

    def _adjust(self) -> None:
        if self.panel is not None and self._shown is not None:
            self.panel.push(AdjustStep(self._shell, self._shown, self._there_milli()))

    def _history(self) -> None:
        if self.panel is not None and self._shown is not None:
            self.panel.push(HistoryStep(self._shell, self._shown))
