"""The catalog: products are written with their codes, their stock row and what search knows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from app.domain.catalog import Category, Product, TaxClass
from app.domain.errors import UserError
from app.domain.stock import MAIN_LOCATION
from data import search, statements
from data.errors import Taken
from data.repositories import search_index, taxes
from data.repositories.products import (
    PRODUCT,
    matching,
    product_by_code,
    product_by_sku,
    products_by_name,
    read_product,
    same_code,
)
from data.session import Session
from data.statements import Statement, Values, listed, param
from data.tables.catalog import barcode, product
from data.tables.stock import stock

_ADD = statements.insert(product)
_ADD_BARCODE = statements.insert(barcode)
_ADD_STOCK = statements.insert(stock)
_SAVE = statements.update_versioned(
    product, [x for x in PRODUCT.names if x not in {"id", "version"}]
)
_DROP_BARCODES = Statement(
    delete(barcode).where(barcode.c.product_id == param("product_id", barcode.c.product_id.type))
)
_CODES_TAKEN = Statement(
    lambda dialect: (
        select(barcode.c.code, barcode.c.text, product.c.id, product.c.name)
        .join(product, product.c.id == barcode.c.product_id)
        .where(listed(barcode.c.code, "codes", dialect))
    )
)
_SKUS_TAKEN = Statement(
    lambda dialect: select(product.c.sku, product.c.id, product.c.name).where(
        listed(product.c.sku, "skus", dialect)
    )
)


class CatalogRepository:
    """Products; what search knows of them is kept in step."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, product: Product) -> None:
        """Insert with its codes.

        UserError("barcode_taken", barcode=, name=), UserError("sku_taken", sku=, name=).
        """
        self.add_many([product])

    def add_many(self, products: Sequence[Product]) -> None:
        """Bulk insert for imports, search index included; refuses what `add` refuses."""
        rows = [y for x in products for y in _barcodes(x)]
        self._check_codes(products, rows)
        self._check_skus(products)
        session = self._session
        try:
            session.write_all(_ADD, [PRODUCT.values(x) for x in products])
            session.write_all(_ADD_BARCODE, rows)
        except Taken as error:
            raise UserError("changed_elsewhere") from error
        session.write_all(_ADD_STOCK, [_empty_stock(x) for x in products])
        search_index.add(session, products)

    def save(self, product: Product) -> None:
        """Compare and raise `version`; replaces the codes. Refuses what `add` refuses.

        UserError("changed_elsewhere") when it lost.
        """
        rows = _barcodes(product)
        self._check_codes([product], rows)
        self._check_skus([product])
        session = self._session
        where = {"where_id": product.id, "where_version": product.version}
        if session.write(_SAVE, {**PRODUCT.values(product), **where}) != 1:
            raise UserError("changed_elsewhere")
        session.write(_DROP_BARCODES, {"product_id": product.id})
        session.write_all(_ADD_BARCODE, rows)
        search_index.save(session, product)

    def get(self, product_id: str) -> Product:
        """Load by id; UserError("product_not_found")."""
        return read_product(self._session, product_id)

    def by_barcode(self, code: str) -> Product | None:
        """The active product with this code (UPC-A and EAN-13 forms are the same code)."""
        return product_by_code(self._session, code)

    def by_sku(self, sku: str) -> Product | None:
        """The product with this SKU."""
        return product_by_sku(self._session, sku)

    def by_name(self, name: str) -> list[Product]:
        """Products with exactly this name."""
        return products_by_name(self._session, name)

    def save_many(self, products: Sequence[Product]) -> None:
        """Bulk `save` for imports."""
        for changed in products:
            self.save(changed)

    def matching(
        self, *, barcodes: Sequence[str], skus: Sequence[str], names: Sequence[str]
    ) -> list[Product]:
        """Products, active or not, with any of these codes (in any form), SKUs or exact names."""
        stored = [same_code(code) for code in barcodes]
        return matching(self._session, codes=stored, skus=skus, names=names)

    def tax_classes(self) -> list[TaxClass]:
        """All tax classes with their rules in order."""
        return taxes.tax_classes(self._session)

    def save_tax_class(self, tax_class: TaxClass) -> None:
        """Insert or replace; a new default takes that role from the old one."""
        taxes.save_tax_class(self._session, tax_class)

    def categories(self) -> list[Category]:
        """In the order of the tiles."""
        return taxes.categories(self._session)

    def save_category(self, category: Category) -> None:
        """Insert or replace."""
        taxes.save_category(self._session, category)

    def _check_codes(self, products: Sequence[Product], rows: Sequence[Values]) -> None:
        """Refuse codes that two of the products share, or that another product has."""
        owners: dict[object, object] = {}
        for row in rows:
            owner = owners.setdefault(row["code"], row["product_id"])
            if owner != row["product_id"]:
                name = next(x.name for x in products if x.id == owner)
                raise UserError("barcode_taken", barcode=row["text"], name=name)
        for row in self._session.all(_CODES_TAKEN, codes=list(owners)) if owners else ():
            if row.id != owners[row.code]:
                raise UserError("barcode_taken", barcode=row.text, name=row.name)

    def _check_skus(self, products: Sequence[Product]) -> None:
        seen: dict[str, Product] = {}
        for each in products:
            if each.sku and seen.setdefault(each.sku, each) is not each:
                raise UserError("sku_taken", sku=each.sku, name=seen[each.sku].name)
        for row in self._session.all(_SKUS_TAKEN, skus=list(seen)) if seen else ():
            if row.id != seen[row.sku].id:
                raise UserError("sku_taken", sku=row.sku, name=row.name)


def _barcodes(product: Product) -> list[Values]:
    """Rows of the product's codes; a code that is given in two forms is one code."""
    rows: dict[str, Values] = {}
    for text in product.barcodes:
        code = same_code(text)
        if code and code not in rows:
            rows[code] = {
                "code": code,
                "text": text,
                "text_fold": search.fold(text),
                "product_id": product.id,
                "position": len(rows),
            }
    return list(rows.values())


def _empty_stock(product: Product) -> Values:
    return {
        "product_id": product.id,
        "location": MAIN_LOCATION,
        "on_hand_milli": 0,
        "reserved_milli": 0,
    }
