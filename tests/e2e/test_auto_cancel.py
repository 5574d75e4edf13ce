"""Orders that nobody pays are let go: first closed at the provider, and never in doubt."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from app.domain.order import Order
from app.domain.order_states import CancelReason, Label, Lifecycle
from app.domain.payment import LIVE, AttemptState
from app.ports.gateway import ChargeRequest, Money, Status
from app.services.turns import LEASE
from tests.helpers import crash_child
from tests.helpers.crash_child import Task
from tests.helpers.shop import Shop
from tests.helpers.tills import ASKED, settings_of
from tests.helpers.waiting import left_waiting

ENDED = {AttemptState.EXPIRED, AttemptState.CANCELLED}  # by us; or found closed after a crash


@pytest.fixture(params=ASKED)
def provider(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def shop(shop_with_provider: Shop) -> Shop:
    return shop_with_provider


def _overdue(shop: Shop, provider: str) -> str:
    """An attempt whose time and whose order's time are over; its code was scanned, not paid."""
    (attempt_id,) = left_waiting(shop, 1, provider=provider, age=timedelta(minutes=20), goods="tea")
    attempt = shop.house.payments.attempt(attempt_id)
    request = ChargeRequest(
        attempt_no=attempt_id,
        money=Money(attempt.asked_minor, attempt.currency),
        subject="Corner shop",
        expires_at=shop.clock.now() + timedelta(minutes=5),
        till="1",
    )
    shop.gateways.offered()[provider].create(request)
    shop.control.scan(attempt_id)
    assert _stands(shop, attempt_id) is Status.PENDING
    return attempt_id


def _stands(shop: Shop, attempt_id: str) -> Status:
    """What the provider says of an attempt."""
    attempt = shop.house.payments.attempt(attempt_id)
    return shop.gateways.offered()[attempt.tender].query(attempt_id).status


def _order(shop: Shop, attempt_id: str) -> Order:
    return shop.order(shop.house.payments.attempt(attempt_id))


def _work_off(shop: Shop, *, times: int = 3) -> None:
    for _ in range(times):
        shop.house.poller.run_due()
        shop.clock.advance(seconds=35)


def _assert_let_go(shop: Shop, attempt_id: str, provider: str) -> None:
    order = _order(shop, attempt_id)
    assert (order.lifecycle, order.cancel_reason) == (
        Lifecycle.CANCELLED,
        CancelReason.PAYMENT_TIMEOUT,
    )
    assert shop.house.payments.attempt(attempt_id).state in ENDED
    assert _stands(shop, attempt_id) is Status.CLOSED
    rows = [row.after for row in shop.detail(order).history if row.column == "lifecycle"]
    assert rows == ["PLACED", "CANCELLED"]


def test_an_order_nobody_paid_is_closed_at_the_provider_and_let_go(
    shop: Shop, provider: str
) -> None:
    attempt_id = _overdue(shop, provider)
    tally = shop.house.poller.run_due()
    assert (tally.settled, tally.expired) == (1, 1)
    _assert_let_go(shop, attempt_id, provider)
    assert shop.available("tea") == 10_000


def test_a_customer_who_pays_at_the_last_moment_has_bought(shop: Shop, provider: str) -> None:
    attempt_id = _overdue(shop, provider)
    shop.control.fault("paid-meanwhile", count=1)
    _work_off(shop)
    assert _order(shop, attempt_id).label is Label.COMPLETED
    assert shop.house.payments.attempt(attempt_id).state is AttemptState.SUCCEEDED
    assert shop.on_hand("tea") == 9000


@pytest.mark.parametrize("fault", ["http-502", "drop-after-execute"])
def test_nothing_is_let_go_while_nobody_knows(shop: Shop, provider: str, fault: str) -> None:
    attempt_id = _overdue(shop, provider)
    shop.control.fault(fault)
    _work_off(shop)
    assert _order(shop, attempt_id).lifecycle is Lifecycle.PLACED
    assert shop.house.payments.attempt(attempt_id).state in LIVE
    assert shop.available("tea") == 9000
    shop.control.clear()
    _work_off(shop)
    _assert_let_go(shop, attempt_id, provider)
    assert shop.available("tea") == 10_000


def test_a_till_killed_on_the_way_lets_go_once(shop: Shop, shop_url: str, provider: str) -> None:
    chance = random.Random(7)
    task: dict[str, Any] = {
        "url": shop_url,
        "folder": shop.folder,
        "kind": provider,
        "token": "",
        "provider": settings_of(provider, shop.provider.info),
        "control": shop.provider.info.control,
    }
    _overdue(shop, provider)
    events = crash_child.fate(Task(**task, now=shop.clock.now(), kill_at=0)).said["events"]
    killed = 0
    for _ in range(3):
        attempt_id = _overdue(shop, provider)
        kill_at = chance.randint(1, events)
        doomed = Task(**task, now=shop.clock.now(), kill_at=kill_at)
        killed += crash_child.fate(doomed).killed
        shop.clock.advance(seconds=LEASE.total_seconds())
        _work_off(shop)
        _assert_let_go(shop, attempt_id, provider)
        assert shop.available("tea") == 10_000
    assert killed
    assert shop.house.queries.stock_mismatches() == []
    assert shop.house.queries.audit_break() is None


def test_a_code_that_is_shown_at_the_last_moment_keeps_its_order(shop: Shop, provider: str) -> None:
    cart = shop.cart("tea")
    order = shop.house.checkout.place(cart, staff="li")
    shop.clock.advance(hours=1)
    now = shop.clock.now()
    assert shop.house.queries.due_unpaid(now, 9) == [order.id]
    attempt = shop.show_code(cart, provider)
    shop.house.orders.expire(order.id)
    shop.control.pay(attempt.id)
    shop.check(attempt)
    assert _order(shop, attempt.id).label is Label.COMPLETED
