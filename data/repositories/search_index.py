"""Keeps what search knows of the products in step with the catalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select, text, update

from app.domain.catalog import Product
from data import search, statements
from data.session import Session
from data.statements import Statement, Values, param
from data.tables.catalog import product_search
from data.types import POSTGRESQL

MANY = 500
_TIDY = (  # on PostgreSQL after many: or the next searches would go through all of them
    "SELECT gin_clean_pending_list('ix_product_search_grams')",
    "ANALYZE product_search",
)

_ADD = statements.insert(product_search)
_ADD_NUMBERED = statements.insert(product_search, without=["row"])
_LAST_ROW = Statement(select(func.coalesce(func.max(product_search.c.row), 0).label("row")))
_KNOWN = Statement(
    select(product_search.c.row, product_search.c.name_fold, product_search.c.name_en_fold).where(
        product_search.c.product_id == param("product_id", product_search.c.product_id.type)
    )
)
_SAVE = Statement(
    update(product_search)
    .values(
        {
            x.name: param(x.name, x.type)
            for x in product_search.columns
            if x.name not in {"row", "product_id"}
        }
    )
    .where(product_search.c.product_id == param("where_id", product_search.c.product_id.type))
)
_ADD_GRAMS = Statement(text("INSERT INTO search_index (rowid, grams) VALUES (:row, :grams)"))
_DROP_GRAMS = Statement(
    text("INSERT INTO search_index (search_index, rowid, grams) VALUES ('delete', :row, :grams)")
)
_COUNT_GRAMS = Statement(
    text(
        "INSERT INTO search_gram (gram, products) VALUES (:gram, :products)"
        " ON CONFLICT (gram) DO UPDATE SET products = products + excluded.products"
    )
)
_DROP_UNUSED = Statement(text("DELETE FROM search_gram WHERE gram = :gram AND products <= 0"))


def add(session: Session, products: Sequence[Product]) -> None:
    """Index new products."""
    if session.dialect_name == POSTGRESQL:
        session.write_all(_ADD_NUMBERED, [_with_grams(x) for x in products])
        if len(products) >= MANY:
            for step in _TIDY:
                session.command(step)
        return
    last: Any = session.first(_LAST_ROW)
    rows = [
        {**_values(product), "row": row, "grams": None}
        for row, product in enumerate(products, start=last.row + 1)
    ]
    session.write_all(_ADD, rows)
    _add_grams(session, rows)


def save(session: Session, product: Product) -> None:
    """Index a product anew; its names may have changed."""
    values = _with_grams(product)
    if session.dialect_name != POSTGRESQL:
        values["grams"] = None
        known: Any = session.first(_KNOWN, product_id=product.id)
        new = {**values, "row": known.row}
        old = {**new, "name_fold": known.name_fold, "name_en_fold": known.name_en_fold}
        if old != new:
            _drop_grams(session, old)
            _add_grams(session, [new])
    session.write(_SAVE, {**values, "where_id": product.id})


def _values(product: Product) -> dict[str, Any]:
    return {
        "product_id": product.id,
        "name_fold": search.fold(product.name),
        "name_en_fold": search.fold(product.name_en),
        "initials": search.fold(product.initials),
        "sku_fold": search.fold(product.sku),
        "active": product.active,
    }


def _with_grams(product: Product) -> dict[str, Any]:
    values = _values(product)
    short, triples = search.name_grams(values["name_fold"], values["name_en_fold"])
    return {**values, "grams": sorted(short | triples)}


def _add_grams(session: Session, rows: Iterable[Values]) -> None:
    counted: Counter[str] = Counter()
    indexed = []
    for row in rows:
        short, triples = _grams_of(row)
        counted.update(triples)
        indexed.append({"row": row["row"], "grams": " ".join(short | triples)})
    session.write_all(_ADD_GRAMS, indexed)
    session.write_all(_COUNT_GRAMS, _counts(counted, 1))


def _drop_grams(session: Session, row: Values) -> None:
    short, triples = _grams_of(row)
    session.write(_DROP_GRAMS, {"row": row["row"], "grams": " ".join(short | triples)})
    session.write_all(_COUNT_GRAMS, _counts(Counter(triples), -1))
    session.write_all(_DROP_UNUSED, [{"gram": x} for x in triples])


def _grams_of(row: Values) -> tuple[set[str], set[str]]:
    return search.name_grams(str(row["name_fold"]), str(row["name_en_fold"]))


def _counts(counted: Counter[str], sign: int) -> list[Values]:
    return [{"gram": gram, "products": sign * n} for gram, n in sorted(counted.items())]
