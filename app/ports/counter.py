"""Goods as the counter sees them: few fields, read at every key and every scan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductHit:
    """A search result on the Sell view."""

    product_id: str
    name: str
    name_en: str
    sku: str
    barcode: str
    unit: str
    price_minor: int
    ask_price: bool
    available_milli: int | None  # None: not tracked, or never counted


@dataclass(frozen=True, slots=True, kw_only=True)
class TileRow:
    """A product tile on the Sell view; favourites first."""

    product_id: str
    category_id: str | None
    name: str
    name_en: str
    unit: str
    price_minor: int
    ask_price: bool
    available_milli: int | None
