"""A placed order: a snapshot of the cart that no later catalog change can touch."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.cart import Delivery
from app.domain.catalog import StockPolicy
from app.domain.order_states import (
    CancelReason,
    Fulfilment,
    Label,
    Lifecycle,
    PaymentState,
    label,
)
from app.domain.pricing import LineTax, TaxTotal

BEFORE_MONEY = frozenset({Fulfilment.NOT_REQUIRED, Fulfilment.UNALLOCATED})
"""Where the goods of a placed order stand until it has all its money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One line as sold; every amount is that of the whole line."""

    id: str
    position: int
    product_id: str | None
    name: str
    name_en: str = ""
    sku: str = ""
    unit: str = ""
    qty_milli: int
    unit_minor: int
    list_minor: int
    cost_minor: int | None = None
    gross_minor: int
    discount_minor: int
    net_minor: int
    tax_minor: int
    total_minor: int
    taxes: tuple[LineTax, ...] = ()
    stock_policy: StockPolicy = StockPolicy.NOT_TRACKED
    note: str = ""


@dataclass(slots=True, kw_only=True)
class Order:
    """An order with its three columns; the label is computed from them."""

    id: str
    client_token: str
    number: str
    till: str
    business_date: date
    lifecycle: Lifecycle
    payment: PaymentState = PaymentState.UNPAID
    fulfilment: Fulfilment = Fulfilment.NOT_REQUIRED
    cancel_reason: CancelReason | None = None
    currency: str
    prices_include_tax: bool
    discount_minor: int
    net_minor: int
    tax_minor: int
    total_minor: int
    customer_name: str = ""
    customer_phone: str = ""
    delivery: Delivery | None = None
    note: str = ""
    staff: str = ""
    placed_at: datetime
    pay_by: datetime | None = None
    completed_at: datetime | None = None
    archived: bool = False
    version: int = 1
    lines: tuple[OrderLine, ...] = ()
    taxes: tuple[TaxTotal, ...] = field(default=())

    @property
    def goods(self) -> tuple[OrderLine, ...]:
        """The lines that are packed and carried; a fee for the way is none."""
        return tuple(line for line in self.lines if line.product_id is not None)

    @property
    def label(self) -> Label:
        """The one word staff see."""
        return label(self.lifecycle, self.payment, self.fulfilment)

    @property
    def was_covered(self) -> bool:
        """Whether it had all its money once: its goods were handed over or given to shipping."""
        return self.lifecycle is not Lifecycle.PLACED or self.fulfilment not in BEFORE_MONEY


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One thing that happened to an order.

    `column` is lifecycle, payment or fulfilment, or else goods or paper, which have no states.
    """

    order_id: str
    at: datetime
    staff: str
    event: str
    column: str
    before: str
    after: str
    detail: str = ""
