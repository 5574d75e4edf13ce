"""What a product must be to stand in the catalogue, and what its stock costs."""

from __future__ import annotations

from dataclasses import replace

from app.domain import barcode, money, texts
from app.domain.catalog import Product
from app.domain.errors import UserError


def cleaned(product: Product) -> Product:
    """The product with clean texts and plain codes.

    Raises UserError product_name_missing, price_negative, cost_negative, amount_too_large.
    """
    name = texts.clean(product.name)[: texts.MAX_NAME].strip()
    if not name:
        raise UserError("product_name_missing")
    if product.price_minor < 0:
        raise UserError("price_negative")
    if product.price_minor > money.MAX_MINOR:
        raise UserError("amount_too_large", field="price")
    if product.cost_minor is not None and product.cost_minor < 0:
        raise UserError("cost_negative")
    return replace(
        product,
        name=name,
        name_en=texts.clean(product.name_en)[: texts.MAX_NAME].strip(),
        sku=texts.clean(product.sku),
        unit=texts.clean(product.unit),
        supplier=texts.clean(product.supplier),
        barcodes=_plain(product.barcodes),
    )


def _plain(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes without spaces, each once; a UPC-A and its EAN-13 are one."""
    first: dict[str, str] = {}
    for code in map(barcode.normalise, codes):
        if code:
            first.setdefault(texts.same_code(code), code)
    return tuple(first.values())


def average_cost(
    old_minor: int | None, on_hand_milli: int, *, new_minor: int, qty_milli: int
) -> int:
    """The moving weighted average cost of a unit once more has come in.

    What is missing on the shelf (below zero) weighs nothing.
    """
    there = max(on_hand_milli, 0)
    if old_minor is None or there == 0:
        return new_minor
    return money.round_ratio(old_minor * there + new_minor * qty_milli, there + qty_milli)
