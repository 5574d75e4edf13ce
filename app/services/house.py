"""Everything the window and the command line work with, put together by main.py."""

from __future__ import annotations

from dataclasses import dataclass

from app.ports.clock import Clock
from app.ports.outside import Secrets
from app.ports.queries import Queries
from app.ports.unit_of_work import NewId
from app.services.checkout import Checkout
from app.services.events import Bus
from app.services.holds import Holds
from app.services.importing import Importing
from app.services.inventory import Inventory
from app.services.lookup import Lookup
from app.services.orders import Orders
from app.services.papers import Papers
from app.services.payments import Payments
from app.services.poller import Poller
from app.services.printing import PrintQueue
from app.services.refunds import Refunds
from app.services.shipping import Shipping
from app.services.shop import ShopService


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The rooms of one shop at one till."""

    clock: Clock
    new_id: NewId
    bus: Bus
    secrets: Secrets
    queries: Queries
    lookup: Lookup
    holds: Holds
    checkout: Checkout
    payments: Payments
    refunds: Refunds
    orders: Orders
    poller: Poller
    shipping: Shipping
    inventory: Inventory
    importing: Importing
    shop: ShopService
    papers: Papers
    printing: PrintQueue
