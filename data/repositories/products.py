"""Finding products: by id, code, SKU, name, one at a time or many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, select

from app.domain import barcode as codes
from app.domain import texts
from app.domain.catalog import Product
from app.domain.errors import UserError
from data.mapping import Mapping
from data.statements import Row, Statement, listed, param
from data.tables.catalog import barcode, product

if TYPE_CHECKING:
    from data.session import Session

PRODUCT = Mapping(Product, without=["barcodes"])


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
_ANY_CODE = Statement(
    lambda dialect: (
        select(product)
        .join(barcode, barcode.c.product_id == product.c.id)
        .where(listed(barcode.c.code, "codes", dialect))
    )
)
_ANY_SKU = Statement(lambda dialect: select(product).where(listed(product.c.sku, "skus", dialect)))
_ANY_NAME = Statement(
    lambda dialect: select(product).where(listed(product.c.name, "names", dialect))
)
_BARCODES = Statement(
    lambda dialect: (
        select(barcode.c.product_id, barcode.c.text)
        .where(listed(barcode.c.product_id, "ids", dialect))
        .order_by(barcode.c.product_id, barcode.c.position)
    )
)


def same_code(code: str) -> str:
    """The one form under which a code is stored: UPC-A as EAN-13, no spaces."""
    plain = code if code.isascii() and code.isalnum() else codes.normalise(code)
    return texts.same_code(plain)


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


def products_by_name(session: Session, name: str) -> list[Product]:
    """Products with exactly this name."""
    return _loaded(session, session.all(_BY_NAME, name=name))


def matching(
    session: Session, *, codes: Sequence[str], skus: Sequence[str], names: Sequence[str]
) -> list[Product]:
    """Products, active or not, with any of these codes (as stored), SKUs or exact names."""
    found: dict[str, Row] = {}
    if codes:
        found.update((row.id, row) for row in session.all(_ANY_CODE, codes=list(codes)))
    if skus:
        found.update((row.id, row) for row in session.all(_ANY_SKU, skus=list(skus)))
    if names:
        found.update((row.id, row) for row in session.all(_ANY_NAME, names=list(names)))
    return _loaded(session, list(found.values()))


def _loaded(session: Session, rows: Sequence[Row]) -> list[Product]:
    """Products of these rows, with their codes in order."""
    given: defaultdict[str, list[str]] = defaultdict(list)
    for row in session.all(_BARCODES, ids=[row.id for row in rows]) if rows else ():
        given[row.product_id].append(row.text)
    return [PRODUCT.build(row, barcodes=tuple(given[row.id])) for row in rows]
