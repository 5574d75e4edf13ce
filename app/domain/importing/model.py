"""Plain data of an import: source rows, columns, what a row says and what is to say about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.catalog import Product


class Field(StrEnum):
    """What a column can hold; the values are what `--map` takes."""

    NAME = "name"
    BARCODE = "barcode"
    SKU = "sku"
    CATEGORY = "category"
    UNIT = "unit"
    PRICE = "price"
    COST = "cost"
    STOCK = "stock"
    TAX = "tax"
    SUPPLIER = "supplier"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a file as it stands there; `line_no` is its first line, counted from 1."""

    line_no: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds which field; `places` count from 0."""

    header: SourceRow
    places: dict[Field, int]

    def cell(self, row: SourceRow, name: Field) -> str:
        """The cell of a field, "" where the file has no such column or the row ends before it."""
        place = self.places.get(name)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def chosen(self) -> dict[Field, str]:
        """The header each field is read from."""
        return {name: self.header.cells[place] for name, place in self.places.items()}


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say about a row: a key of the catalog of messages and its parameters."""

    key: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """What one good row says; "" and None mean it says nothing about that.

    Attributes:
        price_minor: 0 means the price is to be asked for.
    """

    source: SourceRow
    name: str
    barcodes: tuple[str, ...] = ()
    sku: str = ""
    category: str = ""
    unit: str = ""
    price_minor: int | None = None
    cost_minor: int | None = None
    stock_milli: int | None = None
    tax: str = ""
    supplier: str = ""
    warnings: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be imported, and why."""

    source: SourceRow
    name: str
    reason: Note


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row that says the same as an earlier one; nothing is to be done for it."""

    source: SourceRow
    name: str
    warning: Note


Reading = Goods | Rejected | Repeat


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a product that the file changes, as people read it."""

    field: Field
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What is to be done for one row.

    Attributes:
        before: the product as it is; None when the row is a new one or bad.
        after: the product as it shall be; a new one has no id yet.
        new_category: name of the category to make first; `after.category_id` is set then.
        stock_milli: opening stock of a new product.
    """

    source: SourceRow
    name: str
    outcome: Outcome
    before: Product | None = None
    after: Product | None = None
    new_category: str = ""
    stock_milli: int | None = None
    changes: tuple[Change, ...] = ()
    warnings: tuple[Note, ...] = ()
    reason: Note | None = None
