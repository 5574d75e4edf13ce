"""kill -9 in the middle of a sale: nothing committed is lost, nothing happens twice."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from app.domain.order_states import Label, Lifecycle, PaymentState
from app.domain.payment import LIVE, AttemptState
from app.ports.queries import OrderFilter
from data.ids import new_id
from tests.helpers import chance, crash_child
from tests.helpers.crash_child import Fate, Task
from tests.helpers.shop import Shop


@dataclass(frozen=True)
class Till:
    """Another till of the shop, in a process of its own."""

    shop: Shop
    url: str
    holder: str = ""

    def sell(self, kind: str, token: str, *, kill_at: int | str) -> Fate:
        """Run one sale, in cash or at a provider, and kill it at an event; 0 lets it end."""
        return crash_child.fate(self._task(kind, token=token, kill_at=kill_at))

    def end(self, kind: str, attempt_id: str, *, kill_at: str) -> Fate:
        """Let the cashier end a payment, and kill the till at an event."""
        return crash_child.fate(self._task(kind, ended=attempt_id, kill_at=kill_at))

    def _task(self, kind: str, *, kill_at: int | str, token: str = "", ended: str = "") -> Task:
        info = self.shop.provider.info
        return Task(
            url=self.url,
            folder=self.shop.folder,
            kind=kind,
            token=token,
            ended=ended,
            kill_at=kill_at,
            provider=info.settings.get(kind, {}),
            control=info.control,
            now=self.shop.clock.now(),
            holder=self.holder,
        )


def _recover(shop: Shop) -> None:
    """The till comes back and works off what was left: customers paid, or time passes."""
    for _ in range(4):
        shop.clock.advance(seconds=40)
        shop.house.poller.run_due()


def _assert_whole(shop: Shop) -> None:
    assert shop.house.queries.stock_mismatches() == []
    assert shop.house.queries.audit_break() is None
    assert shop.database.check() == []
    rows, _ = shop.house.queries.orders(OrderFilter(), after=None, limit=10_000)
    assert len({row.number for row in rows}) == len(rows)


def _assert_cash(shop: Shop, token: str, fate: Fate) -> None:
    """The cashier presses the button again: exactly one sale, the promised one."""
    before = shop.house.queries.count_orders(OrderFilter())
    cart = replace(shop.cart("tea", "water", "bag"), client_token=token)
    sale = shop.house.checkout.pay_cash(cart, tendered_minor=1000, staff="li")
    after = shop.house.queries.count_orders(OrderFilter())
    if "sold" in fate.said:
        assert sale.order.number == fate.said["sold"]
        assert after == before
    assert sale.order.lifecycle is Lifecycle.COMPLETED
    detail = shop.detail(sale.order)
    assert sum(a.paid_minor for a in detail.attempts) == sale.order.total_minor
    assert [row.after for row in detail.history] == ["PLACED", "PAID", "COMPLETED"]


def _assert_qr(shop: Shop, token: str, fate: Fate) -> None:
    """However far it came, at most one charge, and the books say what the provider says."""
    _recover(shop)
    trades = {trade["out_trade_no"]: trade for trade in shop.control.trades()}
    with shop.database.unit_of_work() as unit:
        order = unit.orders.by_token(token)
        attempts = unit.payments.attempts_of(order.id) if order else []
    paid = [a for a in attempts if trades.get(a.id, {}).get("trade_status") in PAID]
    assert len(paid) <= 1
    if "sold" in fate.said:
        assert order is not None
        assert order.number == fate.said["sold"]
    if paid:
        assert order is not None
        assert [a.state for a in paid] == [AttemptState.SUCCEEDED]
        assert order.label is Label.COMPLETED
    else:
        assert all(a.state in LIVE or a.paid_minor == 0 for a in attempts)
        assert order is None or order.payment is not PaymentState.PAID
    if "shown" in fate.said:
        assert fate.said["shown"] in {a.id for a in attempts}
    _end(shop, [a.id for a in attempts if a.state in LIVE])


def _end(shop: Shop, live: list[str]) -> None:
    for attempt_id in live:
        shop.house.payments.cancel(attempt_id, staff="li")


PAID = {"TRADE_SUCCESS", "SUCCESS"}
CHECKS = {"cash": _assert_cash, "alipay": _assert_qr, "wechat": _assert_qr}


def _survives(till: Till, kind: str, *, points: int) -> None:
    shop = till.shop
    shop.house.inventory.receive(shop.product_id("tea"), 10**9, None, staff="li", note="")
    whole = till.sell(kind, new_id(), kill_at=0)
    assert not whole.killed
    killed = tried = 0
    with chance.dice() as dice:
        while killed < points:  # a sale may end before its moment comes: not all are as long
            token = new_id()
            fate = till.sell(kind, token, kill_at=dice.randint(1, whole.said["events"]))
            CHECKS[kind](shop, token, fate)
            killed += fate.killed
            tried += 1
            assert tried <= 2 * points
        _assert_whole(shop)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", CHECKS)
def test_a_sale_is_killed_at_random_moments(
    shop_with_provider: Shop, shop_url: str, kind: str
) -> None:
    """21 on SQLite, which is everywhere, and some more on PostgreSQL."""
    points = 7 if shop_url.startswith("sqlite") else 3
    _survives(Till(shop_with_provider, shop_url), kind, points=points)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", CHECKS)
def test_sixty_kills_at_random_moments(shop_with_provider: Shop, shop_url: str, kind: str) -> None:
    _survives(Till(shop_with_provider, shop_url), kind, points=60)
