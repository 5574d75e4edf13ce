"""Whatever customers, providers, networks and crashes do: the books tell the truth in the end."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.order_states import Lifecycle, PaymentState
from app.domain.payment import LIVE, AttemptState, Refund, RefundState, Way, held_minor
from app.ports.queries import OrderDetail
from app.sandbox.server import SandboxThread
from data.database import open_database
from tests.helpers.agreement import disagreements, orders
from tests.helpers.clock import StandingClock, noon
from tests.helpers.sandbox import Control, provider_keys
from tests.helpers.shop import KEY, Shop, furnished_sqlite
from tests.property.till_in_trouble import CRASH, FAULTS, HAPPENINGS, Machine, Step, Trouble

__all__ = ["furnished_sqlite", "provider_keys"]

pytestmark = pytest.mark.expects_logs  # the provider lies now and then
LIVES = 60
OFTEN = ("show", "pay", "pay", "refund", "wait") * 4
TROUBLES = ("",) * 24 + (CRASH,) * 5 + FAULTS
INTENDED = {AttemptState.SUCCEEDED, AttemptState.CLAIMED}


@pytest.fixture(scope="module")
def machine(provider_keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """One provider for all shops."""
    folder = shutil.copytree(provider_keys, tmp_path_factory.mktemp("machine") / "provider")
    clock = StandingClock(noon())
    sandbox = SandboxThread(folder, now=clock.true_now)
    control = Control(sandbox.start())
    yield Machine(sandbox=sandbox, control=control, clock=clock)
    control.close()
    sandbox.stop()


def test_the_books_tell_the_truth(machine: Machine, furnished_sqlite: Path) -> None:
    for seed in range(LIVES):
        live(machine, furnished_sqlite, seed)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_books_tell_the_truth_in_many_more_lives(
    machine: Machine, furnished_sqlite: Path
) -> None:
    for _ in range(20 * LIVES):
        live(machine, furnished_sqlite, random.randrange(10**9))


def script(seed: int) -> list[Step]:
    """What happens in a life: first a customer who wants to pay, then anything."""
    chance = random.Random(seed)
    things = [chance.choice(("show", "show", "scan customer"))]
    things += chance.choices((*HAPPENINGS, *OFTEN), k=chance.randint(5, 20))
    return [
        (what, chance.randrange(12), chance.randrange(1000), chance.choice(TROUBLES))
        for what in things
    ]


def live(machine: Machine, books: Path, seed: int) -> None:
    """One life of a shop, from its opening to the evening; a failure tells its seed and script."""
    try:
        _live(machine, books, script(seed))
    except BaseException as error:
        error.add_note(f"life {seed}: {script(seed)}")
        raise


def _live(machine: Machine, books: Path, steps: list[Step]) -> None:
    before = {x["out_trade_no"] for x in machine.control.trades()}
    machine.control.clear()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(books, folder / "shop.db")
        database = open_database(f"sqlite:///{folder / 'shop.db'}", key=KEY, clock=machine.clock)
        till = Trouble(machine, folder, database)
        try:
            for step in steps:
                till.happens(step)
                assert_nothing_is_forgotten(till.shop)
            till.end()
            assert_true(till.shop, before)
        finally:
            till.close()


def assert_nothing_is_forgotten(shop: Shop) -> None:
    """What is open is due, or shown to a person."""
    shown = {x.attempt.id for x in shop.house.queries.open_attempts()}
    shown |= {x.refund.id for x in shop.house.queries.open_refunds()}
    for detail in orders(shop):
        for attempt in detail.attempts:
            if attempt.state in LIVE:
                assert attempt.due_at is not None or attempt.way is Way.CASHIER
                assert attempt.id in shown
        for refund in detail.refunds:
            if refund.state in {RefundState.REQUESTED, RefundState.PENDING}:
                assert refund.due_at is not None
                assert refund.id in shown


def assert_true(shop: Shop, before: set[str]) -> None:
    """The books agree with themselves and with the provider's, and every order has ended."""
    assert disagreements(shop, besides=before) == []
    assert shop.house.queries.stock_mismatches() == []
    assert shop.house.queries.audit_break() is None
    queries = shop.house.queries
    told = {x.attempt.order_id for x in queries.open_attempts()}
    told |= {x.refund.order_id for x in queries.open_refunds()}
    told |= {x.order_id for x in queries.open_orders(shop.clock.now())}
    for detail in orders(shop):
        assert_ended(detail, told=detail.order.id in told)


def assert_ended(detail: OrderDetail, *, told: bool) -> None:
    """Nothing is under way any more, and nobody has paid twice without staff being told."""
    order = detail.order
    for attempt in detail.attempts:
        assert attempt.state not in LIVE or (attempt.way is Way.CASHIER and told)
    for refund in detail.refunds:
        assert refund.state in {RefundState.SUCCEEDED, RefundState.FAILED}
        assert refund.state is RefundState.SUCCEEDED or told or _went_back(detail, refund)
    held = held_minor(detail.attempts, detail.refunds)
    intended = [x for x in detail.attempts if x.state in INTENDED]
    assert held_minor(intended, detail.refunds) <= order.total_minor or told
    if order.lifecycle is Lifecycle.PLACED:
        assert held and told, "an order without money is let go"
    if order.lifecycle is Lifecycle.CANCELLED:
        assert held == 0 or told
    if order.payment is PaymentState.OVERPAID:
        assert told
    assert held >= 0


def _went_back(detail: OrderDetail, failed: Refund) -> bool:
    """Whether the money of a refund that failed has gone back in another way."""
    done = [x for x in detail.refunds if x.state is RefundState.SUCCEEDED]
    return any(x.attempt_id == failed.attempt_id for x in done)
