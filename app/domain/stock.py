"""Stock movements: append-only rows whose sum is what is on hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.catalog import StockPolicy

MAIN_LOCATION = "main"


class MovementKind(StrEnum):
    """Why stock moved."""

    SALE = "SALE"
    RETURN = "RETURN"
    RECEIPT = "RECEIPT"
    ADJUSTMENT = "ADJUSTMENT"
    COUNT = "COUNT"
    TRANSFER = "TRANSFER"
    WRITE_OFF = "WRITE_OFF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One change of stock; `qty_milli` is signed, goods that leave are negative."""

    id: str
    product_id: str
    kind: MovementKind
    qty_milli: int
    at: datetime
    staff: str = ""
    location: str = MAIN_LOCATION
    unit_cost_minor: int | None = None
    order_id: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class StockItem:
    """A wish for stock: how much of which product, and what to do when there is not enough."""

    product_id: str
    qty_milli: int
    policy: StockPolicy


@dataclass(frozen=True, slots=True)
class StockLevel:
    """What lies there and how much of it is promised to placed orders."""

    product_id: str
    location: str
    on_hand_milli: int
    reserved_milli: int
