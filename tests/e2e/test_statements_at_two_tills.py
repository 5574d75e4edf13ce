"""Two tills that compare with one statement at the same moment double nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest

from app.domain.errors import Unavailable
from app.domain.payment import AttemptState
from app.domain.reconciling.model import Finding
from app.ports.gateway import Money
from app.services.comparing import Outcome
from app.services.reconciliation import READ_WITHIN
from data.ids import new_id
from tests.e2e.test_reconciliation import (
    PROVIDERS,
    bank_file,
    findings,
    open_shop,
    paid,
    transfer,
)
from tests.helpers import shop as tills
from tests.helpers.crowds import at_once
from tests.helpers.shop import Shop

__all__ = ["open_shop"]


@dataclass
class Read:
    """What became of one till's wish to compare."""

    outcomes: list[Outcome]
    refusals: list[str]


def compared(tills: Sequence[Shop], read: Callable[[Shop], Outcome]) -> Read:
    """All tills compare at the same moment; one that finds another one at it tries again."""
    said = Read([], [])

    def compare_at_a_till(till: Shop) -> None:
        for _ in range(100):
            try:
                said.outcomes.append(read(till))
                return
            except Unavailable as error:
                said.refusals.append(error.key)
                threading.Event().wait(0.05)

    at_once(*(partial(compare_at_a_till, till) for till in tills))
    return said


@pytest.fixture
def another(open_shop: Shop, shop_url: str) -> Iterator[Shop]:
    """A second till of the same shop."""
    made = tills.open_shop(shop_url, open_shop.folder / "second", open_shop.provider)
    made.connect(open_shop.control)
    yield made
    made.close()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_two_tills_that_read_one_statement_write_everything_once(
    open_shop: Shop, another: Shop, provider: str
) -> None:
    shop = open_shop
    attempt, claimed = paid(shop, provider), shop.show_code(shop.cart("tea"), provider)
    shop.house.vouching.confirm(claimed.id, staff="li", evidence="seen")
    shop.control.pay(claimed.id)
    gateway = shop.gateways.offered()[provider]
    gateway.refund(attempt.id, refund_no=new_id(), money=Money(150, "CNY"), total=Money(550, "CNY"))
    day = shop.clock.china_day()
    said = compared(
        [shop, another], lambda till: till.house.reconciliation.download(provider, day, staff="x")
    )
    assert set(said.refusals) <= {"statement_busy"}
    assert sorted((x.new, x.verified) for x in said.outcomes) == [(0, 0), (3, 2)]
    refunds = shop.detail(shop.order(attempt)).refunds
    assert [(r.amount_minor, r.reason) for r in refunds] == [(150, "external")]
    assert shop.house.payments.attempt(claimed.id).state is AttemptState.SUCCEEDED
    assert findings(shop) == [Finding.EXTERNAL_REFUND]
    assert shop.house.queries.audit_break() is None


def test_one_line_read_at_two_tills_verifies_one_of_two_payments_that_look_alike(
    shop: Shop, shop_url: str
) -> None:
    shop.take_bank_codes("THB", {"scheme": "promptpay", "account": "0812345678"})
    first = transfer(shop)
    source = bank_file(shop, f"{shop.clock.now().date()},5.50,THB,x")
    second_till = tills.open_shop(shop_url, shop.folder / "second")
    second_till.gateways.set_up("static_qr", {"scheme": "promptpay", "account": "0812345678"})
    said = compared(
        [shop, second_till], lambda till: till.house.reconciliation.read_file(source, staff="x")
    )
    second_till.close()
    assert sorted((x.new, x.verified) for x in said.outcomes) == [(0, 0), (1, 1)]
    alike = transfer(shop)
    assert shop.house.reconciliation.read_file(source, staff="x").verified == 0
    states = [shop.house.payments.attempt(x.id).state for x in (first, alike)]
    assert states == [AttemptState.SUCCEEDED, AttemptState.CLAIMED]


def test_a_till_that_was_switched_off_while_reading_is_not_waited_for_for_long(
    open_shop: Shop,
) -> None:
    shop = open_shop
    now = shop.clock.now()
    with shop.database.unit_of_work() as unit:
        assert unit.statements.begin(
            "alipay", test=True, reader=new_id(), until=now + READ_WITHIN, now=now
        )
        unit.commit()
    day = shop.clock.china_day() - timedelta(days=2)
    with pytest.raises(Unavailable, match="statement_busy"):
        shop.house.reconciliation.download("alipay", day, staff="x")
    shop.house.reconciliation.download("wechat", day, staff="x")
    shop.clock.advance(minutes=10)
    assert shop.house.reconciliation.download("alipay", day, staff="x").lines == 0
