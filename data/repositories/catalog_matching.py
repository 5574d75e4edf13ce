"""Which products of the catalog a list of goods may mean, found in a handful of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from app.domain.catalog import Product
from data.mapping import Mapping
from data.session import Session
from data.statements import Row, Statement, listed
from data.tables.catalog import barcode, product

PRODUCT = Mapping(Product, without=["barcodes"])

_BY_CODE = Statement(
    lambda dialect: (
        select(product)
        .join(barcode, barcode.c.product_id == product.c.id)
        .where(listed(barcode.c.code, "codes", dialect))
    )
)
_BY_SKU = Statement(lambda dialect: select(product).where(listed(product.c.sku, "skus", dialect)))
_BY_NAME = Statement(
    lambda dialect: select(product).where(listed(product.c.name, "names", dialect))
)
_BARCODES = Statement(
    lambda dialect: (
        select(barcode.c.product_id, barcode.c.text)
        .where(listed(barcode.c.product_id, "ids", dialect))
        .order_by(barcode.c.product_id, barcode.c.position)
    )
)


def matching(
    session: Session, *, codes: Sequence[str], skus: Sequence[str], names: Sequence[str]
) -> list[Product]:
    """Products, active or not, with any of these codes (as stored), SKUs or exact names."""
    found: dict[str, Row] = {}
    if codes:
        found.update((row.id, row) for row in session.all(_BY_CODE, codes=list(codes)))
    if skus:
        found.update((row.id, row) for row in session.all(_BY_SKU, skus=list(skus)))
    if names:
        found.update((row.id, row) for row in session.all(_BY_NAME, names=list(names)))
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for row in session.all(_BARCODES, ids=list(found)) if found else ():
        texts[row.product_id].append(row.text)
    return [PRODUCT.build(row, barcodes=tuple(texts[row.id])) for row in found.values()]
