"""Which product a row means.

The one with one of its barcodes, else the one with its SKU, else, when it has neither, the one
with exactly its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain import texts
from app.domain.catalog import Category, Product, TaxClass
from app.domain.errors import UserError
from app.domain.importing.model import Goods


@dataclass(slots=True)
class Shelf:
    """The shop's products a file may mean, and its categories and taxes.

    Attributes:
        taken: line number by id of each product that a line has already been found to mean.
    """

    products: Sequence[Product]
    categories: Sequence[Category] = ()
    tax_classes: Sequence[TaxClass] = ()
    taken: dict[str, int] = field(default_factory=dict)
    _by_code: dict[str, Product] = field(init=False)
    _by_sku: dict[str, Product] = field(init=False)
    _by_name: dict[str, list[Product]] = field(init=False)
    _category_ids: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        known = sorted(self.products, key=lambda x: x.active)  # an active one hides a retired one
        self._by_code = {
            texts.same_code(code): product for product in known for code in product.barcodes
        }
        self._by_sku = {product.sku: product for product in known if product.sku}
        self._by_name = {}
        for product in known:
            self._by_name.setdefault(product.name, []).append(product)
        self._category_ids = {
            name.casefold(): category.id
            for category in reversed(self.categories)
            for name in (category.name_en, category.name)
            if name
        }

    def category_id(self, name: str) -> str | None:
        """The category of this name in either language."""
        return self._category_ids.get(name.casefold())

    def category_name(self, category_id: str | None) -> str:
        """The name of a category, "" for none."""
        return next((x.name for x in self.categories if x.id == category_id), "")

    def meant_by(self, goods: Goods) -> Product | None:
        """The product a row means, None for a new one; UserError when that is not clear."""
        by_code = {x.id: x for x in map(self._with_code, goods.barcodes) if x is not None}
        if len(by_code) > 1:
            names = ", ".join(sorted(x.name for x in by_code.values()))
            raise UserError("import_codes_of_several", names=names)
        by_sku = self._by_sku.get(goods.sku) if goods.sku else None
        found = next(iter(by_code.values()), by_sku)
        if found is not None and by_sku is not None and by_sku.id != found.id:
            raise UserError("sku_taken", sku=goods.sku, name=by_sku.name)
        if found is None and not goods.barcodes and not goods.sku:
            return self._named(goods.name)
        return found

    def _with_code(self, code: str) -> Product | None:
        return self._by_code.get(texts.same_code(code))

    def _named(self, name: str) -> Product | None:
        same = self._by_name.get(name, [])
        bare = [x for x in same if not x.barcodes and not x.sku]
        if len(same) > 1 and len(bare) != 1:
            raise UserError("import_name_ambiguous", name=name, count=len(same))
        return next(iter(bare or same), None)
