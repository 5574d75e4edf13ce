"""A code nobody knows: make a product of it, or give it to one that is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from app.domain.catalog import Category, Product
from app.domain.errors import UserError
from app.ports.counter import ProductHit
from ui import errors, i18n
from ui.i18n.live import say
from ui.views.base import Shell
from ui.views.sell.counter import UNKNOWN_CODE, Counter
from ui.widgets.buttons import Button
from ui.widgets.forms import AmountField, ChoiceField, TextField
from ui.widgets.labels import Label
from ui.widgets.panels import Panel
from ui.widgets.pick_list import Pick, PickList
from ui.widgets.strips import News

_MOST = 30


class NewProductPanel(Panel):
    """The least a product needs; it goes into the cart as soon as it is saved."""

    def __init__(self, code: str, counter: Counter, shell: Shell) -> None:
        super().__init__("sell.new_product")
        self._counter = counter
        self._shell = shell
        is_code = code.isascii() and any(sign.isdigit() for sign in code)
        self.name = TextField("sell.product_name", required=True)
        self.code = TextField("sell.product_code", most=80)
        self.price = AmountField(
            "sell.unit_price", shell.session.currency, hint_key="sell.price_hint"
        )
        self.unit = TextField("sell.product_unit", most=20)
        self.category = ChoiceField("sell.product_category")
        self.code.set_text(code if is_code else "")
        self.name.set_text("" if is_code else code)
        self._begun_with = self._typed()
        self._may_go = False
        self.complaint = Label("", "error", wrap=True)
        for part in (self.name, self.code, self.price, self.unit, self.category, self.complaint):
            self.body.addWidget(part)
        for field in (self.name, self.code, self.price, self.unit):
            field.input.returnPressed.connect(self.finish)
        self.button = Button("sell.save_and_add", kind="primary", on_click=self.finish)
        self.foot.addWidget(self.button, 1)
        shell.executor.database(
            shell.house.queries.categories, owner=self, done=self._show_categories
        )

    def focus_first(self) -> None:
        """Type at once."""
        self.name.input.setFocus()

    def may_leave(self) -> bool:
        """What was typed and not saved is lost only at the second try."""
        if self._may_go or self._typed() == self._begun_with:
            return True
        self._may_go = True
        self._shell.tell(News(text=i18n.tr("panel.unsaved"), tone="warn", topic="unsaved"))
        return False

    def finish(self) -> None:
        """Save and sell it."""
        readable = (self.name.checked(self.name.text), self.price.checked(self.price.minor))
        if not all(readable) or not self.button.isEnabled():
            return
        self.button.setEnabled(False)
        product, staff = self._product(), self._shell.session.staff
        inventory = self._shell.house.inventory
        self._shell.executor.database(
            lambda: inventory.save_product(product, staff=staff),
            owner=self,
            done=self._saved,
            failed=self._failed,
        )

    def _product(self) -> Product:
        price_minor, code = self.price.minor(), self.code.text()
        return Product(
            id="",
            name=self.name.text(),
            barcodes=(code,) if code else (),
            category_id=self.category.chosen() or None,
            unit=self.unit.text(),
            price_minor=price_minor or 0,
            ask_price=price_minor is None,
        )

    def _typed(self) -> tuple[str, ...]:
        return tuple(x.input.text() for x in (self.name, self.code, self.price, self.unit))

    def _saved(self, product: Product) -> None:
        self._may_go = True
        self.close_panel()
        self._counter.sell(product.id)

    def _failed(self, failure: Exception) -> None:
        self.button.setEnabled(True)
        self.complaint.setText(errors.text(failure))

    def _show_categories(self, categories: Sequence[Category]) -> None:
        names = [(x.id, i18n.name_of(x.name, x.name_en)) for x in categories]
        self.category.set_choices([("", i18n.tr("sell.no_category")), *names])


class LinkProductPanel(Panel):
    """Find the product that this code belongs to."""

    def __init__(self, code: str, counter: Counter, shell: Shell) -> None:
        super().__init__("sell.link_product", fill=True)
        self._code = code
        self._counter = counter
        self._shell = shell
        self._asked = ""
        shown = Label("", "heading")
        shown.setText(code)
        self.line = QLineEdit()
        say(self.line.setPlaceholderText, "sell.link_hint")
        say(self.line.setAccessibleName, "sell.link_hint")
        self.line.textChanged.connect(self._look_up)
        self.line.returnPressed.connect(self._take_current)
        self.list = PickList("sell.link_product")
        self.list.on_pick = self._take
        self.body.addWidget(shown)
        self.body.addWidget(self.line)
        self.body.addWidget(self.list, 1)

    def focus_first(self) -> None:
        """Type at once."""
        self.line.setFocus()

    def _look_up(self, text: str) -> None:
        self._asked = wanted = text.strip()
        lookup = self._shell.house.lookup
        if not wanted:
            self.list.fill(())
            return
        self._shell.executor.database(
            lambda: lookup.search(wanted, _MOST),
            owner=self,
            done=lambda hits: self._show(hits) if wanted == self._asked else None,
        )

    def _show(self, hits: Sequence[ProductHit]) -> None:
        picks = [
            Pick(
                id=hit.product_id,
                title=i18n.name_of(hit.name, hit.name_en),
                detail=hit.sku or hit.barcode,
                figure="" if hit.ask_price else self._shell.session.amount(hit.price_minor),
            )
            for hit in hits
        ]
        self.list.fill(picks, choose_first=True)

    def _take_current(self) -> None:
        current = self.list.current()
        if current is not None:
            self._take(current)

    def _take(self, pick: Pick) -> None:
        code, house, staff = self._code, self._shell.house, self._shell.session.staff

        def link() -> Product:
            if house.lookup.scan(code) is not None:
                raise UserError("barcode_taken", barcode=code, name=pick.title)
            product = house.queries.product(pick.id)
            linked = replace(product, barcodes=(*product.barcodes, code))
            return house.inventory.save_product(linked, staff=staff)

        self._shell.executor.database(link, owner=self, done=self._linked)

    def _linked(self, product: Product) -> None:
        self.close_panel()
        name = i18n.name_of(product.name, product.name_en)
        text = i18n.tr("sell.linked", code=self._code, name=name)
        self._shell.tell(News(text=text, tone="good", topic=UNKNOWN_CODE))
        self._counter.sell(product.id)
