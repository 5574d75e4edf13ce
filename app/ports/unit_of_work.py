"""One transaction and the repositories inside it. Rollback is the default."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.audit import AuditEntry
    from app.domain.catalog import Category, Product, TaxClass
    from app.domain.holds import HeldCart
    from app.domain.order import HistoryRow, Order
    from app.domain.outbox import Job
    from app.domain.payment import Attempt, Refund
    from app.domain.returning import GoodsReturn
    from app.domain.shipping import Shipment
    from app.domain.shop import ShopProfile
    from app.domain.stock import Movement, StockItem, StockLevel
    from app.domain.trouble import Trouble
    from app.ports.exchanges import Exchange
    from app.ports.statements import StatementRepository


class OrderRepository(Protocol):
    """Placed orders with their lines, taxes and history."""

    def add(self, order: Order) -> None:
        """Insert a new order with lines and taxes.

        UserError("order_exists") when the same cart has become an order meanwhile.
        """

    def get(self, order_id: str) -> Order:
        """Load by id; UserError("order_not_found")."""

    def by_token(self, client_token: str) -> Order | None:
        """The order a cart has already become, if any."""

    def save(self, order: Order) -> None:
        """Write the columns that can change (states, reasons, times, customer, note, delivery).

        Compares and raises `version`; UserError("changed_elsewhere") when it lost.
        """

    def next_number(self, till: str, day: date) -> int:
        """The next sequence number of a till's business day, from 1, never twice."""

    def add_history(self, rows: Iterable[HistoryRow]) -> None:
        """Append what happened."""


class PaymentRepository(Protocol):
    """Attempts, refunds and the raw exchanges with providers."""

    def add_attempt(self, attempt: Attempt) -> None:
        """Insert; UserError("attempt_live") when the order already has a live one."""

    def get_attempt(self, attempt_id: str) -> Attempt:
        """Load by id (the provider's number); UserError("attempt_not_found")."""

    def save_attempt(self, attempt: Attempt) -> None:
        """Compare and raise `version`; UserError("changed_elsewhere") when it lost.

        UserError("provider_ref_taken") when another attempt has this provider's reference.
        """

    def attempts_of(self, order_id: str) -> list[Attempt]:
        """Oldest first."""

    def add_refund(self, refund: Refund) -> None:
        """Insert."""

    def get_refund(self, refund_id: str) -> Refund:
        """Load by id; UserError("refund_not_found")."""

    def save_refund(self, refund: Refund) -> None:
        """Compare and raise `version`; UserError("changed_elsewhere") when it lost."""

    def refunds_of(self, order_id: str) -> list[Refund]:
        """Oldest first."""

    def add_exchange(
        self, attempt_id: str, exchange: Exchange, *, what: str, refund_id: str | None = None
    ) -> None:
        """Append what was said; what is said again word for word is counted."""


class TurnRepository(Protocol):
    """Whose turn it is to ask a provider about an attempt: one holder's, until some time."""

    def take(self, attempt_id: str, holder: str, *, until: datetime, now: datetime) -> bool:
        """Take it if nobody has it, or nobody any more at `now`."""

    def extend(self, attempt_id: str, holder: str, *, until: datetime, to: datetime) -> bool:
        """Keep a turn that ended at `until`; False when somebody else has it by now."""

    def give_back(self, attempt_id: str, holder: str, *, until: datetime) -> None:
        """Let others have it; nothing when it is another one's by now."""

    def forget(self, holder: str, *, over_since: datetime) -> None:
        """Give back all that this holder has, and what was over by then."""


class StockRepository(Protocol):
    """Levels and movements. Every change is one conditional UPDATE plus a movement row.

    Items that are not tracked, and movements of their products, are left out. After a refusal
    the transaction can only be rolled back.
    """

    def reserve(self, items: Sequence[StockItem]) -> None:
        """Promise stock to an order; UserError("out_of_stock", product_id=, available_milli=)."""

    def release(self, items: Sequence[StockItem]) -> None:
        """Take a promise back."""

    def consume(self, items: Sequence[StockItem], movements: Sequence[Movement]) -> None:
        """Goods leave that were reserved before."""

    def take(self, items: Sequence[StockItem], movements: Sequence[Movement]) -> None:
        """Goods leave that were not reserved; same refusal as reserve."""

    def move(self, movements: Sequence[Movement]) -> None:
        """Receipts, returns, adjustments, counts: change on_hand without asking."""

    def level(self, product_id: str) -> StockLevel:
        """Zero levels for a product that never moved.

        Nobody else changes them before this transaction ends: what is worked out from them holds.
        """


class CatalogRepository(Protocol):
    """Products, categories, taxes."""

    def add(self, product: Product) -> None:
        """Insert with its codes.

        UserError("barcode_taken", barcode=, name=), UserError("sku_taken", sku=, name=).
        """

    def save(self, product: Product) -> None:
        """Compare and raise `version`; replaces the codes."""

    def get(self, product_id: str) -> Product:
        """Load by id; UserError("product_not_found")."""

    def by_barcode(self, code: str) -> Product | None:
        """The active product with this code (UPC-A and EAN-13 forms are the same code)."""

    def by_sku(self, sku: str) -> Product | None:
        """The product with this SKU."""

    def by_name(self, name: str) -> list[Product]:
        """Products with exactly this name."""

    def add_many(self, products: Sequence[Product]) -> None:
        """Bulk insert for imports, search index included."""

    def save_many(self, products: Sequence[Product]) -> None:
        """Bulk `save` for imports; UserError("changed_elsewhere") when one of them lost."""

    def matching(
        self, *, barcodes: Sequence[str], skus: Sequence[str], names: Sequence[str]
    ) -> list[Product]:
        """Products, active or not, with any of these codes (in any form), SKUs or exact names."""

    def tax_classes(self) -> list[TaxClass]:
        """All tax classes with their rules in order."""

    def save_tax_class(self, tax_class: TaxClass) -> None:
        """Insert or replace."""

    def categories(self) -> list[Category]:
        """In the order of the tiles."""

    def save_category(self, category: Category) -> None:
        """Insert or replace."""


class HoldRepository(Protocol):
    """Carts put aside, visible at every till."""

    def add(self, hold: HeldCart) -> None:
        """Insert."""

    def claim(self, hold_id: str) -> HeldCart:
        """Take it away; UserError("hold_gone") when another till was faster."""


class ShipmentRepository(Protocol):
    """Parcels of orders."""

    def add(self, shipment: Shipment) -> None:
        """Insert."""

    def save(self, shipment: Shipment) -> None:
        """Compare and raise `version`; UserError("changed_elsewhere") when it lost."""

    def of_order(self, order_id: str) -> list[Shipment]:
        """Oldest first."""


class ReturnRepository(Protocol):
    """Goods that came back."""

    def add(self, back: GoodsReturn) -> None:
        """Insert with its lines; UserError("changed_elsewhere") when it was written meanwhile."""

    def of_order(self, order_id: str) -> list[GoodsReturn]:
        """Oldest first."""


class OutboxRepository(Protocol):
    """Jobs to do after the commit."""

    def add(self, job: Job) -> None:
        """Insert."""

    def done(self, job_id: str) -> None:
        """Remove a finished job."""

    def postpone(self, job_id: str, *, due_at: datetime, error: str) -> None:
        """Try again later; raises `tries`."""


class TroubleRepository(Protocol):
    """What keeps failing."""

    def failed(self, again: Trouble) -> None:
        """Insert, or count one more try of what failed before.

        What else has failed and is not tried any more is forgotten.
        """

    def mended(self, trouble_id: str) -> None:
        """It works again."""

    def handle(self, trouble_id: str, handled: str) -> None:
        """A person has looked after it."""


class ShopRepository(Protocol):
    """The shop's own settings."""

    def profile(self) -> ShopProfile | None:
        """None before the first start has been answered."""

    def save_profile(self, profile: ShopProfile) -> None:
        """Insert or replace."""


class AuditRepository(Protocol):
    """The hash chain."""

    def append(self, entries: Sequence[AuditEntry]) -> None:
        """Add entries at the end of the chain, when the transaction commits."""


class UnitOfWork(Protocol):
    """A transaction. Use as a context manager; nothing stays unless commit() was called."""

    @property
    def orders(self) -> OrderRepository: ...

    @property
    def payments(self) -> PaymentRepository: ...

    @property
    def turns(self) -> TurnRepository: ...

    @property
    def statements(self) -> StatementRepository: ...

    @property
    def stock(self) -> StockRepository: ...

    @property
    def catalog(self) -> CatalogRepository: ...

    @property
    def holds(self) -> HoldRepository: ...

    @property
    def shipments(self) -> ShipmentRepository: ...

    @property
    def returns(self) -> ReturnRepository: ...

    @property
    def outbox(self) -> OutboxRepository: ...

    @property
    def troubles(self) -> TroubleRepository: ...

    @property
    def shop(self) -> ShopRepository: ...

    @property
    def audit(self) -> AuditRepository: ...

    def commit(self) -> None:
        """Make everything durable."""


class UnitOfWorkFactory(Protocol):
    """Begins transactions."""

    def __call__(self, *, fleeting: bool = False) -> AbstractContextManager[UnitOfWork]:
        """Begin one.

        Args:
            fleeting: others see what it writes, but it need not outlast a power cut; so it is
                not waited for until it is on the disk.
        """


NewId = Callable[[], str]
