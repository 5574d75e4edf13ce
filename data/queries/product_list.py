"""The product list of Inventory: sorted, narrowed and paged in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, select

from app.domain.catalog import StockPolicy
from app.ports.queries import ProductFilter, ProductRow, ProductSort
from data.queries.base import Reads
from data.queries.matching import mentions
from data.queries.paging import beyond, cursor, position
from data.queries.products import CODE, LEVELS, ON_HAND, RESERVED, WITH_CODE, WITH_STOCK
from data.statements import Row, Statement
from data.tables.catalog import category, product

if TYPE_CHECKING:
    from data.session import Session

_SHOWN_EN = func.coalesce(func.nullif(product.c.name_en, ""), product.c.name).label("shown_en")
_ROW = select(
    product,
    _SHOWN_EN,
    *LEVELS,
    CODE,
    func.coalesce(category.c.name, "").label("category"),
    func.coalesce(category.c.name_en, "").label("category_en"),
).select_from(WITH_CODE.outerjoin(category, category.c.id == product.c.category_id))
_SORTS: dict[ProductSort, tuple[ColumnElement[Any], ...]] = {
    ProductSort.NAME: (product.c.initials, product.c.name),  # characters have no order to look by
    ProductSort.NAME_EN: (_SHOWN_EN.element,),
    ProductSort.SKU: (product.c.sku,),
    ProductSort.PRICE: (product.c.price_minor,),
    ProductSort.ON_HAND: (ON_HAND,),
}


class ProductListReads(Reads):
    """Products as a list to work through."""

    def products(
        self, wanted: ProductFilter, *, after: str | None, limit: int
    ) -> tuple[Sequence[ProductRow], str | None]:
        """The product list; the second value asks for the next page."""
        order = (*_SORTS[wanted.sort], product.c.id)
        with self._store.reading() as session:
            query = _ROW.where(*_conditions(session, wanted))
            if after is not None:
                there = position(after, len(order))
                query = query.where(beyond(order, there, descending=wanted.descending))
            ways = [x.desc() if wanted.descending else x.asc() for x in order]
            page = session.all(Statement(query.order_by(*ways).limit(limit + 1)))
        rows = page[:limit]
        following = None
        if len(page) > limit:
            last = rows[-1]
            following = cursor(*(getattr(last, x) for x in _COLUMNS[wanted.sort]), last.id)
        return [_product_row(row) for row in rows], following

    def count_products(self, wanted: ProductFilter) -> int:
        """How many products the filter lets through."""
        with self._store.reading() as session:
            counted = select(func.count().label("n")).select_from(WITH_STOCK)
            row: Any = session.first(Statement(counted.where(*_conditions(session, wanted))))
        return int(row.n)


_COLUMNS = {
    ProductSort.NAME: ("initials", "name"),
    ProductSort.NAME_EN: ("shown_en",),
    ProductSort.SKU: ("sku",),
    ProductSort.PRICE: ("price_minor",),
    ProductSort.ON_HAND: ("on_hand_milli",),
}


def _conditions(session: Session, wanted: ProductFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.category_id is not None:
        found.append(product.c.category_id == wanted.category_id)
    if wanted.ask_price_only:
        found.append(product.c.ask_price)
    if wanted.low_stock_only:
        found.append(product.c.stock_policy != StockPolicy.NOT_TRACKED)
        found.append(func.coalesce(product.c.safety_milli, 0) >= ON_HAND - RESERVED)
    if wanted.text.strip():
        found.append(mentions(session, wanted.text))
    return found


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
