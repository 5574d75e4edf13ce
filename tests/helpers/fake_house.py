"""A house in memory for pure window tests: twelve goods, no database, no network."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

from app.domain.cart import Cart
from app.domain.catalog import Category, Product, TaxClass
from app.domain.errors import ShopError, UserError
from app.domain.holds import HeldCart
from app.domain.order_states import Lifecycle
from app.domain.originals import Sheet
from app.domain.payment import CAPTURED, Attempt, AttemptState
from app.domain.pricing import TaxRule
from app.domain.shop import ShopProfile
from app.gateways.registry import PROVIDERS
from app.ports.counter import ProductHit, TileRow
from app.ports.gateway import Capabilities
from app.ports.outside import AttemptChanged
from app.ports.waiting import Waiting
from app.services.events import Bus
from app.services.house import House
from app.services.lookup import Lookup
from app.services.payments import ProviderInfo
from app.services.poller import Standing
from app.services.wishes import Wanted
from tests.helpers.clock import StandingClock, noon

CATEGORIES = (
    Category(id="drinks", name="饮品", name_en="Drinks"),
    Category(id="bakery", name="烘焙", name_en="Bakery"),
    Category(id="fruit", name="水果", name_en="Fruit"),
    Category(id="home", name="日用", name_en="Home"),
)
_GOODS = (
    # id, category, name, English, code, price, unit
    ("tea", "drinks", "茉莉花茶 500毫升", "Jasmine tea 500 ml", "9520000000011", 550, "瓶"),
    ("water", "drinks", "矿泉水 550毫升", "Mineral water 550 ml", "9520000000028", 200, "瓶"),
    ("coffee", "drinks", "美式咖啡", "Black coffee", "9520000000035", 1200, "杯"),
    ("milk", "drinks", "纯牛奶 250毫升", "Pure milk 250 ml", "9520000000042", 380, "盒"),
    ("bun", "bakery", "奶黄包", "Custard bun", "9520000000059", 350, "个"),
    ("tart", "bakery", "蛋挞", "Egg tart", "9520000000066", 450, "个"),
    ("loaf", "bakery", "全麦面包", "Wholemeal loaf", "9520000000073", 1150, "个"),
    ("apple", "fruit", "红富士苹果", "Fuji apple", "9520000000080", 1590, "千克"),
    ("banana", "fruit", "香蕉", "Banana", "9520000000097", 680, "千克"),
    ("soap", "home", "洗洁精 1升", "Dish soap 1 L", "9520000000103", 1290, "瓶"),
    ("bag", "home", "购物袋", "Shopping bag", "9520000000110", 50, "个"),
    ("topup", "home", "话费充值", "Phone top-up", "9520000000127", 0, "次"),
)
VAT = TaxRule("VAT", percent=Decimal(13))
PROFILE = ShopProfile(name="转角小店", name_en="Corner Shop", demo=True)
QR_TEXT = "http://127.0.0.1:1/pay/0123456789abcdef"


def goods() -> dict[str, Product]:
    """The twelve goods by id; the last has no price."""
    return {
        key: Product(
            id=key,
            name=name,
            name_en=english,
            sku=f"SKU-{key}",
            barcodes=(code,),
            category_id=category,
            unit=unit,
            price_minor=price,
            ask_price=price == 0,
        )
        for key, category, name, english, code, price, unit in _GOODS
    }


CODES = {key: code for key, _, _, _, code, _, _ in _GOODS}


class FakeQueries:
    """Reads from dictionaries."""

    def __init__(self, house: FakeHouse) -> None:
        self._house = house

    def product_by_code(self, code: str) -> Product | None:
        products = self._house.products.values()
        return next((x for x in products if code in (*x.barcodes, x.sku)), None)

    def product(self, product_id: str) -> Product:
        if product_id not in self._house.products:
            raise UserError("product_not_found")
        return self._house.products[product_id]

    def tax_classes(self) -> Sequence[TaxClass]:
        return (TaxClass(id="vat", name="VAT", rules=(VAT,), is_default=True),)

    def categories(self) -> Sequence[Category]:
        return CATEGORIES

    def tiles(self, category_id: str | None, limit: int) -> Sequence[TileRow]:
        found = [
            TileRow(
                product_id=x.id,
                category_id=x.category_id,
                name=x.name,
                name_en=x.name_en,
                unit=x.unit,
                price_minor=x.price_minor,
                ask_price=x.ask_price,
                available_milli=0 if x.id == "loaf" else 12_000,
            )
            for x in self._house.products.values()
            if category_id in (None, x.category_id)
        ]
        return found[:limit]

    def search(self, text: str, limit: int) -> Sequence[ProductHit]:
        wanted = text.lower()
        found = [
            ProductHit(
                product_id=x.id,
                name=x.name,
                name_en=x.name_en,
                sku=x.sku,
                barcode=x.barcodes[0],
                unit=x.unit,
                price_minor=x.price_minor,
                ask_price=x.ask_price,
                available_milli=12_000,
            )
            for x in self._house.products.values()
            if wanted in f"{x.name} {x.name_en} {x.sku} {x.barcodes}".lower()
        ]
        return found[:limit]

    def holds(self) -> Sequence[HeldCart]:
        return tuple(self._house.held)

    def order_detail(self, order_id: str) -> Any:
        made = [x for x in self._house.attempts.values() if x.order_id == order_id]
        total = sum(attempt.amount_minor for attempt in made)
        order = SimpleNamespace(
            id=order_id,
            number="1-20260101-0001",
            total_minor=total,
            lifecycle=Lifecycle.PLACED,
        )
        return SimpleNamespace(order=order, attempts=made, refunds=[])

    def open_attempts(self) -> Sequence[Any]:
        live = [x for x in self._house.attempts.values() if x.state is AttemptState.UNKNOWN]
        return [SimpleNamespace(attempt=x, order_number="1-42") for x in live]


@dataclass
class FakeHouse:
    """Quacks like app.services.house.House; every call is written into `calls`."""

    profile: ShopProfile | None = PROFILE
    products: dict[str, Product] = field(default_factory=goods)
    held: list[HeldCart] = field(default_factory=list)
    attempts: dict[str, Attempt] = field(default_factory=dict)
    calls: list[tuple[str, Any]] = field(default_factory=list)
    next_state: AttemptState = AttemptState.PENDING
    failure: ShopError | None = None
    withdraw_failure: Exception | None = None

    def __post_init__(self) -> None:
        numbers = itertools.count(1)
        self.clock = StandingClock(noon())
        self.new_id: Callable[[], str] = lambda: f"{next(numbers):032x}"
        self.bus = Bus()
        self.queries = FakeQueries(self)
        self.providers = PROVIDERS
        self.lookup = Lookup(cast(Any, self.queries))
        self.holds = SimpleNamespace(hold=self._hold, all=self.queries.holds, recall=self._recall)
        self.checkout = SimpleNamespace(pay_cash=self._pay_cash, withdraw=self._withdraw)
        self.payments = SimpleNamespace(
            providers=self._providers,
            start=self._start,
            attempt=lambda attempt_id: self.attempts[attempt_id],
            check=self._check,
            cancel=self._cancel,
        )
        self.orders = SimpleNamespace(void=self._note("void"))
        self.inventory = SimpleNamespace(save_product=self._save_product)
        self.shop = SimpleNamespace(
            profile=lambda: self.profile, open_demo=self._open, open_empty=self._open
        )
        self.papers = SimpleNamespace(pdf=self._pdf)
        self.handing_out = SimpleNamespace(hand_out=self._note("hand_out"))
        self.poller = SimpleNamespace(due=lambda: (), standing=self._standing)
        self.printing = SimpleNamespace(
            run_due=lambda: 0, has_printer=lambda: True, print_receipt=self._note("print")
        )

    def _standing(self) -> Standing:
        unknown = len(self.queries.open_attempts())
        waiting = Waiting(payments=unknown, unknown=unknown)
        return Standing(here=(), away=(), waiting=waiting)

    @property
    def house(self) -> House:
        """Itself, as the type the window wants."""
        return cast(House, self)

    def settle(
        self, attempt: Attempt, state: AttemptState, *, paid_minor: int | None = None
    ) -> Attempt:
        """The provider's answer is recorded, and the bus told; what was asked for was paid."""
        if paid_minor is None:
            paid_minor = attempt.asked_minor if state in CAPTURED else 0
        now = self.clock.now()
        settled = replace(attempt, state=state, checked_at=now, paid_minor=paid_minor)
        self.attempts[attempt.id] = settled
        self.bus.publish(
            AttemptChanged(attempt_id=attempt.id, order_id=attempt.order_id, state=state)
        )
        return settled

    def _note(self, name: str) -> Callable[..., None]:
        def call(*arguments: Any, **named: Any) -> None:
            self.calls.append((name, (arguments, named)))

        return call

    def _pdf(self, sheet: Sheet, **named: Any) -> bytes:
        self.calls.append(("pdf", (sheet, named)))
        return b"%PDF-1.4"

    def _open(self, profile: ShopProfile) -> ShopProfile:
        self.calls.append(("open", profile))
        self.profile = profile
        return profile

    def _save_product(self, product: Product, *, staff: str = "") -> Product:
        saved = replace(product, id=product.id or self.new_id())
        self.products[saved.id] = saved
        return saved

    def _hold(self, cart: Cart, *, name: str, staff: str) -> HeldCart:
        held = HeldCart(
            id=self.new_id(),
            name=name,
            cart=cart,
            total_minor=cart.priced().total_minor,
            till="1",
            staff=staff,
            held_at=self.clock.now(),
        )
        self.held.insert(0, held)
        return held

    def _recall(self, hold_id: str, *, staff: str) -> tuple[HeldCart, tuple[str, ...]]:
        for held in self.held:
            if held.id == hold_id:
                self.held.remove(held)
                return held, ()
        raise UserError("hold_gone")

    def _pay_cash(self, cart: Cart, *, tendered_minor: int, staff: str, **wish: Any) -> Any:
        self.calls.append(("pay_cash", (cart, tendered_minor)))
        if self.failure is not None:
            raise self.failure
        due = cart.priced().cash_due_minor
        if tendered_minor < due:
            raise UserError("tendered_too_little", due_minor=due, currency="CNY")
        total = cart.priced().total_minor
        order = SimpleNamespace(id=self.new_id(), number="1-20260101-0001", total_minor=total)
        attempt = SimpleNamespace(tender="cash", credited_minor=total)
        change = tendered_minor - due
        return SimpleNamespace(order=order, attempt=attempt, change_minor=change, left_minor=0)

    def _withdraw(self, cart: Cart, *, staff: str) -> None:
        self.calls.append(("withdraw", cart.client_token))
        if self.withdraw_failure is not None:
            raise self.withdraw_failure

    def _providers(self) -> tuple[ProviderInfo, ...]:
        caps = Capabilities(shows_qr=True, test_mode=True)
        return (ProviderInfo(id="alipay", caps=caps),)

    def _start(self, cart: Cart, wanted: Wanted, *, staff: str) -> Attempt:
        self.calls.append(("start", cart))
        if self.failure is not None:
            raise self.failure
        now = self.clock.now()
        attempt = Attempt(
            id=wanted.key,
            order_id=self.new_id(),
            tender=wanted.provider,
            test=True,
            provider=wanted.provider,
            amount_minor=cart.priced().total_minor,
            currency="CNY",
            state=self.next_state,
            qr_text=QR_TEXT,
            created_at=now,
            expires_at=now + timedelta(minutes=5),
        )
        self.attempts[attempt.id] = attempt
        self.bus.publish(
            AttemptChanged(attempt_id=attempt.id, order_id=attempt.order_id, state=attempt.state)
        )
        return attempt

    def _check(self, attempt_id: str) -> Attempt:
        self.calls.append(("check", attempt_id))
        return self.settle(self.attempts[attempt_id], self.next_state)

    def _cancel(self, attempt_id: str, *, staff: str) -> Attempt:
        self.calls.append(("cancel", attempt_id))
        if self.next_state is AttemptState.PENDING:
            return self.settle(self.attempts[attempt_id], AttemptState.CANCELLED)
        return self.settle(self.attempts[attempt_id], self.next_state)
