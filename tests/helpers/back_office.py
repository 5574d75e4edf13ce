"""A shop without a window on a real database: goods, stock and settings."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from app.domain.catalog import Product
from app.domain.shop import ShopProfile
from app.ports.outside import Event
from app.ports.queries import ProductFilter, ProductRow
from app.services.context import Context
from app.services.events import Bus
from app.services.importing import Importing
from app.services.inventory import Inventory
from app.services.shop import ShopService
from data import ids
from data.database import Database
from data.demo.source import DemoGoods
from data.imports.source import FileSource
from data.pinyin import initials
from data.statements import Statement, param
from data.tables.records import audit_entry
from tests.helpers.clock import StandingClock, noon


class BackOffice:
    """Everything that is done to goods, and what came of it.

    Attributes:
        events: what has been published.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.clock = StandingClock(noon())
        self.events: list[Event] = []
        bus = Bus()
        bus.subscribe(self.events.append)
        self.context = Context(
            unit_of_work=database.unit_of_work,
            clock=self.clock,
            new_id=ids.new_id,
            bus=bus,
            till="T1",
        )
        queries = database.queries
        self.importing = Importing(self.context, initials)
        self.inventory = Inventory(self.context, queries, initials)
        self.shop = ShopService(self.context, queries, demo_source=DemoGoods(), initials=initials)

    def open(self, currency: str = "CNY") -> None:
        """Open an empty shop."""
        self.shop.open_empty(ShopProfile(name="小店", currency=currency))

    def source(self, path: Path) -> FileSource:
        """A file, as the program opens it."""
        return FileSource(path, self.folder)

    def write(self, text: str, name: str = "goods.csv") -> Path:
        """A file with this text."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def audit(self, action: str) -> list[tuple[str, str, str]]:
        """Who did it, what it was before and after, of every entry of this kind."""
        wanted = select(audit_entry.c.staff, audit_entry.c.before, audit_entry.c.after)
        statement = Statement(
            wanted.where(
                audit_entry.c.action == param("action", audit_entry.c.action.type)
            ).order_by(audit_entry.c.seq)
        )
        with self.database._store.reading() as session:
            return [tuple(row) for row in session.all(statement, action=action)]

    def rows(self, text: str = "") -> list[ProductRow]:
        """The product list, all pages of it."""
        found: list[ProductRow] = []
        after: str | None = None
        while True:
            page, after = self.database.queries.products(
                ProductFilter(text=text), after=after, limit=1000
            )
            found += page
            if after is None:
                return found

    def product(self, code: str) -> Product:
        """The product with this barcode or SKU."""
        found = self.database.queries.product_by_code(code)
        assert found is not None
        return found

    def on_hand(self, product_id: str) -> int:
        """What lies there, in thousandths."""
        with self.database.unit_of_work() as unit:
            return unit.stock.level(product_id).on_hand_milli
