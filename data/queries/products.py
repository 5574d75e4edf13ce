"""The catalog as the Sell view reads it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import FromClause, and_, case, exists, func, select, true

from app.domain.catalog import Category, Product, StockPolicy, TaxClass
from app.domain.stock import MAIN_LOCATION, MovementKind
from app.ports.counter import TileRow
from data.queries.base import Reads
from data.repositories import products, taxes
from data.statements import Row, Statement
from data.tables.catalog import barcode, product
from data.tables.stock import stock, stock_movement

_MAIN = and_(stock.c.product_id == product.c.id, stock.c.location == MAIN_LOCATION)
WITH_STOCK: FromClause = product.outerjoin(stock, _MAIN)
ON_HAND = func.coalesce(stock.c.on_hand_milli, 0)
RESERVED = func.coalesce(stock.c.reserved_milli, 0)
_FIRST_CODE = and_(barcode.c.product_id == product.c.id, barcode.c.position == 0)
LEVELS = (ON_HAND.label("on_hand_milli"), RESERVED.label("reserved_milli"))
CODE = func.coalesce(barcode.c.text, "").label("barcode")
_COUNTED = case(
    (ON_HAND != RESERVED, true()),
    else_=exists().where(
        stock_movement.c.product_id == product.c.id,
        stock_movement.c.kind != MovementKind.SALE,
        stock_movement.c.kind != MovementKind.RETURN,
    ),
).label("counted")
_TILE = select(product, *LEVELS, _COUNTED).select_from(WITH_STOCK)
WITH_CODE = WITH_STOCK.outerjoin(barcode, _FIRST_CODE)
HIT = select(
    product.c.id,
    product.c.name,
    product.c.name_en,
    product.c.sku,
    product.c.unit,
    product.c.price_minor,
    product.c.ask_price,
    product.c.stock_policy,
    *LEVELS,
    _COUNTED,
    CODE,
).select_from(WITH_CODE)


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
