"""Finding what is sold: by scan, by id, by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain import barcode

if TYPE_CHECKING:
    from app.domain.catalog import Product
    from app.domain.pricing import TaxRule
    from app.ports.counter import ProductHit
    from app.ports.queries import Queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A product ready for the cart; quantity and price may come from the code itself."""

    product: Product
    taxes: tuple[TaxRule, ...]
    qty_milli: int = 1000
    unit_minor: int | None = None


class Lookup:
    """Reads only."""

    def __init__(
        self, queries: Queries, embedded_rules: Sequence[barcode.EmbeddedRule] = ()
    ) -> None:
        self._queries = queries
        self._embedded_rules = tuple(embedded_rules)

    def scan(self, code: str) -> Found | None:
        """Find by barcode in any form, by a code that carries weight or price, or by exact SKU."""
        product = self._queries.product_by_code(code)
        if product is not None:
            return self._found(product)
        return self._embedded(code)

    def product(self, product_id: str) -> Found:
        """Find by id; UserError("product_not_found")."""
        return self._found(self._queries.product(product_id))

    def search(self, text: str, limit: int = 30) -> Sequence[ProductHit]:
        """Find by name, pinyin initials, SKU or code, best first."""
        return self._queries.search(text, limit)

    def _embedded(self, code: str) -> Found | None:
        parsed = barcode.parse_embedded(code, self._embedded_rules)
        if parsed is None:
            return None
        product = self._queries.product_by_code(parsed.item_code)
        if product is None:
            return None
        found = self._found(product)
        if parsed.price_minor is not None:
            return replace(found, unit_minor=parsed.price_minor)
        return replace(found, qty_milli=parsed.qty_milli or 1000)

    def _found(self, product: Product) -> Found:
        return Found(product=product, taxes=self._taxes(product))

    def usual_taxes(self) -> tuple[TaxRule, ...]:
        """Of what has no tax class of its own, such as a delivery."""
        return self._rules(None)

    def _taxes(self, product: Product) -> tuple[TaxRule, ...]:
        return _included(self._rules(product.tax_class_id), product.prices_include_tax)

    def _rules(self, tax_class_id: str | None) -> tuple[TaxRule, ...]:
        for tax_class in self._queries.tax_classes():
            usual = tax_class_id is None and tax_class.is_default
            if usual or tax_class.id == tax_class_id:
                return tax_class.rules
        return ()


def _included(rules: tuple[TaxRule, ...], included: bool | None) -> tuple[TaxRule, ...]:
    """A product's own say on whether its price includes tax overrides the shop's."""
    if included is None:
        return rules
    return tuple(replace(rule, included=included) for rule in rules)
