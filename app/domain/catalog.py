"""What a shop sells: products, their codes, categories and taxes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.pricing import TaxRule


class StockPolicy(StrEnum):
    """What to do when more is sold than is on hand."""

    DENY = "DENY"
    ALLOW_NEGATIVE = "ALLOW_NEGATIVE"
    NOT_TRACKED = "NOT_TRACKED"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxClass:
    """A named set of taxes that products point at, in order of application."""

    id: str
    name: str
    name_en: str = ""
    rules: tuple[TaxRule, ...] = ()
    is_default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A group of products on the tiles; `position` orders them."""

    id: str
    name: str
    name_en: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One thing for sale.

    Attributes:
        name, name_en: as the shop writes it, and in English where it has one.
        ask_price: no price is known; the cashier is asked for it.
        prices_include_tax: None follows the shop's setting.
        barcodes: text; leading zeros matter. The first is the one printed on labels.
        initials: pinyin initials of the name in lower case, for search.
    """

    id: str
    name: str
    name_en: str = ""
    sku: str = ""
    barcodes: tuple[str, ...] = ()
    category_id: str | None = None
    unit: str = ""
    price_minor: int = 0
    ask_price: bool = False
    cost_minor: int | None = None
    tax_class_id: str | None = None
    prices_include_tax: bool | None = None
    stock_policy: StockPolicy = StockPolicy.ALLOW_NEGATIVE
    supplier: str = ""
    favourite: bool = False
    active: bool = True
    lead_days: int | None = None
    safety_milli: int | None = None
    order_cost_minor: int | None = None
    holding_cost_minor: int | None = None
    initials: str = ""
    version: int = 1
