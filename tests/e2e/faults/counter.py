"""A counter at which everything goes wrong: one shop before one provider, and its saboteur."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from app.domain.cart import Cart
from app.domain.order import Order
from app.domain.payment import Attempt, Refund
from tests.helpers.agreement import disagreements
from tests.helpers.sandbox import Control
from tests.helpers.shop import Shop, open_shop

T = TypeVar("T")
CALLS: Mapping[str, Mapping[str, str]] = {
    "alipay": {
        "create": "precreate",
        "query": "alipay.trade.query",
        "close": "close",
        "cancel": "cancel",
        "refund": "alipay.trade.refund",
        "query_refund": "alipay.trade.fastpay.refund.query",
    },
    "wechat": {
        "create": "native",
        "query": "wechat.query",
        "close": "close",
        "cancel": "close",
        "refund": "wechat.refund",
        "query_refund": "wechat.refund.query",
    },
}
"""What a gateway's calls are called on each wire."""


@dataclass(slots=True, kw_only=True)
class Counter:
    """A till, its customers and its provider.

    Attributes:
        url: opens the same books again.
    """

    shop: Shop
    provider: str
    url: str

    @property
    def control(self) -> Control:
        """The provider's customers and faults."""
        return self.shop.control

    def sell(self, *codes: str, **wanted: Any) -> Attempt:
        """Show a code for these goods, tea if none are named."""
        return self.show(self.shop.cart(*codes or ("tea",)), **wanted)

    def show(self, cart: Cart, **wanted: Any) -> Attempt:
        """Show a code for what is left of a cart."""
        return self.shop.show_code(cart, self.provider, **wanted)

    def sold(self, *codes: str) -> Attempt:
        """Goods that a customer has paid for."""
        attempt = self.sell(*codes)
        self.control.pay(attempt.id)
        return self.shop.check(attempt)

    def again(self, attempt: Attempt) -> Attempt:
        """The attempt as it stands in the books."""
        return self.shop.house.payments.attempt(attempt.id)

    def refund(self, attempt: Attempt) -> Refund:
        """The newest refund of the attempt's order."""
        return self.shop.detail(self.order(attempt)).refunds[-1]

    def order(self, attempt: Attempt) -> Order:
        """Its order as it is now."""
        return self.shop.order(attempt)

    def trade(self, attempt: Attempt) -> dict[str, Any]:
        """What the provider knows of it."""
        return self.control.trade(attempt.id)

    def fault(self, name: str, call: str = "", **options: Any) -> None:
        """Turn a fault on, for one call of the gateway if it is named."""
        self.control.fault(name, method=CALLS[self.provider][call] if call else "", **options)

    def beside(self, *, holder: str = "") -> Shop:
        """Another program on the same books, before the same provider."""
        shop = self.shop
        other = open_shop(self.url, shop.folder, shop.provider, shop.clock, holder=holder)
        other.connect(self.control)
        return other

    def wait(self, *, every_s: float, rounds: int = 1) -> None:
        """Let time pass, and do what is due each time."""
        for _ in range(rounds):
            self.shop.clock.advance(seconds=every_s)
            self.shop.house.poller.run_due()

    def needs_somebody(self, attempt: Attempt) -> bool:
        """Whether staff is told of it."""
        return attempt.id in {x.attempt.id for x in self.shop.house.queries.open_attempts()}

    def assert_agreed(self) -> None:
        """The books are whole, and say of every payment what the provider's say."""
        assert disagreements(self.shop) == []
        assert self.shop.house.queries.stock_mismatches() == []
        assert self.shop.house.queries.audit_break() is None


def soon(counter: Counter, attempt: Attempt) -> timedelta:
    """How long the till leaves an attempt alone from now on."""
    due_at = counter.again(attempt).due_at
    if due_at is None:
        raise LookupError("nothing is due")
    return due_at - counter.shop.clock.now()
