"""Products with their codes, categories and taxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from app.domain import barcode as codes
from app.domain.catalog import Category, Product, TaxClass
from app.domain.errors import UserError
from app.domain.pricing import TaxRule
from app.domain.stock import MAIN_LOCATION
from data import search, statements
from data.errors import Taken
from data.mapping import Mapping
from data.repositories import catalog_matching, search_index
from data.session import Session
from data.statements import Row, Statement, Values, listed, param
from data.tables.catalog import barcode, category, product, tax_class, tax_rate
from data.tables.stock import stock

PRODUCT = Mapping(Product, without=["barcodes"])
CATEGORY = Mapping(Category)

_ADD = statements.insert(product)
_ADD_BARCODE = statements.insert(barcode)
_ADD_STOCK = statements.insert(stock)
_SAVE = statements.update_versioned(
    product, [x for x in PRODUCT.names if x not in {"id", "version"}]
)
_DROP_BARCODES = Statement(
    delete(barcode).where(barcode.c.product_id == param("product_id", barcode.c.product_id.type))
)
_BARCODES = Statement(
    select(barcode.c.text)
    .where(barcode.c.product_id == param("product_id", barcode.c.product_id.type))
    .order_by(barcode.c.position)
)


def _products(condition: ColumnElement[bool]) -> Statement:
    return Statement(select(product).where(condition).order_by(product.c.id))


_BY_ID = _products(product.c.id == param("id", product.c.id.type))
_BY_SKU = _products(product.c.sku == param("sku", product.c.sku.type))
_BY_NAME = _products(product.c.name == param("name", product.c.name.type))
_BY_CODE = Statement(
    select(product)
    .join(barcode, barcode.c.product_id == product.c.id)
    .where(barcode.c.code == param("code", barcode.c.code.type), product.c.active)
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

_SAVE_TAX_CLASS = statements.upsert(tax_class)
_NO_DEFAULT = Statement(update(tax_class).values(is_default=False).where(tax_class.c.is_default))
_DROP_RATES = Statement(
    delete(tax_rate).where(
        tax_rate.c.tax_class_id == param("where_id", tax_rate.c.tax_class_id.type)
    )
)
_ADD_RATE = statements.insert(tax_rate)
_TAX_CLASSES = Statement(select(tax_class).order_by(tax_class.c.name, tax_class.c.id))
_RATES = Statement(select(tax_rate).order_by(tax_rate.c.position))
_SAVE_CATEGORY = statements.upsert(category)
_CATEGORIES = Statement(
    select(category).order_by(category.c.position, category.c.name, category.c.id)
)


def same_code(code: str) -> str:
    """The one form under which a code is stored: UPC-A as EAN-13, no spaces."""
    plain = code if code.isascii() and code.isalnum() else codes.normalise(code)
    return max(codes.lookup_forms(plain), key=len)


def read_product(session: Session, product_id: str) -> Product:
    """Load by id; UserError("product_not_found")."""
    found = _loaded(session, session.all(_BY_ID, id=product_id))
    if not found:
        raise UserError("product_not_found")
    return found[0]


def product_by_code(session: Session, code: str) -> Product | None:
    """The active product with this code in any of its forms."""
    return next(iter(_loaded(session, session.all(_BY_CODE, code=same_code(code)))), None)


def product_by_sku(session: Session, sku: str) -> Product | None:
    """The product with this SKU."""
    rows = session.all(_BY_SKU, sku=sku) if sku else []
    return next(iter(_loaded(session, rows)), None)


def tax_classes(session: Session) -> list[TaxClass]:
    """All tax classes with their rules in order."""
    rates = session.all(_RATES)
    return [
        TaxClass(
            id=row.id,
            name=row.name,
            name_en=row.name_en,
            is_default=row.is_default,
            rules=tuple(_rule(rate) for rate in rates if rate.tax_class_id == row.id),
        )
        for row in session.all(_TAX_CLASSES)
    ]


def categories(session: Session) -> list[Category]:
    """In the order of the tiles."""
    return [CATEGORY.build(row) for row in session.all(_CATEGORIES)]


def _loaded(session: Session, rows: Iterable[Row]) -> list[Product]:
    return [
        PRODUCT.build(
            row, barcodes=tuple(x.text for x in session.all(_BARCODES, product_id=row.id))
        )
        for row in rows
    ]


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
        return _loaded(self._session, self._session.all(_BY_NAME, name=name))

    def save_many(self, products: Sequence[Product]) -> None:
        """Bulk `save` for imports."""
        for changed in products:
            self.save(changed)

    def matching(
        self, *, barcodes: Sequence[str], skus: Sequence[str], names: Sequence[str]
    ) -> list[Product]:
        """Products, active or not, with any of these codes (in any form), SKUs or exact names."""
        stored = [same_code(code) for code in barcodes]
        return catalog_matching.matching(self._session, codes=stored, skus=skus, names=names)

    def tax_classes(self) -> list[TaxClass]:
        """All tax classes with their rules in order."""
        return tax_classes(self._session)

    def save_tax_class(self, tax_class: TaxClass) -> None:
        """Insert or replace; a new default takes that role from the old one."""
        session = self._session
        if tax_class.is_default:
            session.write(_NO_DEFAULT, {})
        session.write(
            _SAVE_TAX_CLASS,
            {
                "id": tax_class.id,
                "name": tax_class.name,
                "name_en": tax_class.name_en,
                "is_default": tax_class.is_default,
            },
        )
        session.write(_DROP_RATES, {"where_id": tax_class.id})
        session.write_all(
            _ADD_RATE,
            [_rate(tax_class.id, place, rule) for place, rule in enumerate(tax_class.rules)],
        )

    def categories(self) -> list[Category]:
        """In the order of the tiles."""
        return categories(self._session)

    def save_category(self, category: Category) -> None:
        """Insert or replace."""
        self._session.write(_SAVE_CATEGORY, CATEGORY.values(category))

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


def _rate(class_id: str, place: int, rule: TaxRule) -> Values:
    return {
        "tax_class_id": class_id,
        "position": place,
        "name": rule.name,
        "percent_milli": rule.percent,
        "fixed_milli": rule.fixed_minor,
        "included": rule.included,
        "in_base_of_next": rule.in_base_of_next,
    }


def _rule(row: Any) -> TaxRule:
    return TaxRule(
        row.name,
        percent=row.percent_milli,
        fixed_minor=row.fixed_milli,
        included=row.included,
        in_base_of_next=row.in_base_of_next,
    )
