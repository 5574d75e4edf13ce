"""The catalog as the Sell view and the product list read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, FromClause, and_, case, exists, func, select, true

from app.domain.catalog import Category, Product, StockPolicy, TaxClass
from app.domain.stock import MAIN_LOCATION, MovementKind
from app.ports.queries import ProductFilter, ProductRow, ProductSort, TileRow
from data.queries.base import Reads
from data.queries.matching import mentions
from data.queries.paging import beyond, cursor, position
from data.repositories import products, taxes
from data.statements import Row, Statement
from data.tables.catalog import barcode, category, product
from data.tables.stock import stock, stock_movement

if TYPE_CHECKING:
    from data.session import Session

_MAIN = and_(stock.c.product_id == product.c.id, stock.c.location == MAIN_LOCATION)
_WITH_STOCK: FromClause = product.outerjoin(stock, _MAIN)
_ON_HAND = func.coalesce(stock.c.on_hand_milli, 0)
_RESERVED = func.coalesce(stock.c.reserved_milli, 0)
_FIRST_CODE = and_(barcode.c.product_id == product.c.id, barcode.c.position == 0)
_LEVELS = (_ON_HAND.label("on_hand_milli"), _RESERVED.label("reserved_milli"))
_CODE = func.coalesce(barcode.c.text, "").label("barcode")
_COUNTED = case(
    (_ON_HAND != _RESERVED, true()),
    else_=exists().where(
        stock_movement.c.product_id == product.c.id,
        stock_movement.c.kind != MovementKind.SALE,
        stock_movement.c.kind != MovementKind.RETURN,
    ),
).label("counted")
_TILE = select(product, *_LEVELS, _COUNTED).select_from(_WITH_STOCK)
_WITH_CODE = _WITH_STOCK.outerjoin(barcode, _FIRST_CODE)
HIT = select(
    product.c.id,
    product.c.name,
    product.c.name_en,
    product.c.sku,
    product.c.unit,
    product.c.price_minor,
    product.c.ask_price,
    product.c.stock_policy,
    *_LEVELS,
    _COUNTED,
    _CODE,
).select_from(_WITH_CODE)
_SHOWN_EN = func.coalesce(func.nullif(product.c.name_en, ""), product.c.name).label("shown_en")
_ROW = select(
    product,
    _SHOWN_EN,
    *_LEVELS,
    _CODE,
    func.coalesce(category.c.name, "").label("category"),
    func.coalesce(category.c.name_en, "").label("category_en"),
).select_from(_WITH_CODE.outerjoin(category, category.c.id == product.c.category_id))
_SORTS: dict[ProductSort, ColumnElement[Any]] = {
    ProductSort.NAME: product.c.name,
    ProductSort.NAME_EN: _SHOWN_EN.element,
    ProductSort.SKU: product.c.sku,
    ProductSort.PRICE: product.c.price_minor,
    ProductSort.ON_HAND: _ON_HAND,
}


class ProductReads(Reads):
    """Products, tax classes, categories."""

    def product_by_code(self, code: str) -> Product | None:
        """The active product with this barcode (any form) or, failing that, this exact SKU."""
        with self._store.reading() as session:
            found = products.product_by_code(session, code)
            if found is None:
                by_sku = products.product_by_sku(session, code)
                found = by_sku if by_sku and by_sku.active else None
        return found

    def product(self, product_id: str) -> Product:
        """Load by id; UserError("product_not_found")."""
        with self._store.reading() as session:
            return products.read_product(session, product_id)

    def tax_classes(self) -> Sequence[TaxClass]:
        """All tax classes with their rules in order."""
        with self._store.reading() as session:
            return taxes.tax_classes(session)

    def categories(self) -> Sequence[Category]:
        """In the order of the tiles."""
        with self._store.reading() as session:
            return taxes.categories(session)

    def tiles(self, category_id: str | None, limit: int) -> Sequence[TileRow]:
        """Active products of a category (None: all), favourites first."""
        query = _TILE.where(product.c.active)
        if category_id is not None:
            query = query.where(product.c.category_id == category_id)
        query = query.order_by(product.c.favourite.desc(), product.c.name, product.c.id)
        with self._store.reading() as session:
            return [_tile(row) for row in session.all(Statement(query.limit(limit)))]

    def products(
        self, wanted: ProductFilter, *, after: str | None, limit: int
    ) -> tuple[Sequence[ProductRow], str | None]:
        """The product list; the second value asks for the next page."""
        sort = _SORTS[wanted.sort]
        order = (sort, product.c.id)
        with self._store.reading() as session:
            query = _ROW.where(*_conditions(session, wanted))
            if after is not None:
                query = query.where(beyond(order, position(after), descending=wanted.descending))
            ways = [x.desc() if wanted.descending else x.asc() for x in order]
            page = session.all(Statement(query.order_by(*ways).limit(limit + 1)))
        rows = page[:limit]
        following = None
        if len(page) > limit:
            following = cursor(getattr(rows[-1], _COLUMN[wanted.sort]), rows[-1].id)
        return [_product_row(row) for row in rows], following

    def count_products(self, wanted: ProductFilter) -> int:
        """How many products the filter lets through."""
        with self._store.reading() as session:
            counted = select(func.count().label("n")).select_from(_WITH_STOCK)
            row: Any = session.first(Statement(counted.where(*_conditions(session, wanted))))
        return int(row.n)


_COLUMN = {
    ProductSort.NAME: "name",
    ProductSort.NAME_EN: "shown_en",
    ProductSort.SKU: "sku",
    ProductSort.PRICE: "price_minor",
    ProductSort.ON_HAND: "on_hand_milli",
}


def _conditions(session: Session, wanted: ProductFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.category_id is not None:
        found.append(product.c.category_id == wanted.category_id)
    if wanted.ask_price_only:
        found.append(product.c.ask_price)
    if wanted.low_stock_only:
        found.append(product.c.stock_policy != StockPolicy.NOT_TRACKED)
        found.append(func.coalesce(product.c.safety_milli, 0) >= _ON_HAND - _RESERVED)
    if wanted.text.strip():
        found.append(mentions(session, wanted.text))
    return found


def available(row: Row) -> int | None:
    """What can be sold; None where nobody knows.

    That is stock which is not tracked and, where it may go below zero, what was never counted in
    or has gone below zero: there the shelf knows more than the books.
    """
    left = int(row.on_hand_milli - row.reserved_milli)
    if row.stock_policy is StockPolicy.ALLOW_NEGATIVE and (left < 0 or not row.counted):
        return None
    return None if row.stock_policy is StockPolicy.NOT_TRACKED else left


def _tile(row: Row) -> TileRow:
    return TileRow(
        product_id=row.id,
        category_id=row.category_id,
        name=row.name,
        name_en=row.name_en,
        unit=row.unit,
        price_minor=row.price_minor,
        ask_price=row.ask_price,
        available_milli=available(row),
    )


def _product_row(row: Row) -> ProductRow:
    return ProductRow(
        product_id=row.id,
        name=row.name,
        name_en=row.name_en,
        sku=row.sku,
        barcode=row.barcode,
        category=row.category,
        category_en=row.category_en,
        unit=row.unit,
        price_minor=row.price_minor,
        ask_price=row.ask_price,
        cost_minor=row.cost_minor,
        tracked=row.stock_policy is not StockPolicy.NOT_TRACKED,
        on_hand_milli=row.on_hand_milli,
        reserved_milli=row.reserved_milli,
        active=row.active,
    )
