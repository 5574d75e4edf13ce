"""A small real shop for tests: real services, real database, the practice provider."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest

from app.domain.cart import Cart
from app.domain.catalog import Product, StockPolicy, TaxClass
from app.domain.errors import UserError
from app.domain.order import Order
from app.domain.payment import Attempt
from app.domain.pricing import TaxRule
from app.domain.shop import ShopProfile
from app.gateways.registry import PROVIDERS
from app.ports.gateway import Gateway
from app.ports.queries import OrderDetail
from app.sandbox.server import SandboxThread
from app.services import house as houses
from app.services.desk import Desk
from app.services.house import House
from app.services.wishes import Wanted
from data.database import Database, open_database
from data.demo.source import DemoGoods
from data.ids import new_id
from data.imports.source import FileSource
from data.pinyin import initials
from data.secrets import FileSecrets
from reports.documents import PdfDocuments
from tests.helpers.books import TABLES
from tests.helpers.clock import StandingClock, noon
from tests.helpers.postgres import Kept, PostgresServer
from tests.helpers.sandbox import Control
from tests.helpers.tills import settings_of
from tests.helpers.watched import Watched

KEY = bytes(range(32))
GOODS = {
    "tea": Product(
        id="", name="茉莉花茶", name_en="Jasmine tea", barcodes=("9520000000011",), unit="瓶",
        sku="TEA", price_minor=550, cost_minor=300, stock_policy=StockPolicy.DENY,
    ),
    "water": Product(
        id="", name="矿泉水", name_en="Mineral water", barcodes=("9520000000028",), unit="瓶",
        sku="WATER", price_minor=200, stock_policy=StockPolicy.ALLOW_NEGATIVE,
    ),
    "bun": Product(
        id="", name="奶黄包", name_en="Custard bun", barcodes=("9520000000042",), unit="个",
        sku="BUN", price_minor=350, stock_policy=StockPolicy.ALLOW_NEGATIVE,
    ),
    "bag": Product(
        id="", name="购物袋", name_en="Shopping bag", barcodes=("9520000000035",),
        sku="BAG", price_minor=50, stock_policy=StockPolicy.NOT_TRACKED,
    ),
}  # fmt: skip
OPENING_MILLI = 10_000


class LastPrinted:
    """A printer that keeps what it was given, or is out of paper."""

    def __init__(self) -> None:
        self.printed: list[bytes] = []
        self.failure: Exception | None = None
        self.there = True

    def present(self) -> bool:
        """Whether the machine has one."""
        return self.there

    def print_pdf(self, pdf: bytes, *, title: str) -> None:
        """Keep it."""
        if self.failure is not None:
            raise self.failure
        self.printed.append(pdf)


class WaysToPay:
    """Implements app.ports.gateway.Gateways: what a test has set up."""

    def __init__(self, clock: StandingClock) -> None:
        self._clock = clock
        self._made: dict[str, Gateway] = {}
        self.set_up("manual_card", {})

    def set_up(self, provider: str, values: dict[str, str]) -> None:
        """Use the provider these settings lead to."""
        self._made[provider] = PROVIDERS[provider].make(values, self._clock)

    def watch(self, provider: str) -> Watched:
        """See from now on what is asked of a provider."""
        watched = Watched(self._made[provider])
        self._made[provider] = cast("Gateway", watched)
        return watched

    def take_away(self, provider: str) -> None:
        """Its settings are gone."""
        self._made.pop(provider).disconnect()

    def offered(self) -> dict[str, Gateway]:
        """All of them."""
        return self._made

    def offer(self, provider: str) -> Gateway:
        """One of them."""
        if provider not in self._made:
            raise UserError("provider_missing", provider=provider)
        return self._made[provider]

    def that_made(
        self, provider: str, *, test: bool, merchant: str | None = None
    ) -> Gateway | None:
        """The one of that name, if its money is as real and the merchant's."""
        gateway = self._made.get(provider)
        if gateway is None or gateway.caps.test_mode != test:
            return None
        return gateway if merchant in {None, gateway.merchant} else None

    def disconnect(self) -> None:
        """Let go of all connections."""
        for gateway in self._made.values():
            gateway.disconnect()


class Shop:
    """Tea (10, never below zero), water and buns (10, may go below), bags (not counted)."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        sandbox: SandboxThread | None,
        clock: StandingClock | None = None,
        *,
        holder: str = "",
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.database = database
        self.clock = clock or StandingClock(noon())
        self.printer = LastPrinted()
        self.print_receipts = False
        self._sandbox = sandbox
        self.gateways = WaysToPay(self.clock)
        self.house: House = houses.House(
            houses.Outside(
                unit_of_work=database.unit_of_work,
                queries=database.queries,
                clock=self.clock,
                new_id=new_id,
                till="1",
                documents=PdfDocuments(),
                printer=self.printer,
                secrets=FileSecrets(folder),
                gateways=self.gateways,
                providers=lambda: PROVIDERS,
                practice_codes=lambda language: self.provider.info.codes_page(language),
                demo_source=DemoGoods(),
                initials=initials,
                product_source=lambda path: FileSource(path, folder),
                print_receipts=lambda: self.print_receipts,
                holder=lambda: holder or new_id(),
            )
        )

    def furnish(self) -> None:
        """Open the shop for the first time."""
        self.house.shop.open_empty(ShopProfile(name="小店", name_en="Corner shop"))
        with self.database.unit_of_work() as unit:
            for known in unit.catalog.tax_classes():
                unit.catalog.save_tax_class(replace(known, is_default=False))
            vat = TaxRule(name="VAT", percent=Decimal(13))
            tax = TaxClass(id=new_id(), name="VAT", rules=(vat,), is_default=True)
            unit.catalog.save_tax_class(tax)
            unit.commit()
        for product in GOODS.values():
            saved = self.house.inventory.save_product(product, staff="li")
            if saved.stock_policy is not StockPolicy.NOT_TRACKED:
                self.house.inventory.receive(saved.id, OPENING_MILLI, None, staff="li", note="")

    def product_id(self, code: str) -> str:
        """Of one of the goods above."""
        found = self.house.lookup.scan(GOODS[code].barcodes[0])
        if found is None:
            raise LookupError(code)
        return found.product.id

    def show_code(self, cart: Cart, provider: str = "alipay", **wanted: Any) -> Attempt:
        """Let the customer pay what is left of a cart, at a provider."""
        wish = Wanted(key=new_id(), provider=provider, **wanted)
        return self.house.payments.start(cart, wish, staff="li")

    def desk(self, *codes: str) -> Desk:
        """A desk with these goods on it."""
        profile = self.house.shop.profile()
        desk = Desk(profile or ShopProfile(name=""), new_id)
        for code in codes:
            desk.add(self.house.lookup.product(self.product_id(code)))
        return desk

    def cart(self, *codes: str) -> Cart:
        """A cart with these goods."""
        return self.desk(*codes).checked()

    def cart_of(self, order: Order) -> Cart:
        """The cart that became an order, as another window still has it."""
        names = {product.name: code for code, product in GOODS.items()}
        codes = [names[line.name] for line in order.lines for _ in range(line.qty_milli // 1000)]
        return replace(self.cart(*codes), client_token=order.client_token)

    def reprice(self, product: Product, price_minor: int) -> None:
        """The manager changes a price."""
        self.house.inventory.save_product(replace(product, price_minor=price_minor), staff="li")

    def detail(self, order: Order) -> OrderDetail:
        """The order as it is now, with everything about it."""
        return self.house.queries.order_detail(order.id)

    def order(self, attempt: Attempt) -> Order:
        """The order an attempt belongs to, as it is now."""
        return self.house.queries.order_detail(attempt.order_id).order

    def check(self, attempt: Attempt) -> Attempt:
        """Ask the provider now."""
        return self.house.payments.check(attempt.id)

    def on_hand(self, code: str) -> int:
        """In thousandths."""
        return self._level(code)[0]

    def available(self, code: str) -> int:
        """On hand and not promised to anybody, in thousandths."""
        on_hand, reserved = self._level(code)
        return on_hand - reserved

    def stored_in_clear(self, secret: str) -> bool:
        """Whether the text can be read in any file of the shop's folder."""
        raw = secret.encode()
        return any(raw in path.read_bytes() for path in self.folder.rglob("*") if path.is_file())

    @property
    def control(self) -> Control:
        """The provider's customers and faults."""
        return self._control

    def connect(self, control: Control) -> None:
        """Use a running provider, on all its wires."""
        self._control = control
        for name in self.provider.info.settings:
            self.gateways.set_up(name, settings_of(name, self.provider.info))

    def take_bank_codes(self, currency: str, payee: dict[str, str]) -> None:
        """Sell in this currency and show the shop's own bank code."""
        self.change(currency=currency, bank_code=payee)
        self.gateways.set_up("static_qr", payee)

    def stop_bank_codes(self) -> None:
        """The shop has no bank code any more."""
        self.change(bank_code={})
        self.gateways.take_away("static_qr")

    def change(self, **settings: Any) -> None:
        """Change the settings of the shop."""
        profile = self.house.shop.profile()
        if profile is None:
            raise LookupError("this shop has not been opened")
        self.house.shop.save(replace(profile, **settings), staff="li")

    @property
    def provider(self) -> SandboxThread:
        """The provider's machine, which may go down and come back with its books."""
        if self._sandbox is None:
            raise LookupError("this shop has no provider")
        return self._sandbox

    def close(self) -> None:
        """The till is switched off."""
        self.gateways.disconnect()
        self.database.close()

    def _level(self, code: str) -> tuple[int, int]:
        product_id = self.product_id(code)
        with self.database.unit_of_work() as unit:
            level = unit.stock.level(product_id)
        return level.on_hand_milli, level.reserved_milli


def open_shop(
    url: str,
    folder: Path,
    sandbox: SandboxThread | None = None,
    clock: StandingClock | None = None,
    *,
    holder: str = "",
) -> Shop:
    """The till of a shop that has been furnished before."""
    database = open_database(url, key=KEY, clock=StandingClock())
    return Shop(folder, database, sandbox, clock, holder=holder)


def furnished(folder: Path, url: str = "") -> Shop:
    """The till of a new shop; without `url` its database is a file in the folder."""
    made = open_shop(url or f"sqlite:///{folder / 'shop.db'}", folder)
    made.furnish()
    return made


@pytest.fixture(scope="session")
def furnished_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a furnished shop, to be copied."""
    folder = tmp_path_factory.mktemp("furnished")
    furnished(folder).close()
    return folder / "shop.db"


def copied(furnished: Path, folder: Path) -> str:
    """The address of a furnished shop that is copied into a new folder."""
    folder.mkdir()
    shutil.copy(furnished, folder / "shop.db")
    return f"sqlite:///{folder / 'shop.db'}"


@pytest.fixture(scope="session")
def furnished_postgres(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kept]:
    """The database of a furnished shop, for one test after the other."""
    url = postgres_server.create()
    furnished(tmp_path_factory.mktemp("furnished"), url).close()
    yield Kept(url, TABLES)
    postgres_server.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def shop_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A furnished shop in a database of each kind."""
    if request.param == "sqlite":
        yield copied(request.getfixturevalue("furnished_sqlite"), tmp_path / "shop")
        return
    kept: Kept = request.getfixturevalue("furnished_postgres")
    yield kept.url
    kept.put_back()


@pytest.fixture
def shop(shop_url: str, tmp_path: Path) -> Iterator[Shop]:
    """A shop on each kind of database; it has no provider."""
    made = open_shop(shop_url, tmp_path / "shop")
    yield made
    made.close()


@contextmanager
def beside_provider(url: str, folder: Path, keys: Path) -> Iterator[Shop]:
    """The till of a furnished shop beside a provider of its own, whose time passes with ours."""
    clock = StandingClock(noon())
    sandbox = SandboxThread(shutil.copytree(keys, folder / "provider"), now=clock.true_now)
    control = Control(sandbox.start())
    made = open_shop(url, folder / "shop", sandbox, clock)
    made.connect(control)
    try:
        yield made
    finally:
        control.close()
        made.close()
        sandbox.stop()


@pytest.fixture
def shop_with_provider(shop_url: str, tmp_path: Path, provider_keys: Path) -> Iterator[Shop]:
    """A shop on each kind of database beside a provider of its own."""
    with beside_provider(shop_url, tmp_path, provider_keys) as made:
        yield made
