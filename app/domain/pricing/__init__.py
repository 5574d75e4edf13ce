"""Prices, discounts and taxes of a cart, to the cent.

Why each number is what it is (`why`), shares of refunds (`refund`) and offers (`offers`) are
modules of their own: a start needs none of them.
"""

from app.domain.pricing.engine import price
from app.domain.pricing.model import (
    Discount,
    LineTax,
    PriceCart,
    Priced,
    PricedLine,
    PriceLine,
    TaxRounding,
    TaxRule,
    TaxTotal,
)

__all__ = [
    "Discount",
    "LineTax",
    "PriceCart",
    "PriceLine",
    "Priced",
    "PricedLine",
    "TaxRounding",
    "TaxRule",
    "TaxTotal",
    "price",
]
