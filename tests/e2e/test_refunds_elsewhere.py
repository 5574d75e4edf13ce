"""Money that goes back at the provider, and the till does not expect it: staff is told."""

from __future__ import annotations

import pytest

from app.domain.order_states import PaymentState
from app.domain.payment import Attempt, AttemptState, RefundState
from app.domain.reconciling.model import Finding
from app.ports.gateway import Money
from data.ids import new_id
from tests.e2e import test_reconciliation as reconciled
from tests.e2e.test_notifications import Told, told
from tests.e2e.test_reconciliation import PROVIDERS, differences, findings, open_shop
from tests.helpers.shop import Shop

__all__ = ["open_shop", "told"]


def given_back_elsewhere(shop: Shop, attempt: Attempt, minor: int) -> None:
    """Somebody gives money back on the provider's pages."""
    total = Money(attempt.asked_minor, attempt.currency)
    shop.gateways.offered()[attempt.provider].refund(
        attempt.id, refund_no=new_id(), money=Money(minor, attempt.currency), total=total
    )


def paid(told: Told) -> Attempt:
    """The customer has paid, and the till knows."""
    attempt = told.shown()
    told.shop.control.pay(attempt.id)
    return told.shop.check(attempt)


def test_a_message_about_it_becomes_a_task_once(told: Told) -> None:
    attempt = paid(told)
    given_back_elsewhere(told.shop, attempt, 150)
    for _ in range(2):
        assert told.send(told.message(attempt)) == told.thanks
    (found,) = differences(told.shop)
    assert (found.finding, found.attempt_id) == (Finding.TOLD_REFUND, attempt.id)
    assert (found.theirs_minor, found.ours_minor) == (-150, 0)
    assert told.now(attempt).state is AttemptState.SUCCEEDED
    assert told.shop.order(attempt).payment is PaymentState.PAID


def test_what_a_person_has_looked_after_does_not_come_again(told: Told) -> None:
    attempt = paid(told)
    given_back_elsewhere(told.shop, attempt, 150)
    told.send(told.message(attempt))
    (found,) = differences(told.shop)
    told.shop.house.reconciliation.settle(found.id, staff="chen", reason="my own doing")
    told.send(told.message(attempt))
    assert differences(told.shop) == []


def test_our_own_refunds_are_not_taken_for_it(told: Told) -> None:
    attempt = paid(told)
    refunds = told.shop.house.refunds
    (ours,) = refunds.refund_amount(attempt.order_id, 100, key=new_id(), staff="li", reason="")
    refunds.run(ours.id)
    told.send(told.message(attempt))
    assert differences(told.shop) == []
    given_back_elsewhere(told.shop, attempt, 150)
    told.send(told.message(attempt))
    (found,) = differences(told.shop)
    assert (found.theirs_minor, found.ours_minor) == (-250, -100)


def test_the_statement_books_it_and_takes_its_place(told: Told) -> None:
    attempt, shop = paid(told), told.shop
    given_back_elsewhere(shop, attempt, 150)
    told.send(told.message(attempt))
    shop.house.reconciliation.download(told.provider, shop.clock.china_day(), staff="chen")
    assert findings(shop) == [Finding.EXTERNAL_REFUND]
    (booked,) = shop.detail(shop.order(attempt)).refunds
    assert (booked.amount_minor, booked.state) == (150, RefundState.SUCCEEDED)
    told.send(told.message(attempt))
    assert findings(shop) == [Finding.EXTERNAL_REFUND]


@pytest.mark.parametrize("minor", [150, 550])
def test_an_answer_that_speaks_of_it_becomes_a_task_too(told: Told, minor: int) -> None:
    shop, attempt = told.shop, told.shown()
    shop.house.vouching.confirm(attempt.id, staff="chen", evidence="seen on the phone")
    shop.control.pay(attempt.id)
    given_back_elsewhere(shop, attempt, minor)
    shop.check(attempt)
    found = [(x.finding, x.theirs_minor) for x in differences(shop)]
    if told.provider == "wechat":  # says that money went back, and not how much
        assert found == [(Finding.TOLD_REFUND, None)]
    elif minor == 550:
        assert found == [(Finding.TOLD_REFUND, -550)]
    else:  # to Alipay a trade that was refunded in part is a paid one
        assert found == []


def thought_failed(shop: Shop, attempt: Attempt) -> None:
    """Its money goes back, and the till has given up that refund."""
    (refund,) = shop.house.refunds.refund_attempt(attempt.id, staff="li", reason="x")
    shop.house.refunds.run(refund.id)
    with shop.database.unit_of_work() as unit:
        failed = unit.payments.get_refund(refund.id)
        failed.state, failed.due_at = RefundState.FAILED, None
        unit.payments.save_refund(failed)
        unit.commit()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_refund_that_was_thought_failed_is_done_when_the_statement_has_it(
    open_shop: Shop, provider: str
) -> None:
    shop = open_shop
    attempt = reconciled.paid(shop, provider)
    thought_failed(shop, attempt)
    reconciled.compare(shop, provider)
    (done,) = shop.detail(shop.order(attempt)).refunds
    assert done.state is RefundState.SUCCEEDED
    assert differences(shop) == []


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_refund_that_was_thought_failed_and_given_in_cash_too_is_told(
    open_shop: Shop, provider: str
) -> None:
    shop = open_shop
    shop.change(cash_refunds=True)
    attempt = reconciled.paid(shop, provider)
    thought_failed(shop, attempt)
    shop.house.refunds.refund_amount(
        attempt.order_id, 550, key=new_id(), staff="li", reason="cash", in_cash=True
    )
    for _ in range(2):
        reconciled.compare(shop, provider)
    states = {r.state for r in shop.detail(shop.order(attempt)).refunds}
    assert states == {RefundState.SUCCEEDED}
    assert findings(shop) == [Finding.EXTERNAL_REFUND]
