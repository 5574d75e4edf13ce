"""Everything the window and the command line work with, put together from its outside parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.barcode import EmbeddedRule
from app.ports.clock import Clock
from app.ports.demo import DemoSource
from app.ports.documents import Documents
from app.ports.gateway import Gateways
from app.ports.imports import ProductSource
from app.ports.outside import Printer, Secrets
from app.ports.queries import Queries
from app.ports.unit_of_work import NewId, UnitOfWorkFactory
from app.services.checkout import Checkout
from app.services.context import Context
from app.services.events import Bus
from app.services.holds import Holds
from app.services.importing import Importing
from app.services.inventory import Inventory
from app.services.lookup import Lookup
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


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The rooms of one shop at one till.

    Attributes:
        product_source: opens a file, of products for `importing` or of payments for
            `reconciliation`.
    """

    clock: Clock
    new_id: NewId
    bus: Bus
    secrets: Secrets
    queries: Queries
    lookup: Lookup
    holds: Holds
    checkout: Checkout
    payments: Payments
    notifications: Notifications
    refunds: Refunds
    returns: Returns
    reconciliation: Reconciliation
    orders: Orders
    poller: Poller
    shipping: Shipping
    inventory: Inventory
    importing: Importing
    shop: ShopService
    papers: Papers
    printing: PrintQueue
    product_source: Callable[[Path], ProductSource]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What a house needs from outside; main.py and the tests each bring their own.

    Attributes:
        gateways: the ways to pay that are set up on this till.
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
    demo_source: DemoSource
    initials: Callable[[str], str]
    product_source: Callable[[Path], ProductSource]
    print_receipts: Callable[[], bool]


SCALE_CODES = (EmbeddedRule("21IIIIIWWWWWC"), EmbeddedRule("22IIIIIPPPPPC"))


def build(outside: Outside) -> House:
    """Put the rooms together; nothing is read or written yet."""
    bus = Bus()
    context = Context(
        unit_of_work=outside.unit_of_work,
        clock=outside.clock,
        new_id=outside.new_id,
        bus=bus,
        till=outside.till,
    )
    queries = outside.queries
    lookup = Lookup(queries, SCALE_CODES)
    lines = Lines(outside.gateways, outside.clock, outside.new_id)
    recorder = Recorder(context)
    payments = Payments(context, queries, recorder, lines)
    refunds = Refunds(context, payments)
    orders = Orders(context, queries, payments)
    papers = Papers(outside.clock, queries, outside.documents)
    return House(
        clock=outside.clock,
        new_id=outside.new_id,
        bus=bus,
        secrets=outside.secrets,
        queries=queries,
        lookup=lookup,
        holds=Holds(context, queries, lookup),
        checkout=Checkout(context),
        payments=payments,
        notifications=Notifications(queries, recorder, outside.gateways),
        refunds=refunds,
        returns=Returns(context),
        reconciliation=Reconciliation(
            context, queries, outside.gateways, recorder=recorder, refunds=refunds
        ),
        orders=orders,
        poller=Poller(
            outside.clock,
            queries,
            lines=lines,
            payments=payments,
            refunds=refunds,
            orders=orders,
            till=outside.till,
        ),
        shipping=Shipping(context),
        inventory=Inventory(context, queries, outside.initials),
        importing=Importing(context, outside.initials),
        shop=ShopService(
            context, queries, demo_source=outside.demo_source, initials=outside.initials
        ),
        papers=papers,
        printing=PrintQueue(
            context,
            queries,
            papers=papers,
            printer=outside.printer,
            wanted=outside.print_receipts,
        ),
        product_source=outside.product_source,
    )
