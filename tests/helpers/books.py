"""Databases for tests of the data layer, and things to put into them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.audit import AuditEntry
from app.domain.catalog import Product, StockPolicy
from app.domain.errors import ShopError
from app.domain.order import HistoryRow, Order, OrderLine
from app.domain.order_states import Lifecycle, PaymentState
from app.domain.outbox import Job, JobKind
from app.domain.payment import Attempt, AttemptState
from app.domain.pricing import LineTax, TaxTotal
from app.domain.shop import ShopProfile
from app.domain.stock import Movement, MovementKind, StockItem
from data.database import Database, open_database
from data.ids import new_id
from data.tables.all import metadata
from tests.helpers.clock import StandingClock
from tests.helpers.postgres import Kept, PostgresServer, database_name

KEY = b"a key of the tests, 32 bytes long"
NOW = datetime(2026, 3, 31, 10, 15, 30, 123456, tzinfo=UTC)
TODAY = date(2026, 3, 31)
TABLES = ("alembic_version", *(table.name for table in metadata.sorted_tables))
"""All tables of a database, those others point to first."""


class Books:
    """An open database and what tests ask of it. `url` opens the same one again."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.clock = StandingClock(NOW)
        self.database = open_database(url, key=KEY, clock=self.clock)
        self.queries = self.database.queries
        self.unit_of_work = self.database.unit_of_work

    def another(self) -> Database:
        """A second till on the same database."""
        return open_database(self.url, key=KEY, clock=self.clock)

    def add_product(self, product: Product | None = None, *, on_hand_milli: int = 0) -> Product:
        """Commit a product, with stock if wanted."""
        made = product or make_product()
        with self.unit_of_work() as unit:
            unit.catalog.add(made)
            if on_hand_milli:
                unit.stock.move([make_movement(made.id, on_hand_milli)])
            unit.commit()
        return made

    def add_order(self, order: Order, *attempts: Attempt) -> Order:
        """Commit an order and what was paid for it."""
        with self.unit_of_work() as unit:
            unit.orders.add(order)
            for attempt in attempts:
                unit.payments.add_attempt(attempt)
            unit.commit()
        return order

    def save_profile(self, **changes: object) -> ShopProfile:
        """Commit the shop's settings."""
        profile = replace(ShopProfile(name="小店"), **changes)  # type: ignore[arg-type]
        with self.unit_of_work() as unit:
            unit.shop.save_profile(profile)
            unit.commit()
        return profile


def make_product(name: str = "茉莉花茶", **fields: object) -> Product:
    """A product that is tracked and never sold below zero."""
    values = {"id": new_id(), "price_minor": 550, "stock_policy": StockPolicy.DENY, **fields}
    return Product(name=name, **values)  # type: ignore[arg-type]


def make_movement(
    product_id: str, qty_milli: int, kind: MovementKind = MovementKind.RECEIPT, **fields: object
) -> Movement:
    """A movement, now."""
    values = {"id": new_id(), "at": NOW, "staff": "li", **fields}
    return Movement(product_id=product_id, kind=kind, qty_milli=qty_milli, **values)  # type: ignore[arg-type]


def make_line(position: int = 1, product: Product | None = None, **fields: object) -> OrderLine:
    """Two pieces at 5.50 with 13 % tax inside."""
    tax = LineTax("VAT", Decimal("13"), None, True, 973, 127)
    values = {
        "id": new_id(),
        "product_id": product.id if product else None,
        "name": product.name if product else "运费",
        "qty_milli": 2000,
        "unit_minor": 550,
        "list_minor": 550,
        "gross_minor": 1100,
        "discount_minor": 0,
        "net_minor": 973,
        "tax_minor": 127,
        "total_minor": 1100,
        "taxes": (tax,),
        **fields,
    }
    return OrderLine(position=position, **values)  # type: ignore[arg-type]


def make_order(*lines: OrderLine, **fields: object) -> Order:
    """A placed counter order; its amounts are the sums of its lines."""
    order_id = new_id()
    values = {
        "id": order_id,
        "client_token": new_id(),
        "number": f"20260331-1-{order_id[-8:]}",
        "till": "1",
        "business_date": TODAY,
        "lifecycle": Lifecycle.PLACED,
        "currency": "CNY",
        "prices_include_tax": True,
        "discount_minor": sum(x.discount_minor for x in lines),
        "net_minor": sum(x.net_minor for x in lines),
        "tax_minor": sum(x.tax_minor for x in lines),
        "total_minor": sum(x.total_minor for x in lines),
        "staff": "li",
        "placed_at": NOW,
        "pay_by": NOW + timedelta(minutes=15),
        "lines": lines,
        "taxes": (TaxTotal("VAT", Decimal("13"), None, 973, 127),) if lines else (),
        **fields,
    }
    return Order(**values)  # type: ignore[arg-type]


def make_attempt(order: Order, state: AttemptState, **fields: object) -> Attempt:
    """An attempt for the whole order."""
    captured = state in {AttemptState.SUCCEEDED, AttemptState.CLAIMED, AttemptState.LATE_PAID}
    values = {
        "id": new_id(),
        "order_id": order.id,
        "tender": "alipay",
        "provider": "alipay",
        "amount_minor": order.total_minor,
        "currency": order.currency,
        "state": state,
        "paid_minor": order.total_minor if captured else 0,
        "created_at": NOW,
        **fields,
    }
    return Attempt(**values)  # type: ignore[arg-type]


def make_entry(action: str = "test", **fields: object) -> AuditEntry:
    """An audit entry, now."""
    values = {"at": NOW, "staff": "li", "till": "1", "subject": "x", **fields}
    return AuditEntry(action=action, **values)  # type: ignore[arg-type]


def sell(books: Database, goods: list[Product], *, till: str = "1", at: datetime = NOW) -> Order:
    """A finished cash sale, written as the checkout writes it."""
    with books.unit_of_work() as unit:
        number = unit.orders.next_number(till, TODAY)
        lines = [make_line(place, product) for place, product in enumerate(goods, start=1)]
        order = make_order(
            *lines,
            number=f"{TODAY:%Y%m%d}-{till}-{number:04d}",
            till=till,
            placed_at=at,
            lifecycle=Lifecycle.COMPLETED,
            payment=PaymentState.PAID,
            completed_at=at,
        )
        total = order.total_minor
        attempt = make_attempt(
            order,
            AttemptState.SUCCEEDED,
            tender="cash",
            provider="cash",
            tendered_minor=total + 100,
            change_minor=100,
            created_at=at,
            settled_at=at,
        )
        unit.orders.add(order)
        unit.payments.add_attempt(attempt)
        unit.stock.take(
            [StockItem(x.id, 2000, x.stock_policy) for x in goods],
            [
                make_movement(x.id, -2000, MovementKind.SALE, order_id=order.id, at=at)
                for x in goods
                if x.stock_policy is not StockPolicy.NOT_TRACKED
            ],
        )
        receipt = JobKind.PRINT_RECEIPT
        unit.outbox.add(Job(id=new_id(), kind=receipt, subject=order.id, till="1", due_at=at))
        unit.orders.add_history(_timeline(order, at))
        unit.audit.append([make_entry("sale.cash", subject=order.number, till=till, at=at)])
        unit.commit()
    return order


def _timeline(order: Order, at: datetime) -> list[HistoryRow]:
    steps = [("PLACE", "DRAFT", "PLACED"), ("CASH", "UNPAID", "PAID")]
    steps += [("COMPLETE", "PLACED", "COMPLETED"), ("PRINT", "", "")]
    return [
        HistoryRow(
            order_id=order.id,
            at=at,
            staff="li",
            event=event,
            column="lifecycle",
            before=before,
            after=after,
        )
        for event, before, after in steps
    ]


def refused(error: type[ShopError], key: str, action: Callable[[], object]) -> ShopError:
    """The action is refused with this key; returns the error."""
    with pytest.raises(error) as caught:
        action()
    assert caught.value.key == key
    return caught.value


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite database to copy."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    open_database(f"sqlite:///{path}", key=KEY, clock=StandingClock(NOW)).close()
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> Iterator[str]:
    """The name of a migrated, empty PostgreSQL database to copy."""
    url = postgres_server.create()
    open_database(url, key=KEY, clock=StandingClock(NOW)).close()
    yield database_name(url)
    postgres_server.drop(url)


@pytest.fixture(scope="session")
def postgres_books_kept(postgres_server: PostgresServer, postgres_template: str) -> Iterator[Kept]:
    """One PostgreSQL database for all tests of the books."""
    url = postgres_server.create(template=postgres_template)
    yield Kept(url, TABLES)
    postgres_server.drop(url)


@pytest.fixture
def sqlite_books(tmp_path: Path, sqlite_template: Path) -> Iterator[Books]:
    """Empty books on SQLite."""
    path = tmp_path / "shop.db"
    shutil.copy(sqlite_template, path)
    books = Books(f"sqlite:///{path}")
    yield books
    books.database.close()


@pytest.fixture
def postgres_books(postgres_books_kept: Kept) -> Iterator[Books]:
    """Empty books on PostgreSQL."""
    books = Books(postgres_books_kept.url)
    yield books
    books.database.close()
    postgres_books_kept.put_back()


@pytest.fixture(params=["sqlite", "postgresql"])
def books(request: pytest.FixtureRequest) -> Books:
    """Empty books on each kind of database."""
    name = "sqlite_books" if request.param == "sqlite" else "postgres_books"
    made: Books = request.getfixturevalue(name)
    return made
