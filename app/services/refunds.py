"""Giving money back: asked for in one transaction, confirmed by the provider's own word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from app.domain import machine
from app.domain.errors import Refused, ShopError, Unavailable
from app.domain.order import HistoryRow, Order
from app.domain.payment import (
    CAPTURED,
    REFUND,
    Attempt,
    Refund,
    RefundEvent,
    RefundState,
)
from app.ports.gateway import Gateway, Money, RefundResult, RefundStatus
from app.ports.outside import OrderChanged
from app.ports.queries import Queries
from app.ports.unit_of_work import UnitOfWork
from app.services import settlement
from app.services.checkout import CASH
from app.services.context import Context, retried
from app.services.payments import Payments

CONFIRM_DELAY = timedelta(seconds=10)  # Alipay: ask for a refund 10 s after it at the earliest
RETRY_DELAYS_S = (10, 30, 60, 300)
TRIES = 3
_IN_WORK = frozenset({RefundState.REQUESTED, RefundState.PENDING})
_EVENTS: Mapping[RefundStatus, RefundEvent] = {
    RefundStatus.DONE: RefundEvent.DONE,
    RefundStatus.PENDING: RefundEvent.SENT,
    RefundStatus.CLOSED: RefundEvent.REFUSED,
    RefundStatus.ABNORMAL: RefundEvent.REFUSED,
}


class Refunds:
    """Refunds of whole orders."""

    def __init__(self, context: Context, queries: Queries, payments: Payments) -> None:
        self._context = context
        self._queries = queries
        self._payments = payments

    def refund_all(self, order_id: str, *, staff: str, reason: str) -> list[Refund]:
        """Give back whatever an order still holds; a second call finds nothing left."""
        with self._context.unit_of_work() as unit:
            order = unit.orders.get(order_id)
            made = request_all(unit, order, self._context, staff=staff, reason=reason)
            unit.orders.save(order)
            unit.commit()
        self._context.publish([OrderChanged(order_id=order_id)])
        return made

    def refund_attempt(self, attempt_id: str, *, staff: str, reason: str) -> list[Refund]:
        """Give back what is left of one payment, such as money that came too late."""
        with self._context.unit_of_work() as unit:
            order_id = unit.payments.get_attempt(attempt_id).order_id
            order = unit.orders.get(order_id)
            made = request_all(
                unit, order, self._context, staff=staff, reason=reason, only=attempt_id
            )
            unit.orders.save(order)
            unit.commit()
        self._context.publish([OrderChanged(order_id=order_id)])
        return made

    def retry(self, refund_id: str) -> Refund:
        """Send a failed refund again under its own number, at a person's wish."""
        with self._context.unit_of_work() as unit:
            refund = unit.payments.get_refund(refund_id)
            if refund.state is not RefundState.FAILED:
                return refund
            refund.tries = 0
            self._write(unit, refund, RefundEvent.SENT, due_in=timedelta(0))
            unit.commit()
        return self.run(refund_id)

    def run(self, refund_id: str) -> Refund:
        """Take one refund a step further: send it, or ask what became of it."""
        with self._context.unit_of_work() as unit:
            refund = unit.payments.get_refund(refund_id)
            attempt = unit.payments.get_attempt(refund.attempt_id)
        if refund.state not in _IN_WORK:
            return refund
        gateway = self._payments.gateway(attempt.provider)
        try:
            result = _ask(gateway, refund, attempt)
        except Refused as error:
            return self._record(refund.id, RefundEvent.REFUSED, error)
        except Unavailable as error:
            return self._record(refund.id, RefundEvent.SENT, error)
        return self._heard(refund, result)

    def _heard(self, refund: Refund, result: RefundResult) -> Refund:
        accepted_only = refund.state is RefundState.REQUESTED
        event = _EVENTS[result.status]
        if accepted_only and event is RefundEvent.DONE:
            event = RefundEvent.SENT  # believed only when the refund query says so
        if event is RefundEvent.DONE and result.money.minor != refund.amount_minor:
            event = RefundEvent.SENT  # another amount went back: nobody but a person can tell why
        return self._record(refund.id, event, None)

    def _record(self, refund_id: str, event: RefundEvent, error: ShopError | None) -> Refund:
        refund = retried(lambda: self._record_once(refund_id, event, error))
        self._context.publish([OrderChanged(order_id=refund.order_id)])
        return refund

    def _record_once(self, refund_id: str, event: RefundEvent, error: ShopError | None) -> Refund:
        with self._context.unit_of_work() as unit:
            refund = unit.payments.get_refund(refund_id)
            refund.last_error = error.key if error else ""
            if error is None:
                self._write(unit, refund, event, due_in=CONFIRM_DELAY)
            else:
                self._retry_later(unit, refund, event)
            unit.commit()
        return refund

    def _retry_later(self, unit: UnitOfWork, refund: Refund, event: RefundEvent) -> None:
        refund.tries += event is RefundEvent.REFUSED
        wait_s = RETRY_DELAYS_S[min(refund.tries, len(RETRY_DELAYS_S) - 1)]
        final = event is RefundEvent.REFUSED and refund.tries >= TRIES
        self._write(
            unit,
            refund,
            RefundEvent.REFUSED if final else RefundEvent.SENT,
            due_in=timedelta(seconds=wait_s),
        )

    def _write(
        self, unit: UnitOfWork, refund: Refund, event: RefundEvent, *, due_in: timedelta
    ) -> None:
        before = refund.state
        refund.state = machine.step(REFUND, before, event)
        open_ = refund.state in _IN_WORK
        refund.due_at = self._context.now() + due_in if open_ else None
        refund.settled_at = None if open_ else self._context.now()
        unit.payments.save_refund(refund)
        if refund.state is not before:
            note = self._context.note(
                "refund.state",
                refund.id,
                staff=refund.staff,
                before=before,
                after=f"{refund.state} {refund.amount_minor}",
            )
            unit.audit.append([note])
        order = unit.orders.get(refund.order_id)
        _refresh(unit, order, self._context, event=event, staff=refund.staff)
        unit.orders.save(order)  # also unchanged: its version tells of what another one reads


def _ask(gateway: Gateway, refund: Refund, attempt: Attempt) -> RefundResult:
    if refund.state is RefundState.PENDING:
        try:
            known = gateway.query_refund(attempt.id, refund_no=refund.id)
        except Refused as error:  # a refusal to answer says nothing about the money
            raise Unavailable(error.key, **error.params) from error
        if known.status is not RefundStatus.CLOSED:
            return known
        # the provider has never heard of it: send it again, under the same number
    return gateway.refund(
        attempt.id,
        refund_no=refund.id,
        money=Money(refund.amount_minor, attempt.currency),
        total=Money(attempt.paid_minor, attempt.currency),
    )


def request_all(
    unit: UnitOfWork,
    order: Order,
    context: Context,
    *,
    staff: str,
    reason: str,
    only: str = "",
) -> list[Refund]:
    """Ask for everything an order holds; cash goes back at once. The caller saves the order.

    Args:
        only: the attempt whose money goes back; empty: of all attempts.
    """
    refunds = unit.payments.refunds_of(order.id)
    made = []
    for attempt in unit.payments.attempts_of(order.id):
        left_minor = _left(attempt, refunds)
        if left_minor > 0 and only in ("", attempt.id):
            refund = _new_refund(attempt, left_minor, context, staff=staff, reason=reason)
            unit.payments.add_refund(refund)
            made.append(refund)
    if made:
        total = sum(r.amount_minor for r in made)
        note = context.note("refund.ask", order.number, staff=staff, after=f"{total} {reason}")
        unit.audit.append([note])
        _refresh(unit, order, context, event="REFUND", staff=staff)
    return made


def _left(attempt: Attempt, refunds: list[Refund]) -> int:
    if attempt.state not in CAPTURED:
        return 0
    back = sum(
        r.amount_minor
        for r in refunds
        if r.attempt_id == attempt.id and r.state is not RefundState.FAILED
    )
    return attempt.paid_minor - back


def _new_refund(
    attempt: Attempt, amount_minor: int, context: Context, *, staff: str, reason: str
) -> Refund:
    now, in_cash = context.now(), attempt.tender == CASH
    return Refund(
        id=context.new_id(),
        order_id=attempt.order_id,
        attempt_id=attempt.id,
        amount_minor=amount_minor,
        state=RefundState.SUCCEEDED if in_cash else RefundState.REQUESTED,
        reason=reason,
        staff=staff,
        created_at=now,
        settled_at=now if in_cash else None,
        due_at=None if in_cash else now,
    )


def _refresh(
    unit: UnitOfWork, order: Order, context: Context, *, event: str, staff: str
) -> list[HistoryRow]:
    rows = settlement.refresh_payment(
        order,
        unit.payments.attempts_of(order.id),
        unit.payments.refunds_of(order.id),
        context,
        event=event,
        staff=staff,
    )
    unit.orders.add_history(rows)
    return rows
