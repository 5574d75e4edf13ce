"""Writing one chunk of a product list: one transaction, never half a product."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from app.domain import money
from app.domain.audit import AuditEntry
from app.domain.catalog import Category, Product
from app.domain.importing.model import Goods, Outcome, Planned, Reading
from app.domain.importing.plan import Planner
from app.domain.importing.shelf import Shelf
from app.domain.stock import Movement, MovementKind
from app.ports.unit_of_work import UnitOfWork
from app.services.context import Context

CHUNK_ROWS = 500
WRITTEN = frozenset({Outcome.NEW, Outcome.CHANGED})


def chunks(readings: Sequence[Reading]) -> Iterator[list[Reading]]:
    """The rows of a file in groups of CHUNK_ROWS."""
    rest = iter(readings)
    while chunk := list(islice(rest, CHUNK_ROWS)):
        yield chunk


def shelf_for(unit: UnitOfWork, chunk: Sequence[Reading], taken: dict[str, int]) -> Shelf:
    """What the shop has of the goods in a chunk."""
    goods = [reading for reading in chunk if isinstance(reading, Goods)]
    products = unit.catalog.matching(
        barcodes=[code for row in goods for code in row.barcodes],
        skus=[row.sku for row in goods if row.sku],
        names=[row.name for row in goods if not row.barcodes and not row.sku],
    )
    return Shelf(products, unit.catalog.categories(), unit.catalog.tax_classes(), taken)


@dataclass(slots=True, kw_only=True)
class ChunkWriter:
    """Writes the chunks of one file, in order.

    Attributes:
        name: of the file, for the books.
        initials: pinyin initials of a name, in lower case.
        taken: line number by product id, of every product met so far.
    """

    context: Context
    initials: Callable[[str], str]
    name: str
    currency: money.Currency
    staff: str
    taken: dict[str, int] = field(default_factory=dict)

    def write(self, chunk: Sequence[Reading]) -> list[Planned]:
        """Compare a chunk with the shop and write what differs; what became of each row."""
        with self.context.unit_of_work() as unit:
            shelf = shelf_for(unit, chunk, self.taken)
            planned = Planner(self.currency).plan(chunk, shelf)
            categories = self._categories(unit, planned, shelf)
            finished = [self._finished(row, categories) for row in planned]
            new = [row for row in finished if row.outcome is Outcome.NEW]
            changed = [row for row in finished if row.outcome is Outcome.CHANGED]
            if new or changed:
                unit.catalog.add_many(_products(new))
                unit.catalog.save_many(_products(changed))
                unit.stock.move(self._opening(new))
                unit.audit.append(self._notes(new, changed))
                unit.commit()
        self.taken.update({row.after.id: row.source.line_no for row in new if row.after})
        return finished

    def _categories(
        self, unit: UnitOfWork, planned: Sequence[Planned], shelf: Shelf
    ) -> dict[str, str]:
        """Make the categories that are missing; their ids by folded name."""
        made: dict[str, str] = {}
        position = max((x.position for x in shelf.categories), default=-1)
        for row in planned:
            folded = row.new_category.casefold()
            if folded and folded not in made and row.outcome in WRITTEN:
                made[folded] = self.context.new_id()
                position += 1
                unit.catalog.save_category(
                    Category(id=made[folded], name=row.new_category, position=position)
                )
        return made

    def _finished(self, row: Planned, categories: Mapping[str, str]) -> Planned:
        """The row with the ids and initials its product needs."""
        product = row.after
        if product is None or row.outcome not in WRITTEN:
            return row
        product = replace(
            product,
            id=product.id or self.context.new_id(),
            category_id=categories.get(row.new_category.casefold(), product.category_id),
            initials=self.initials(product.name),
        )
        return replace(row, after=product)

    def _opening(self, new: Sequence[Planned]) -> list[Movement]:
        return [
            Movement(
                id=self.context.new_id(),
                product_id=row.after.id,
                kind=MovementKind.RECEIPT,
                qty_milli=row.stock_milli,
                at=self.context.now(),
                staff=self.staff,
                unit_cost_minor=row.after.cost_minor,
                note=self.name,
            )
            for row in new
            if row.after and row.stock_milli
        ]

    def _notes(self, new: Sequence[Planned], changed: Sequence[Planned]) -> list[AuditEntry]:
        """One entry for the chunk, and one for each price that changes."""
        counts = json.dumps({"new": len(new), "changed": len(changed)})
        entries = [
            self.context.note("products_imported", self.name, staff=self.staff, after=counts)
        ]
        entries += [
            self.context.note(
                "price_changed",
                row.after.id,
                staff=self.staff,
                before=money.plain(row.before.price_minor, self.currency),
                after=money.plain(row.after.price_minor, self.currency),
            )
            for row in changed
            if row.before and row.after and row.before.price_minor != row.after.price_minor
        ]
        return entries


def _products(planned: Sequence[Planned]) -> list[Product]:
    return [row.after for row in planned if row.after]
