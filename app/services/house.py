"""Everything the window and the command line work with, put together from its outside parts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from app.domain.barcode import EmbeddedRule
from app.services.context import Context
from app.services.events import Bus
from app.services.lookup import Lookup

if TYPE_CHECKING:
    from pathlib import Path

    from app.ports.clock import Clock
    from app.ports.demo import DemoSource
    from app.ports.documents import Documents
    from app.ports.gateway import Gateways
    from app.ports.imports import ProductSource
    from app.ports.outside import Printer, Secrets
    from app.ports.provider import Provider
    from app.ports.queries import Queries
    from app.ports.unit_of_work import NewId, UnitOfWorkFactory
    from app.services.checkout import Checkout
    from app.services.handing_out import HandingOut
    from app.services.holds import Holds
    from app.services.importing import Importing
    from app.services.inventory import Inventory
    from app.services.notifications import Notifications
    from app.services.orders import Orders
    from app.services.papers import Papers
    from app.services.payments import Payments
    from app.services.poller import Poller
    from app.services.printing import PrintQueue
    from app.services.reach import Lines
    from app.services.reconciliation import Reconciliation
    from app.services.records import Recorder
    from app.services.refunds import Refunds
    from app.services.returns import Returns
    from app.services.shipping import Shipping
    from app.services.shop import ShopService
    from app.services.troubles import Troubles
    from app.services.turns import Turns
    from app.services.vouching import Vouching

T = TypeVar("T")
SCALE_CODES = (EmbeddedRule("21IIIIIWWWWWC"), EmbeddedRule("22IIIIIPPPPPC"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What a house needs from outside; main.py and the tests each bring their own.

    Attributes:
        gateways: the ways to pay that are set up on this till.
        providers: all that there are, by their ids, set up or not.
        holder: gives the name under which this program asks providers; what an earlier one of the
            same name left undone is taken up at once.
        practice_codes: the page where the practice provider's customers get codes, in a language.
        initials: pinyin initials of a name.
        product_source: opens a file of products.
        print_receipts: whether this till prints a receipt after every sale.
    """

    unit_of_work: UnitOfWorkFactory
    queries: Queries
    clock: Clock
    new_id: NewId
    till: str
    documents: Documents
    printer: Printer
    secrets: Secrets
    gateways: Gateways
    providers: Callable[[], Mapping[str, Provider]]
    practice_codes: Callable[[str], str]
    demo_source: DemoSource
    initials: Callable[[str], str]
    product_source: Callable[[Path], ProductSource]
    print_receipts: Callable[[], bool]
    holder: Callable[[], str]


class _Room(Generic[T]):
    """A part of the house that is furnished when somebody first enters, and never twice.

    The counter opens without most of them; several threads may come at once.
    """

    def __init__(self, furnish: Callable[[Any], T]) -> None:
        self._furnish = furnish
        self._name = furnish.__name__

    def __get__(self, house: House, _kind: type[House]) -> T:
        with house.door:
            known = vars(house)  # what stands there is found without coming here
            if self._name not in known:
                known[self._name] = self._furnish(house)
            made: T = known[self._name]
            return made


class House:
    """The rooms of one shop at one till; nothing is read or written before one is used.

    Attributes:
        product_source: opens a file, of products for `importing` or of payments for
            `reconciliation`.
        practice_codes: the page where the practice provider's customers get codes, in a language.
        till: the code of this till.
        door: held while a room is furnished.
    """

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self.door = threading.RLock()
        self.clock = outside.clock
        self.new_id = outside.new_id
        self.bus = Bus()
        self.secrets = outside.secrets
        self.till = outside.till
        self.queries = outside.queries
        self.product_source = outside.product_source
        self.practice_codes = outside.practice_codes
        self._context = Context(
            unit_of_work=outside.unit_of_work,
            clock=outside.clock,
            new_id=outside.new_id,
            bus=self.bus,
            till=outside.till,
        )
        self.lookup = Lookup(self.queries, SCALE_CODES)

    @_Room
    def shop(self) -> ShopService:
        """The first start, and the shop's own settings."""
        from app.services.shop import ShopService

        return ShopService(
            self._context,
            self.queries,
            demo_source=self._outside.demo_source,
            initials=self._outside.initials,
        )

    @_Room
    def holds(self) -> Holds:
        """Carts laid aside."""
        from app.services.holds import Holds

        return Holds(self._context, self.queries, self.lookup)

    @_Room
    def checkout(self) -> Checkout:
        """Placing orders, and cash."""
        from app.services.checkout import Checkout

        return Checkout(self._context)

    @_Room
    def payments(self) -> Payments:
        """Money through providers."""
        from app.services.payments import Payments

        return Payments(self._context, self.queries, self._recorder, self._lines, self._turns)

    @_Room
    def vouching(self) -> Vouching:
        """A person's word about money."""
        from app.services.vouching import Vouching

        return Vouching(self._context, self.queries, self._recorder, self._outside.gateways)

    @_Room
    def providers(self) -> Mapping[str, Provider]:
        """Every way to pay but cash, and what it has to be told."""
        return self._outside.providers()

    @_Room
    def notifications(self) -> Notifications:
        """What providers tell by themselves."""
        from app.services.notifications import Notifications

        return Notifications(self.queries, self._recorder, self._outside.gateways)

    @_Room
    def reconciliation(self) -> Reconciliation:
        """The books against statements."""
        from app.services.reconciliation import Reconciliation

        return Reconciliation(
            self._context,
            self.queries,
            self._outside.gateways,
            recorder=self._recorder,
            refunds=self.refunds,
        )

    @_Room
    def returns(self) -> Returns:
        """Goods that come back."""
        from app.services.returns import Returns

        return Returns(self._context)

    @_Room
    def _recorder(self) -> Recorder:
        """The only writer of payment state."""
        from app.services.records import Recorder

        return Recorder(self._context)

    @_Room
    def _lines(self) -> Lines:
        """Which providers answer."""
        from app.services.reach import Lines

        return Lines(self._outside.gateways, self.clock, self._outside.new_id)

    @_Room
    def _turns(self) -> Turns:
        """Who asks about what just now."""
        from app.services.turns import Turns

        return Turns(self._context, self._outside.holder())

    @_Room
    def refunds(self) -> Refunds:
        """Money back."""
        from app.services.refunds import Refunds

        return Refunds(self._context, self.payments, self._turns)

    @_Room
    def orders(self) -> Orders:
        """What becomes of an order."""
        from app.services.orders import Orders

        return Orders(self._context, self.queries)

    @_Room
    def troubles(self) -> Troubles:
        """What keeps failing."""
        from app.services.troubles import Troubles

        return Troubles(self._context, self.queries)

    @_Room
    def poller(self) -> Poller:
        """What is due."""
        from app.services.poller import Poller

        return Poller(
            self.clock,
            self.queries,
            lines=self._lines,
            payments=self.payments,
            refunds=self.refunds,
            orders=self.orders,
            turns=self._turns,
            troubles=self.troubles,
            till=self._outside.till,
        )

    @_Room
    def shipping(self) -> Shipping:
        """Parcels."""
        from app.services.shipping import Shipping

        return Shipping(self._context)

    @_Room
    def inventory(self) -> Inventory:
        """Goods and stock."""
        from app.services.inventory import Inventory

        return Inventory(self._context, self.queries, self._outside.initials)

    @_Room
    def importing(self) -> Importing:
        """Lists of products."""
        from app.services.importing import Importing

        return Importing(self._context, self._outside.initials)

    @_Room
    def papers(self) -> Papers:
        """Invoices, receipts, reports."""
        from app.services.papers import Papers

        return Papers(self.clock, self.queries, self._outside.documents)

    @_Room
    def handing_out(self) -> HandingOut:
        """Papers that leave the shop."""
        from app.services.handing_out import HandingOut

        return HandingOut(self._context, self.papers)

    @_Room
    def printing(self) -> PrintQueue:
        """What is printed after a sale."""
        from app.services.printing import PrintQueue

        return PrintQueue(
            self._context,
            self.queries,
            handing_out=self.handing_out,
            printer=self._outside.printer,
            wanted=self._outside.print_receipts,
        )
