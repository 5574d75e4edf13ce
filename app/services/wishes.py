"""What may become of a wish for money: a payment that runs already, a new one, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.domain.cart import Cart
from app.domain.errors import UserError
from app.domain.order import Order
from app.domain.payment import CAPTURED, LIVE, Attempt, Refund, Way, held_minor
from app.ports.gateway import Capabilities, Gateway
from app.ports.unit_of_work import UnitOfWork
from app.services import bills, checkout
from app.services.bills import Bill
from app.services.context import Context, profile_of

SHOW_TIME = timedelta(minutes=5)
SCAN_TIME = timedelta(minutes=1)  # a customer's code lives that long


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One wish to take money for a bill, made once and sent as often as it takes.

    Attributes:
        key: becomes the attempt's number; the same key again is the same attempt.
        amount_minor: None for everything that is left to pay.
        auth_code: what the cashier scanned off the customer's phone; never written down.
    """

    key: str
    provider: str
    amount_minor: int | None = None
    tip_minor: int = 0
    auth_code: str | None = None


def known(
    order: Order, attempts: Sequence[Attempt], refunds: Sequence[Refund], wanted: Wanted
) -> Attempt | None:
    """The attempt that a repeated wish means; UserError("attempt_live") beside another live one."""
    asked = (wanted.provider, wanted.auth_code is not None)
    for attempt in attempts:
        if attempt.id == wanted.key:
            return attempt
    for attempt in attempts:
        if attempt.state in LIVE:
            if (attempt.provider, attempt.way is Way.SCANNED) == asked:
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


def order_of(unit: UnitOfWork, bill: Bill, context: Context, *, staff: str) -> Order:
    """The order of a bill, placed now if need be."""
    found = bills.looked_up(unit, bill)
    if isinstance(found, Cart):
        return checkout.write_placed(unit, found, context, staff=staff)
    return found


def new_attempt(
    order: Order, amount_minor: int, wanted: Wanted, gateway: Gateway, context: Context
) -> Attempt:
    """An attempt as it is written down before anybody is asked."""
    now, way = context.now(), _way(wanted, gateway.caps)
    life = {Way.SHOWN: SHOW_TIME, Way.SCANNED: SCAN_TIME}.get(way)
    return Attempt(
        id=wanted.key,
        order_id=order.id,
        tender=wanted.provider,
        provider=wanted.provider,
        way=way,
        test=gateway.caps.test_mode,
        merchant=gateway.merchant,
        amount_minor=amount_minor,
        tip_minor=wanted.tip_minor,
        currency=order.currency,
        created_at=now,
        expires_at=now + life if life else None,
        due_at=now if life else None,  # for whoever comes after a crash in the middle
    )


def _way(wanted: Wanted, caps: Capabilities) -> Way:
    if caps.confirms == "cashier":
        return Way.CASHIER
    return Way.SHOWN if wanted.auth_code is None else Way.SCANNED
