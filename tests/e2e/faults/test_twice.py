"""Everything that comes twice: presses, windows, messages, answers. It happens once."""

from __future__ import annotations

from functools import partial

from app.domain.errors import ShopError
from app.domain.order_states import Label
from app.domain.payment import LIVE, Attempt, AttemptState
from app.ports.queries import OrderFilter
from app.services.wishes import Wanted
from data.ids import new_id
from tests.e2e.faults.counter import Counter
from tests.helpers.crowds import at_once


def test_two_presses_in_two_windows_are_one_attempt_and_one_call(
    counter_on_each: Counter,
) -> None:
    counter = counter_on_each
    other = counter.beside()
    cart, key = counter.shop.cart("tea"), new_id()
    wish = Wanted(key=key, provider=counter.provider)
    presses = [
        partial(x.house.payments.start, cart, wish, staff="li")
        for x in (counter.shop, other, counter.shop, other)
    ]
    results = at_once(*presses)
    other.close()
    assert {x.id for x in results if isinstance(x, Attempt)} == {key}
    assert not [x for x in results if isinstance(x, Exception)]
    (trade,) = counter.control.trades()
    assert (trade["out_trade_no"], trade["precreated"]) == (key, 1)
    assert counter.shop.house.queries.count_orders(OrderFilter()) == 1


def test_two_windows_that_want_different_codes_get_one(counter_on_each: Counter) -> None:
    counter = counter_on_each
    other = counter.beside()
    cart = counter.shop.cart("tea")
    results = at_once(
        *(partial(counter.show, cart), partial(other.show_code, cart, counter.provider))
    )
    other.close()
    assert len({x.id for x in results if isinstance(x, Attempt)}) == 1
    assert len(counter.control.trades()) == 1


def test_cash_and_a_code_at_the_same_moment_are_not_both_taken(counter_on_each: Counter) -> None:
    counter = counter_on_each
    other = counter.beside()
    cart = counter.shop.cart("tea")
    at_once(
        partial(counter.show, cart),
        partial(other.house.checkout.pay_cash, cart, tendered_minor=550, staff="li"),
    )
    other.close()
    with counter.shop.database.unit_of_work() as unit:
        order = unit.orders.by_token(cart.client_token)
        assert order is not None
        attempts = unit.payments.attempts_of(order.id)
    good = [a for a in attempts if a.state in LIVE | {AttemptState.SUCCEEDED}]
    assert len(good) == 1
    assert counter.shop.house.queries.count_orders(OrderFilter()) == 1


def test_a_question_answered_before_the_payment_and_heard_after_it_undoes_nothing(
    counter: Counter,
) -> None:
    other = counter.beside()
    attempt = counter.sell()
    counter.fault("slow", "query", count=1, seconds=0.7)

    def pay_and_ask() -> Attempt:
        while "slow" in counter.control.active():  # until the slow question has been asked
            pass
        counter.control.pay(attempt.id)
        return other.check(attempt)

    at_once(partial(counter.shop.check, attempt), pay_and_ask)
    other.close()
    assert counter.again(attempt).state is AttemptState.SUCCEEDED
    assert counter.order(attempt).label is Label.COMPLETED
    counter.assert_agreed()


def test_a_refund_wished_for_twice_in_two_windows_goes_back_once(
    counter_on_each: Counter,
) -> None:
    counter = counter_on_each
    other = counter.beside()
    attempt = counter.sold()
    key = new_id()
    at_once(
        *(
            partial(
                x.house.refunds.refund_amount,
                attempt.order_id,
                200,
                key=key,
                staff="li",
                reason="damaged",
            )
            for x in (counter.shop, other, counter.shop)
        )
    )
    at_once(*(partial(x.house.refunds.run, key) for x in (counter.shop, other)))
    other.close()
    counter.wait(every_s=15, rounds=3)
    (refund,) = counter.shop.detail(counter.order(attempt)).refunds
    assert (refund.id, refund.state.value) == (key, "SUCCEEDED")
    assert counter.trade(attempt)["refunded_amount"] == "2.00"
    counter.assert_agreed()


def test_two_cashiers_who_end_a_code_together_end_it_once(counter: Counter) -> None:
    other = counter.beside()
    attempt = counter.sell()
    results = at_once(
        *(partial(x.house.payments.cancel, attempt.id, staff="li") for x in (counter.shop, other))
    )
    other.close()
    assert not [x for x in results if isinstance(x, Exception) and not isinstance(x, ShopError)]
    assert counter.again(attempt).state is AttemptState.CANCELLED
    counter.assert_agreed()
