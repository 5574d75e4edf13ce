"""What may become of a wish for money: a payment that runs already, a new one, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.errors import UserError
from app.domain.order import Order
from app.domain.payment import CAPTURED, LIVE, Attempt, Refund, Way, held_minor
from app.ports.gateway import Capabilities
from app.ports.unit_of_work import UnitOfWork
from app.services.context import profile_of


def known(
    order: Order,
    attempts: Sequence[Attempt],
    refunds: Sequence[Refund],
    *,
    key: str,
    provider: str,
    scanned: bool,
) -> Attempt | None:
    """The attempt that a repeated wish means; UserError("attempt_live") beside another live one.

    Args:
        key: the wish's own; scanned: the customer's code was scanned.
    """
    for attempt in attempts:
        if attempt.id == key:
            return attempt
    for attempt in attempts:
        if attempt.state in LIVE:
            if (attempt.provider, attempt.way is Way.SCANNED) == (provider, scanned):
                return attempt
            raise UserError("attempt_live", number=order.number)
    done = [a for a in attempts if a.state in CAPTURED]
    return done[-1] if done and held_minor(attempts, refunds) >= order.total_minor else None


def check_tip(unit: UnitOfWork, tip_minor: int) -> None:
    """UserError amount_missing below zero, tips_off where the shop takes none."""
    if tip_minor < 0:
        raise UserError("amount_missing")
    if tip_minor and not profile_of(unit).tips:
        raise UserError("tips_off")


def check_amount(caps: Capabilities, amount_minor: int, currency: str) -> None:
    """UserError currency_not_taken, amount_not_taken: the provider would refuse it."""
    if caps.currencies and currency not in caps.currencies:
        raise UserError("currency_not_taken", currency=currency)
    if not caps.min_minor <= amount_minor <= caps.max_minor:
        raise UserError(
            "amount_not_taken",
            min_minor=caps.min_minor,
            max_minor=caps.max_minor,
            currency=currency,
        )
