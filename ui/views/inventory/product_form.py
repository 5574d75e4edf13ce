"""The fields of a product: filled from one, read into one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.catalog import Category, Product, StockPolicy, TaxClass
from app.domain.errors import ShopError
from app.domain.money import Currency
from ui import formats, i18n
from ui.theme import look
from ui.views.inventory.codes_field import CodesField
from ui.widgets.forms import AmountField, ChoiceField, Field, QuantityField, TextField, words_of
from ui.widgets.included_field import IncludedField
from ui.widgets.labels import Label
from ui.widgets.number_fields import WholeField
from ui.widgets.tick import SideBySide, Tick

NEW_CATEGORY = "new"
_POLICIES = {policy.value: f"inventory.policy.{policy}" for policy in StockPolicy}


class ProductForm(QWidget):
    """Everything about a product that people write."""

    def __init__(self, currency: Currency) -> None:
        super().__init__()
        self.name = TextField("inventory.name", required=True)
        self.name_en = TextField("inventory.name_en")
        self.codes = CodesField("inventory.codes")
        self.sku = TextField("inventory.sku", most=80)
        self.unit = TextField("inventory.unit", most=20)
        self.price = AmountField("inventory.price", currency, hint_key="inventory.price_hint")
        self.cost = AmountField("inventory.cost", currency)
        self.category = ChoiceField("inventory.category")
        self.new_category = TextField("inventory.new_category", most=80)
        self.tax = ChoiceField("inventory.tax")
        self.included = IncludedField("inventory.tax_in")
        self.policy = ChoiceField("inventory.policy")
        self.supplier = TextField("inventory.supplier", most=120)
        self.favourite, self.active = Tick("inventory.favourite"), Tick("inventory.active")
        self.lead_days = WholeField("inventory.lead_days", most=365)
        self.safety = QuantityField("inventory.safety")
        self.order_cost = AmountField("inventory.order_cost", currency)
        self.holding_cost = AmountField("inventory.holding_cost", currency)
        self._product = Product(id="", name="")
        self._unit_shown = ""
        self._categories: Sequence[Category] = ()
        self._taxes: Sequence[TaxClass] = ()
        self._lay_out()
        self.category.input.currentIndexChanged.connect(lambda _place: self._show_new_category())

    def show_product(
        self, product: Product, categories: Sequence[Category], taxes: Sequence[TaxClass]
    ) -> None:
        """Fill in."""
        self._product, self._categories, self._taxes = product, categories, taxes
        self.unit.set_text(self._unit_shown)
        self.retranslate()
        for field, text in (
            (self.name, product.name),
            (self.name_en, product.name_en),
            (self.sku, product.sku),
            (self.supplier, product.supplier),
        ):
            field.set_text(text)
        self.codes.set_codes(product.barcodes)
        self.price.set_minor(None if product.ask_price else product.price_minor)
        self.cost.set_minor(product.cost_minor)
        self.category.choose(product.category_id or "")
        self.tax.choose(product.tax_class_id or "")
        self.included.set_included(product.prices_include_tax)
        self.policy.choose(product.stock_policy)
        self.favourite.setChecked(product.favourite)
        self.active.setChecked(product.active)
        self.lead_days.set_whole(product.lead_days)
        self.safety.set_milli(product.safety_milli)
        self.order_cost.set_minor(product.order_cost_minor)
        self.holding_cost.set_minor(product.holding_cost_minor)

    def retranslate(self) -> None:
        """The choices in the language in use; what is chosen stays."""
        named = [(x.id, i18n.name_of(x.name, x.name_en)) for x in self._categories]
        none, new = i18n.tr("inventory.no_category"), i18n.tr("inventory.new_category")
        self.category.set_choices([("", none), *named, (NEW_CATEGORY, f"+ {new}")])
        taxes = [(x.id, i18n.name_of(x.name, x.name_en)) for x in self._taxes]
        self.tax.set_choices([("", i18n.tr("inventory.usual_tax")), *taxes])
        if not self._unit_is_new():
            self._unit_shown = formats.unit(self._product.unit)
            self.unit.set_text(self._unit_shown)
        self.included.retranslate()
        self.policy.set_choices(words_of(_POLICIES))

    def _unit_is_new(self) -> bool:
        """Whether somebody wrote another unit than the product's, shown in the language in use."""
        return self.unit.text() != self._unit_shown

    def checked(self) -> bool:
        """Whether everything can be read; every field that cannot says why."""
        reads: list[tuple[Field, Callable[[], object]]] = [
            (self.name, self.name.text),
            (self.price, self.price.minor),
            (self.cost, self.cost.minor),
            (self.lead_days, self.lead_days.whole),
            (self.safety, self.safety.milli),
            (self.order_cost, self.order_cost.minor),
            (self.holding_cost, self.holding_cost.minor),
        ]
        wrong = [field for field, read in reads if not field.checked(read)]
        if wrong:
            wrong[0].editor.setFocus()
        return not wrong

    def product(self) -> Product:
        """What was filled in; raises what `checked` complains about, except an empty name."""
        price_minor = self.price.minor()
        category = self.category.chosen()
        return replace(
            self._product,
            name=self.name.input.text().strip(),
            name_en=self.name_en.text(),
            sku=self.sku.text(),
            barcodes=self.codes.codes(),
            category_id=None if category in ("", NEW_CATEGORY) else category,
            unit=self.unit.text() if self._unit_is_new() else self._product.unit,
            price_minor=price_minor or 0,
            ask_price=price_minor is None,
            cost_minor=self.cost.minor(),
            tax_class_id=self.tax.chosen() or None,
            prices_include_tax=self.included.included(),
            stock_policy=StockPolicy(self.policy.chosen()),
            supplier=self.supplier.text(),
            favourite=self.favourite.isChecked(),
            active=self.active.isChecked(),
            lead_days=self.lead_days.whole(),
            safety_milli=self.safety.milli(),
            order_cost_minor=self.order_cost.minor(),
            holding_cost_minor=self.holding_cost.minor(),
        )

    def category_to_make(self) -> str:
        """The name of a new category, empty when an old one or none is chosen."""
        return self.new_category.text() if self.category.chosen() == NEW_CATEGORY else ""

    def complain(self, failure: Exception) -> bool:
        """Show a refusal beside the field it is about; False when it is about none."""
        places: dict[str, Field] = {
            "product_name_missing": self.name,
            "barcode_taken": self.codes,
            "sku_taken": self.sku,
            "cost_negative": self.cost,
            "price_negative": self.price,
            "amount_too_large": self.price,
        }
        field = places.get(failure.key) if isinstance(failure, ShopError) else None
        if field is None or not isinstance(failure, ShopError):
            return False
        field.complain(failure)
        field.editor.setFocus()
        return True

    def _show_new_category(self) -> None:
        new = self.category.chosen() == NEW_CATEGORY
        self.new_category.setVisible(new)
        if new:
            self.new_category.input.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.metrics.gap + look.metrics.gap // 2)
        column.addWidget(self.name)
        column.addWidget(self.name_en)
        column.addWidget(SideBySide(self.price, self.cost))
        column.addWidget(self.codes)
        column.addWidget(SideBySide(self.sku, self.unit))
        column.addWidget(SideBySide(self.category, self.tax))
        column.addWidget(self.new_category)
        column.addWidget(SideBySide(self.included, self.policy))
        column.addWidget(self.supplier)
        column.addWidget(self.favourite)
        column.addWidget(self.active)
        column.addWidget(Label("inventory.reorder_title", "strong"))
        column.addWidget(SideBySide(self.lead_days, self.safety))
        column.addWidget(SideBySide(self.order_cost, self.holding_cost))
        self.new_category.hide()
