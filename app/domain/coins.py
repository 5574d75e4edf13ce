"""Cash in the coins there are: what is handed over differs from the books by its rounding."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.money import round_ratio
from app.domain.payment import CAPTURED, Attempt, Refund, RefundState, Way
from app.domain.shop import ShopProfile

CASH = "cash"


def step_minor(profile: ShopProfile, currency: str) -> int:
    """The smallest coin of the shop; none is known of money the shop does not take any more."""
    return profile.cash_step_minor if profile.currency == currency else 1


def payable(amount_minor: int, step: int) -> int:
    """The nearest amount that the coins there are make up; a half goes up."""
    return round_ratio(amount_minor, 1, step)


def back_minor(
    attempts: Iterable[Attempt], refunds: Iterable[Refund], amount_minor: int, step: int
) -> int:
    """What is handed over when so much more of an order's money goes back in cash.

    After it the drawer has of the order what the order's cash comes to in coins. So whatever was
    taken in cash goes back to the last coin, in one piece or in many, and never more than that.
    """
    taken = [a for a in attempts if a.way is Way.CASH and a.state in CAPTURED]
    back = [r for r in refunds if r.tender == CASH and r.state is not RefundState.FAILED]
    left_minor = sum(a.paid_minor for a in taken) - sum(r.amount_minor for r in back)
    rounding_minor = sum(a.rounding_minor for a in taken) - sum(r.rounding_minor for r in back)
    drawer_minor = left_minor + rounding_minor
    # below zero only where the coins have become larger since they were taken
    return max(0, drawer_minor - payable(left_minor - amount_minor, step))
