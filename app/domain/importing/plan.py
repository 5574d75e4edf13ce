"""What a row changes: compare it with the product it means. Pure; nothing is written here.

What a row does not say stays as it is; codes are added,
never taken away. Stock is only said for new products: it moves with every sale, so counting is
not an import's business, and importing a list twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.domain import money, texts
from app.domain.catalog import Product, TaxClass
from app.domain.errors import UserError
from app.domain.importing import numbers
from app.domain.importing.model import (
    Change,
    Field,
    Goods,
    Note,
    Outcome,
    Planned,
    Reading,
    Rejected,
)
from app.domain.importing.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans the rows of one file; ids, new categories and initials are left to the writer."""

    currency: money.Currency

    def plan(self, readings: Iterable[Reading], shelf: Shelf) -> list[Planned]:
        """What is to be done for each row, in order."""
        return [self._planned(reading, shelf) for reading in readings]

    def _planned(self, reading: Reading, shelf: Shelf) -> Planned:
        source, name = reading.source, reading.name
        if isinstance(reading, Rejected):
            return Planned(source=source, name=name, outcome=Outcome.BAD, reason=reading.reason)
        if not isinstance(reading, Goods):
            kept = (reading.warning,)
            return Planned(source=source, name=name, outcome=Outcome.UNCHANGED, warnings=kept)
        try:
            return self._goods(reading, shelf)
        except UserError as error:
            reason = Note(error.key, error.params)
            return Planned(source=source, name=name, outcome=Outcome.BAD, reason=reason)

    def _goods(self, goods: Goods, shelf: Shelf) -> Planned:
        before = shelf.meant_by(goods)
        if before is not None:
            line = shelf.taken.setdefault(before.id, goods.source.line_no)
            if line != goods.source.line_no:
                raise UserError("import_same_product", line=line, name=before.name)
        base = before or Product(id="", name=goods.name, ask_price=True)
        after, warnings = self._applied(goods, base, shelf)
        changes = self._changes(before, after, goods, shelf) if before else ()
        return Planned(
            source=goods.source,
            name=goods.name,
            outcome=_outcome(before, changes),
            before=before,
            after=after,
            new_category="" if shelf.category_id(goods.category) else goods.category,
            stock_milli=None if before else goods.stock_milli,
            changes=changes,
            warnings=(*goods.warnings, *warnings),
        )

    def _applied(
        self, goods: Goods, base: Product, shelf: Shelf
    ) -> tuple[Product, tuple[Note, ...]]:
        tax_class_id, warnings = _tax(goods.tax, shelf.tax_classes, base.tax_class_id)
        price = base.price_minor if goods.price_minor is None else goods.price_minor
        after = replace(
            base,
            name=goods.name,
            barcodes=_with_new(base.barcodes, goods.barcodes),
            sku=goods.sku or base.sku,
            category_id=shelf.category_id(goods.category) or base.category_id,
            unit=goods.unit or base.unit,
            price_minor=price,
            ask_price=base.ask_price if goods.price_minor is None else price == 0,
            cost_minor=base.cost_minor if goods.cost_minor is None else goods.cost_minor,
            tax_class_id=tax_class_id,
            supplier=goods.supplier or base.supplier,
            active=True,
        )
        return after, warnings

    def _changes(
        self, before: Product, after: Product, goods: Goods, shelf: Shelf
    ) -> tuple[Change, ...]:
        category = shelf.category_name(before.category_id)
        moved = bool(goods.category) and shelf.category_id(goods.category) != before.category_id
        pairs = [
            (Field.NAME, before.name, after.name),
            (Field.BARCODE, ", ".join(before.barcodes), ", ".join(after.barcodes)),
            (Field.SKU, before.sku, after.sku),
            (Field.CATEGORY, category, goods.category if moved else category),
            (Field.UNIT, before.unit, after.unit),
            (Field.PRICE, self._price(before), self._price(after)),
            (Field.COST, self._amount(before.cost_minor), self._amount(after.cost_minor)),
            (Field.TAX, _tax_name(before, shelf), _tax_name(after, shelf)),
            (Field.SUPPLIER, before.supplier, after.supplier),
        ]
        return tuple(Change(name, old, new) for name, old, new in pairs if old != new)

    def _price(self, product: Product) -> str:
        return "?" if product.ask_price else self._amount(product.price_minor)

    def _amount(self, minor: int | None) -> str:
        return "" if minor is None else money.plain(minor, self.currency)


def _outcome(before: Product | None, changes: tuple[Change, ...]) -> Outcome:
    if before is None:
        return Outcome.NEW
    return Outcome.CHANGED if changes or not before.active else Outcome.UNCHANGED


def _with_new(old: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    known = {texts.same_code(code) for code in old}
    return (*old, *(code for code in more if texts.same_code(code) not in known))


def _tax_name(product: Product, shelf: Shelf) -> str:
    return next((x.name for x in shelf.tax_classes if x.id == product.tax_class_id), "")


def _tax(
    text: str, classes: Sequence[TaxClass], otherwise: str | None
) -> tuple[str | None, tuple[Note, ...]]:
    """The tax class of this name or percentage; an unknown one is warned of and changes nothing."""
    if not text:
        return otherwise, ()
    wanted = text.casefold()
    for tax_class in classes:
        if wanted in (tax_class.name.casefold(), tax_class.name_en.casefold()):
            return tax_class.id, ()
    percent = numbers.read(text.rstrip("%％ "), ".")
    if percent is not None:
        # Spreadsheets store 13 % as 0.13.
        for value in (percent, percent * 100 if percent < 1 else percent):
            for tax_class in classes:
                if _single_percent(tax_class) == value:
                    return tax_class.id, ()
    return otherwise, (Note("import_tax_unknown", {"text": text[:40]}),)


def _single_percent(tax_class: TaxClass) -> Decimal | None:
    only = tax_class.rules[0] if len(tax_class.rules) == 1 else None
    return Decimal(0) if not tax_class.rules else (only.percent if only else None)
