"""Writing down that money is to go back. Sending it is the business of `refunds`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import coins
from app.domain.audit import AuditEntry
from app.domain.coins import CASH
from app.domain.errors import UserError
from app.domain.order import Order
from app.domain.payment import Attempt, Refund, RefundState, Way, parts_back
from app.ports.unit_of_work import UnitOfWork
from app.services import settlement
from app.services.context import Context, profile_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to go back.

    Attributes:
        only: the attempt whose money goes back; empty: of all attempts.
        amount_minor: None for everything that is left.
        key: becomes the number of the first refund; the same key again asks for nothing new.
        in_cash: out of the drawer, whatever it was paid with.
    """

    staff: str
    reason: str
    only: str = ""
    amount_minor: int | None = None
    key: str = ""
    in_cash: bool = False


def ask(unit: UnitOfWork, order: Order, request: Request, context: Context) -> list[Refund]:
    """Write the refunds of the newest payments first; cash goes back at once, and in coins.

    Errors: UserError refund_amount_missing, refund_too_much
    (left_minor=, currency=), cash_refunds_off.
    """
    if request.in_cash:
        _require_cash_refunds(unit, order, request)
    known = unit.payments.refunds_of(order.id)
    again = [refund for refund in known if refund.wish == request.key]
    if request.key and again:
        return again
    made = [
        _refund(attempt, part_minor, request, context)
        for attempt, part_minor in _parts(unit, order, request, known)
    ]
    _round_to_coins(unit, order, known, made)
    if made and request.key:
        made[0].id = request.key
    for refund in made:
        refund.wish = made[0].id
        unit.payments.add_refund(refund)
    if made:
        unit.audit.append([_note(order, made, request, context)])
        settlement.settle(unit, order, context, event="REFUND", staff=request.staff)
    return made


def _require_cash_refunds(unit: UnitOfWork, order: Order, request: Request) -> None:
    """What was not paid in cash goes back in cash only where the shop allows it."""
    asked = [x for x in unit.payments.attempts_of(order.id) if request.only in ("", x.id)]
    if any(x.way is not Way.CASH for x in asked) and not profile_of(unit).cash_refunds:
        raise UserError("cash_refunds_off")


def _parts(
    unit: UnitOfWork, order: Order, request: Request, known: Sequence[Refund]
) -> list[tuple[Attempt, int]]:
    """How much of which attempt."""
    attempts = [x for x in unit.payments.attempts_of(order.id) if request.only in ("", x.id)]
    wanted_minor = request.amount_minor
    if wanted_minor is not None and wanted_minor <= 0:
        raise UserError("refund_amount_missing")
    parts = parts_back(attempts, known, wanted_minor)
    found_minor = sum(part_minor for _, part_minor in parts)
    if wanted_minor is not None and found_minor < wanted_minor:
        left_minor = sum(part_minor for _, part_minor in parts_back(attempts, known, None))
        raise UserError("refund_too_much", left_minor=left_minor, currency=order.currency)
    return parts


def _refund(attempt: Attempt, amount_minor: int, request: Request, context: Context) -> Refund:
    """Money of an attempt that goes back. What a person hands over is done with that."""
    now = context.now()
    by_hand = request.in_cash or attempt.way in {Way.CASH, Way.CASHIER}
    return Refund(
        id=context.new_id(),
        order_id=attempt.order_id,
        attempt_id=attempt.id,
        tender=CASH if request.in_cash else attempt.tender,
        amount_minor=amount_minor,
        state=RefundState.SUCCEEDED if by_hand else RefundState.REQUESTED,
        reason=request.reason,
        staff=request.staff,
        created_at=now,
        settled_at=now if by_hand else None,
        due_at=None if by_hand else now,
    )


def _round_to_coins(
    unit: UnitOfWork, order: Order, known: Sequence[Refund], made: Sequence[Refund]
) -> None:
    in_cash = [refund for refund in made if refund.tender == CASH]
    if not in_cash:
        return
    step = coins.step_minor(profile_of(unit), order.currency)
    attempts, before = unit.payments.attempts_of(order.id), list(known)
    for refund in in_cash:
        handed_minor = coins.back_minor(attempts, before, refund.amount_minor, step)
        refund.rounding_minor = handed_minor - refund.amount_minor
        before.append(refund)


def _note(order: Order, made: Sequence[Refund], request: Request, context: Context) -> AuditEntry:
    after = f"{sum(r.amount_minor for r in made)} {request.reason}"
    return context.note("refund.ask", order.number, staff=request.staff, after=after)
