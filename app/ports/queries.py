"""Reads for screens and reports: SQL in, frozen rows out. Lists are keyset-paged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from app.ports.statements import StatementReads
from app.ports.waiting import WaitingReads

if TYPE_CHECKING:
    from app.domain.cart import Delivery
    from app.domain.catalog import Category, Product, TaxClass
    from app.domain.holds import HeldCart
    from app.domain.order import HistoryRow, Order
    from app.domain.order_states import Fulfilment, Label, Lifecycle, PaymentState
    from app.domain.outbox import Job
    from app.domain.payment import Attempt, Refund
    from app.domain.returning import GoodsReturn
    from app.domain.shipping import Shipment
    from app.domain.shop import ShopProfile
    from app.domain.stock import MovementKind
    from app.ports.counter import ProductHit, TileRow


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFilter:
    """What the Orders view is narrowed to; empty fields do not narrow."""

    text: str = ""  # number, customer name, exact phone, product name or SKU
    first_day: date | None = None
    last_day: date | None = None
    labels: frozenset[Label] = frozenset()
    include_archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRow:
    """One row of the Orders list."""

    order_id: str
    number: str
    placed_at: datetime
    business_date: date
    customer_name: str
    total_minor: int
    currency: str
    items_milli: int
    lifecycle: Lifecycle
    payment: PaymentState
    fulfilment: Fulfilment
    label: Label
    partly_refunded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDetail:
    """Everything about one order."""

    order: Order
    attempts: tuple[Attempt, ...]
    refunds: tuple[Refund, ...]
    shipments: tuple[Shipment, ...]
    returns: tuple[GoodsReturn, ...]
    history: tuple[HistoryRow, ...]


class ProductSort(StrEnum):
    """Columns the product list sorts by.

    NAME: by pinyin initials, as Chinese staff look it up; NAME_EN: by what English staff see.
    """

    NAME = "name"
    NAME_EN = "name_en"
    SKU = "sku"
    PRICE = "price"
    ON_HAND = "on_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFilter:
    """What the product list is narrowed to."""

    text: str = ""
    category_id: str | None = None
    low_stock_only: bool = False
    ask_price_only: bool = False
    sort: ProductSort = ProductSort.NAME
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRow:
    """One row of the product list."""

    product_id: str
    name: str
    name_en: str
    sku: str
    barcode: str
    category: str
    category_en: str = ""
    unit: str
    price_minor: int
    ask_price: bool
    cost_minor: int | None
    tracked: bool
    on_hand_milli: int
    reserved_milli: int
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementRow:
    """One row of a product's stock history, newest first."""

    at: datetime
    kind: MovementKind
    qty_milli: int
    on_hand_after_milli: int
    staff: str
    note: str
    order_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandRow:
    """What replenishment needs of one product: sold per day with stock, over the window."""

    product_id: str
    name: str
    name_en: str
    unit: str
    on_hand_milli: int
    reserved_milli: int
    cost_minor: int | None
    lead_days: int | None
    safety_milli: int | None
    order_cost_minor: int | None
    holding_cost_minor: int | None
    daily_milli: tuple[int, ...]  # one entry per day that had stock


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippingRow:
    """One card of the shipping board."""

    order_id: str
    number: str
    placed_at: datetime
    fulfilment: Fulfilment
    label: Label
    delivery: Delivery
    carrier: str
    tracking_number: str
    items_milli: int
    total_minor: int
    currency: str
    reason: str


class SalesBy(StrEnum):
    """How the sales report groups."""

    DAY = "day"
    PRODUCT = "product"
    TENDER = "tender"


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesRow:
    """One row of the sales report. Refunds and returns are counted on the day they were made.

    By tender, `orders` counts payments, `total_minor` is what they brought, whatever for (also of
    what is not paid in full, or paid twice), and net and tax are 0: tax belongs to goods.

    Attributes:
        refunded_minor: money that went back, with goods or without.
        returned_milli, returned_net_minor, returned_tax_minor: goods that came back, and what
            they had been sold for.
        rounding_minor: by tender; what coins made more of the cash taken and given back.
    """

    key: str  # ISO day, product name or tender
    name_en: str = ""
    orders: int
    qty_milli: int
    gross_minor: int
    discount_minor: int
    net_minor: int
    tax_minor: int
    total_minor: int
    refunded_minor: int
    returned_milli: int = 0
    returned_net_minor: int = 0
    returned_tax_minor: int = 0
    rounding_minor: int = 0

    @property
    def after_refunds_minor(self) -> int:
        """What of the sales is left when refunds are taken off."""
        return self.total_minor - self.refunded_minor

    @property
    def taken_in_minor(self) -> int:
        """By tender: what the drawer or the account has of it."""
        return self.after_refunds_minor + self.rounding_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAttempt:
    """A payment without a final answer, or one that needs a person."""

    attempt: Attempt
    order_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRefund:
    """Money that is going back, or that could not go back."""

    refund: Refund
    order_number: str
    currency: str


class Line(NamedTuple):
    """A provider as one till reaches it: with test money, or with real."""

    provider: str
    test: bool


class Due(NamedTuple):
    """A payment or refund that a provider is to be asked about now; nobody asks at the moment."""

    id: str
    attempt_id: str
    created_at: datetime


class ProductReads(Protocol):
    """Products and what surrounds them."""

    def product_by_code(self, code: str) -> Product | None:
        """The active product with this barcode (any form) or, failing that, this exact SKU."""

    def product(self, product_id: str) -> Product:
        """Load by id; UserError("product_not_found")."""

    def tax_classes(self) -> Sequence[TaxClass]:
        """All tax classes with their rules in order."""

    def categories(self) -> Sequence[Category]:
        """In the order of the tiles."""

    def search(self, text: str, limit: int) -> Sequence[ProductHit]:
        """Products by name, pinyin initials, SKU or code, at any length, best first."""

    def tiles(self, category_id: str | None, limit: int) -> Sequence[TileRow]:
        """Active products of a category (None: all), favourites first."""

    def products(
        self, wanted: ProductFilter, *, after: str | None, limit: int
    ) -> tuple[Sequence[ProductRow], str | None]:
        """The product list; the second value asks for the next page."""

    def count_products(self, wanted: ProductFilter) -> int:
        """How many products the filter lets through."""

    def movements(self, product_id: str, limit: int) -> Sequence[MovementRow]:
        """A product's stock history, newest first."""

    def demand(self, first: date, last: date) -> Sequence[DemandRow]:
        """Sales per day of every tracked product, for reorder advice."""


class OrderReads(Protocol):
    """Orders, their parcels and the reports over them."""

    def orders(
        self, wanted: OrderFilter, *, after: str | None, limit: int
    ) -> tuple[Sequence[OrderRow], str | None]:
        """Newest first; the second value asks for the next page."""

    def order_detail(self, order_id: str) -> OrderDetail:
        """One order; UserError("order_not_found")."""

    def order_id_of(self, number: str) -> str:
        """The id behind a number; UserError("order_number_unknown", number=)."""

    def orders_between(self, first: date, last: date) -> Sequence[OrderRow]:
        """For the order report, oldest first."""

    def count_orders(self, wanted: OrderFilter) -> int:
        """How many orders the filter lets through."""

    def shipping_board(self) -> Sequence[ShippingRow]:
        """Delivery orders that are not completed or cancelled."""

    def sales(self, first: date, last: date, by: SalesBy) -> Sequence[SalesRow]:
        """The sales report, ordered by key (day) or by total, largest first."""

    def holds(self) -> Sequence[HeldCart]:
        """Held carts of all tills, newest first."""


class PaymentReads(Protocol):
    """Payments without a final answer, and what is due."""

    def attempt(self, attempt_id: str) -> Attempt:
        """Load by id; UserError("attempt_not_found")."""

    def open_attempts(self) -> Sequence[OpenAttempt]:
        """Attempts that are live, and money that came late or wrong, oldest first.

        Such money is left out once it is what its order costs, or has gone or is going back.
        """

    def open_refunds(self) -> Sequence[OpenRefund]:
        """Refunds under way, and failed ones that no later ones make up for; oldest first."""

    def due_lines(self, now: datetime) -> Sequence[Line]:
        """The providers of whom something is to be asked."""

    def due_attempts(self, line: Line, now: datetime, limit: int) -> Sequence[Due]:
        """Attempts that are due (see `polling.is_due`), newest attempt first."""

    def due_refunds(self, line: Line, now: datetime, limit: int) -> Sequence[Due]:
        """Refunds that are due, newest refund first."""

    def due_unpaid(self, now: datetime, limit: int) -> Sequence[str]:
        """Ids of unpaid placed orders whose time to pay is over, oldest first.

        Also of those whose money went back before their goods left the shop.
        """

    def due_jobs(self, till: str, now: datetime, limit: int) -> Sequence[Job]:
        """Outbox jobs of a till that are due, oldest first."""


class RecordReads(Protocol):
    """The shop's settings, and whether its books hold."""

    def profile(self) -> ShopProfile | None:
        """None before the first start has been answered."""

    def stock_mismatches(self) -> Sequence[str]:
        """Product ids whose on_hand is not the sum of their movements; empty when all is well."""

    def audit_break(self) -> int | None:
        """Position of the first broken link of the audit chain, None when it holds."""


class Queries(
    ProductReads,
    OrderReads,
    PaymentReads,
    StatementReads,
    WaitingReads,
    RecordReads,
    Protocol,
):
    """Every read the window and the reports make. Each call is one short read transaction."""
