"""What one row says: cells to a checked record, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.domain import barcode, money, texts
from app.domain.errors import UserError
from app.domain.importing import cells, numbers
from app.domain.importing.model import Columns, Field, Goods, Note, Reading, Rejected, SourceRow

_MAX_STOCK = 10**9
_MAX_NAME_LINES = 3  # more than that is a quotation mark that was never closed
_NUMBER_FIELDS = (Field.PRICE, Field.COST, Field.STOCK)
_SHORT_FIELDS = {Field.SKU: 64, Field.CATEGORY: 200, Field.UNIT: 24, Field.SUPPLIER: 120}


def body(rows: Iterable[SourceRow], columns: Columns) -> list[SourceRow]:
    """The rows under the header that hold anything."""
    start = columns.header.line_no
    return [row for row in rows if row.line_no > start and any(x.strip() for x in row.cells)]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the rows of one file.

    Attributes:
        mark: the decimal mark of the file's numbers, "." or ",".
    """

    columns: Columns
    currency: money.Currency
    mark: str = "."

    def read(self, row: SourceRow) -> Reading:
        """A good row as Goods, another one as Rejected."""
        name = cells.text(self.columns.cell(row, Field.NAME))
        warnings: list[Note] = []
        try:
            return self._goods(row, name, warnings)
        except UserError as error:
            return Rejected(row, name[: texts.MAX_NAME], Note(error.key, error.params))

    def _goods(self, row: SourceRow, name: str, warnings: list[Note]) -> Goods:
        self._refuse_unreadable(row, name)
        codes = cells.codes(self.columns.cell(row, Field.BARCODE))
        warnings += [
            Note("import_check_digit", {"code": code})
            for code in codes
            if barcode.has_wrong_check_digit(code)
        ]
        if len(name) > texts.MAX_NAME:
            warnings.append(Note("import_shortened", {"field": Field.NAME, "max": texts.MAX_NAME}))
        short = {field: self._short(row, field, warnings) for field in _SHORT_FIELDS}
        return Goods(
            source=row,
            name=name[: texts.MAX_NAME].strip(),
            barcodes=codes,
            sku=short[Field.SKU],
            category=short[Field.CATEGORY],
            unit=short[Field.UNIT],
            price_minor=self._price(row, warnings),
            cost_minor=self._cost(row, warnings),
            stock_milli=self._stock(row, warnings),
            tax=cells.said(self.columns.cell(row, Field.TAX)),
            supplier=short[Field.SUPPLIER],
            warnings=tuple(warnings),
        )

    def _refuse_unreadable(self, row: SourceRow, name: str) -> None:
        if any(cell.strip() for cell in row.cells[len(self.columns.header.cells) :]):
            raise UserError("import_row_too_wide", columns=len(self.columns.header.cells))
        if self.columns.cell(row, Field.NAME).count("\n") > _MAX_NAME_LINES:
            raise UserError("import_quote_open", line=row.line_no)
        if not name:
            raise UserError("import_name_empty")

    def _short(self, row: SourceRow, field: Field, warnings: list[Note]) -> str:
        text, longest = cells.said(self.columns.cell(row, field)), _SHORT_FIELDS[field]
        if len(text) > longest:
            warnings.append(Note("import_shortened", {"field": field, "max": longest}))
        return text[:longest].strip()

    def _price(self, row: SourceRow, warnings: list[Note]) -> int | None:
        cell = cells.said(self.columns.cell(row, Field.PRICE))
        if not cell:
            if Field.PRICE in self.columns.places:
                warnings.append(Note("import_price_missing"))
            return None
        value = numbers.read(cell, self.mark)
        if value is None:
            raise UserError("import_price_not_number", text=cell[:40])
        if value < 0:
            raise UserError("price_negative")
        return self._minor(value, Field.PRICE, warnings)

    def _cost(self, row: SourceRow, warnings: list[Note]) -> int | None:
        value = self._number(row, Field.COST, warnings)
        return None if value is None else self._minor(value, Field.COST, warnings)

    def _stock(self, row: SourceRow, warnings: list[Note]) -> int | None:
        value = self._number(row, Field.STOCK, warnings)
        if value is None:
            return None
        if value > _MAX_STOCK:
            warnings.append(Note("import_number_left_out", {"field": Field.STOCK, "text": value}))
            return None
        return int(money.round_half_up(value * 1000))

    def _number(self, row: SourceRow, field: Field, warnings: list[Note]) -> Decimal | None:
        """A number that is not worth losing the row for: left out with a warning when unusable."""
        cell = cells.said(self.columns.cell(row, field))
        value = numbers.read(cell, self.mark)
        if value is not None and value >= 0:
            return value
        if cell:
            warnings.append(Note("import_number_left_out", {"field": field, "text": cell[:40]}))
        return None

    def _minor(self, value: Decimal, field: Field, warnings: list[Note]) -> int:
        exact = value.scaleb(self.currency.decimals)
        minor = int(money.round_half_up(exact))
        if minor > money.MAX_MINOR:
            raise UserError("amount_too_large", field=field)
        if field is Field.PRICE and minor != exact:
            warnings.append(Note("import_price_rounded", {"text": f"{value:f}"}))
        return minor


def number_cells(rows: Iterable[SourceRow], columns: Columns) -> Iterator[str]:
    """All cells of a file that hold numbers, to find out its decimal mark."""
    wanted = [field for field in _NUMBER_FIELDS if field in columns.places]
    return (columns.cell(row, field) for row in rows for field in wanted)
