"""Prices, discounts and taxes of a cart, to the cent, and why each number is what it is."""

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
from app.domain.pricing.offers import amount_off_cheapest
from app.domain.pricing.refund import Refundable, RefundShare, refund_share
from app.domain.pricing.why import TraceStep, trace

__all__ = [
    "Discount",
    "LineTax",
    "PriceCart",
    "PriceLine",
    "Priced",
    "PricedLine",
    "RefundShare",
    "Refundable",
    "TaxRounding",
    "TaxRule",
    "TaxTotal",
    "TraceStep",
    "amount_off_cheapest",
    "price",
    "refund_share",
    "trace",
]
