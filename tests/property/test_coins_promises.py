"""Promises about cash that goes back in the coins there are, for any sale and any refunds."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.domain import coins
from app.domain.payment import Attempt, AttemptState, Refund, RefundState, Way, parts_back

NOW = datetime(2026, 3, 2, tzinfo=UTC)
STEPS = st.sampled_from([1, 5, 10, 50, 100])


def attempt(name: str, way: Way, amount_minor: int, rounding_minor: int = 0) -> Attempt:
    return Attempt(
        id=name,
        order_id="o",
        tender=coins.CASH if way is Way.CASH else "alipay",
        provider="",
        way=way,
        amount_minor=amount_minor,
        paid_minor=amount_minor,
        rounding_minor=rounding_minor,
        currency="CHF",
        state=AttemptState.SUCCEEDED,
        created_at=NOW,
    )


@st.composite
def paid_in_cash(draw: st.DrawFn, step: int) -> list[Attempt]:
    """Any number of parts in coins, then the rest, rounded."""
    parts = draw(st.lists(st.integers(1, 200), max_size=3))
    rest = draw(st.integers(1, 20_000))
    made = [attempt(f"p{n}", Way.CASH, part * step) for n, part in enumerate(parts)]
    return [*made, attempt("rest", Way.CASH, rest, coins.payable(rest, step) - rest)]


@st.composite
def paid_in_every_way(draw: st.DrawFn, step: int) -> list[Attempt]:
    """As above, with payments that are not cash before."""
    others = draw(st.lists(st.integers(1, 20_000), max_size=2))
    made = [attempt(f"c{n}", Way.SHOWN, minor) for n, minor in enumerate(others)]
    return made + draw(paid_in_cash(step))


class Drawer:
    """What goes back of an order, as the services write it down."""

    def __init__(self, attempts: list[Attempt], step: int) -> None:
        self.attempts, self.step = attempts, step
        self.refunds: list[Refund] = []

    def give_back(self, amount_minor: int | None, *, in_cash: bool = True) -> int:
        """What is handed over in cash for it."""
        handed = 0
        for paid, part in parts_back(self.attempts, self.refunds, amount_minor):
            made = Refund(
                id=str(len(self.refunds)),
                order_id="o",
                attempt_id=paid.id,
                tender=coins.CASH if in_cash else paid.tender,
                amount_minor=part,
                state=RefundState.SUCCEEDED,
                created_at=NOW,
            )
            if made.tender == coins.CASH:
                coined = coins.back_minor(self.attempts, self.refunds, part, self.step)
                made.rounding_minor = coined - part
                handed += coined
            self.refunds.append(made)
        return handed

    def left(self) -> int:
        """What the books still hold."""
        return sum(part for _, part in parts_back(self.attempts, self.refunds, None))


@given(data=st.data(), step=STEPS)
def test_cash_goes_back_in_coins_and_to_the_last_one(data: st.DataObject, step: int) -> None:
    drawer = Drawer(data.draw(paid_in_cash(step)), step)
    taken = sum(a.paid_minor + a.rounding_minor for a in drawer.attempts)
    handed = 0
    while drawer.left() and data.draw(st.booleans()):
        part = drawer.give_back(data.draw(st.integers(1, drawer.left())))
        assert part % step == 0
        handed += part
        assert 0 <= handed <= taken
    assert handed + drawer.give_back(None) == taken
    assert drawer.left() == 0


@given(data=st.data(), step=STEPS)
def test_what_was_paid_otherwise_goes_back_in_coins_too(data: st.DataObject, step: int) -> None:
    drawer = Drawer(data.draw(paid_in_every_way(step)), step)
    paid = sum(a.paid_minor + a.rounding_minor for a in drawer.attempts)
    handed = given_up = 0
    while drawer.left():
        in_cash = data.draw(st.booleans())
        amount = data.draw(st.none() | st.integers(1, drawer.left()))
        before = sum(r.amount_minor for r in drawer.refunds if r.tender != coins.CASH)
        part = drawer.give_back(amount, in_cash=in_cash)
        assert part >= 0
        assert part % step == 0
        handed += part
        given_up += sum(r.amount_minor for r in drawer.refunds if r.tender != coins.CASH) - before
    assert 2 * abs(handed + given_up - paid) <= step


@given(amount=st.integers(1, 20_000), larger=st.sampled_from([10, 100, 1000]))
def test_coins_that_became_larger_take_nothing_from_the_customer(amount: int, larger: int) -> None:
    taken = coins.payable(amount, 5)
    drawer = Drawer([attempt("all", Way.CASH, amount, taken - amount)], larger)
    handed = drawer.give_back(1)
    assert handed >= 0
    assert handed + drawer.give_back(None) == taken
