"""What each thing a person can do asks of the shop's rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.services.house import House
from ui.views.payments.case import Case, Doing
from ui.views.payments.kinds import AttemptCase, ReceiptsCase, RefundCase

Job = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One wish of one person about a case.

    Attributes:
        key: made once for it, so that the same press twice gives money back once.
    """

    case: Case
    staff: str
    key: str
    reason: str


def job(house: House, doing: Doing, wish: Wish) -> Job:
    """The work itself; some of it asks the provider, so call it off the GUI thread."""
    return _JOBS[doing](house, wish)


def _check(house: House, wish: Wish) -> Job:
    if isinstance(wish.case, RefundCase):
        return lambda: house.refunds.run(wish.case.id)
    return lambda: house.payments.check(wish.case.id)


def _try(house: House, wish: Wish) -> Job:
    trouble = wish.case.trouble
    if trouble is None:
        return house.printing.try_again
    return lambda: house.poller.try_now(trouble.kind, trouble.id)


def _handled(house: House, wish: Wish) -> Job:
    if isinstance(wish.case, ReceiptsCase):
        return lambda: house.printing.drop(staff=wish.staff, reason=wish.reason)
    return lambda: house.troubles.settle(wish.case.id, staff=wish.staff, reason=wish.reason)


def _refund(house: House, wish: Wish) -> Job:
    return lambda: house.refunds.refund_attempt(wish.case.id, staff=wish.staff, reason="late")


def _surplus(house: House, wish: Wish) -> Job:
    case = wish.case
    enough = isinstance(case, AttemptCase) and case.attempt.paid_minor >= case.surplus_minor
    return lambda: house.refunds.refund_amount(
        case.order_id,
        case.surplus_minor,
        key=wish.key,
        staff=wish.staff,
        reason="surplus",
        only=case.id if enough else "",
    )


def _in_cash(house: House, wish: Wish) -> Job:
    case = wish.case
    return lambda: house.refunds.refund_amount(
        case.order_id,
        case.amount_minor,
        key=wish.key,
        staff=wish.staff,
        reason="cash_instead",
        in_cash=True,
        only=case.attempt_id,
    )


_JOBS: dict[Doing, Callable[[House, Wish], Job]] = {
    Doing.CHECK: _check,
    Doing.CANCEL: lambda h, w: lambda: h.payments.cancel(w.case.id, staff=w.staff),
    Doing.CONFIRM: lambda h, w: (
        lambda: h.vouching.confirm(w.case.id, staff=w.staff, evidence=w.reason)
    ),
    Doing.GIVE_UP: lambda h, w: (
        lambda: h.vouching.give_up(w.case.id, staff=w.staff, reason=w.reason)
    ),
    Doing.REFUND: _refund,
    Doing.SURPLUS: _surplus,
    Doing.REINSTATE: lambda h, w: lambda: h.orders.reinstate(w.case.order_id, staff=w.staff),
    Doing.BY_HAND: lambda h, w: (
        lambda: h.vouching.settle_by_hand(w.case.id, staff=w.staff, reason=w.reason)
    ),
    Doing.RETRY: lambda h, w: lambda: h.refunds.retry(w.case.id),
    Doing.IN_CASH: _in_cash,
    Doing.CANCEL_ORDER: lambda h, w: lambda: h.orders.cancel(w.case.order_id, staff=w.staff),
    Doing.TRY: _try,
    Doing.HANDLED: _handled,
    Doing.SETTLE: lambda h, w: (
        lambda: h.reconciliation.settle(w.case.id, staff=w.staff, reason=w.reason)
    ),
}
