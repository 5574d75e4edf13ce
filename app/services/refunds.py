"""Giving money back: asked for in one transaction, confirmed by the provider's own word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from app.domain import machine, polling
from app.domain.errors import Refused, ShopError, Unavailable, UserError
from app.domain.payment import (
    REFUND,
    REFUND_OPEN,
    Attempt,
    Refund,
    RefundEvent,
    RefundState,
    left_of,
)
from app.ports.exchanges import Exchange, overheard
from app.ports.gateway import Gateway, Money, RefundResult, RefundStatus, asked_to_wait
from app.ports.outside import OrderChanged
from app.ports.unit_of_work import UnitOfWork
from app.services import giving_back, settlement
from app.services.context import Context, retried
from app.services.payments import Payments
from app.services.turns import Turn, Turns

TRIES = 3
_EVENTS: Mapping[RefundStatus, RefundEvent] = {
    RefundStatus.DONE: RefundEvent.DONE,
    RefundStatus.PENDING: RefundEvent.SENT,
    RefundStatus.CLOSED: RefundEvent.REFUSED,
    RefundStatus.ABNORMAL: RefundEvent.REFUSED,
}


class Refunds:
    """Refunds of an order, in whole or in part."""

    def __init__(self, context: Context, payments: Payments, turns: Turns) -> None:
        self._context = context
        self._payments = payments
        self._turns = turns

    def refund_all(self, order_id: str, *, staff: str, reason: str) -> list[Refund]:
        """Give back whatever an order still holds; a second call finds nothing left."""
        request = giving_back.Request(staff=staff, reason=reason)
        return self._give_back(order_id, request)

    def refund_attempt(self, attempt_id: str, *, staff: str, reason: str) -> list[Refund]:
        """Give back what is left of one payment, such as money that came too late."""
        with self._context.unit_of_work() as unit:
            order_id = unit.payments.get_attempt(attempt_id).order_id
        request = giving_back.Request(staff=staff, reason=reason, only=attempt_id)
        return self._give_back(order_id, request)

    def refund_amount(
        self,
        order_id: str,
        amount_minor: int,
        *,
        key: str,
        staff: str,
        reason: str,
        in_cash: bool = False,
        only: str = "",
    ) -> list[Refund]:
        """Give back a part, such as what was paid too much.

        Raises UserError refund_amount_missing, refund_too_much: before anybody is asked.

        Args:
            key: made once for one wish of a person; the same key again changes nothing.
            in_cash: out of the drawer, whatever it was paid with.
            only: the attempt whose money goes back; empty: of all, the newest first.
        """
        request = giving_back.Request(
            staff=staff,
            reason=reason,
            only=only,
            amount_minor=amount_minor,
            key=key,
            in_cash=in_cash,
        )
        return self._give_back(order_id, request)

    def _give_back(self, order_id: str, request: giving_back.Request) -> list[Refund]:
        def transaction() -> list[Refund]:
            with self._context.unit_of_work() as unit:
                order = unit.orders.get(order_id)
                made = giving_back.ask(unit, order, request, self._context)
                unit.commit()
            return made

        made = retried(transaction)
        self._context.publish([OrderChanged(order_id=order_id)])
        return made

    def retry(self, refund_id: str) -> Refund:
        """Send a failed refund again under its own number, at a person's wish.

        UserError("refund_replaced") when its money has gone back in another way meanwhile.
        """
        retried(lambda: self._take_up(refund_id))
        return self.run(refund_id)

    def _take_up(self, refund_id: str) -> None:
        with self._context.unit_of_work() as unit:
            refund = unit.payments.get_refund(refund_id)
            if refund.state is not RefundState.FAILED:
                return
            attempt = unit.payments.get_attempt(refund.attempt_id)
            if left_of(attempt, unit.payments.refunds_of(refund.order_id)) < refund.amount_minor:
                raise UserError("refund_replaced")
            refund.tries, refund.retried_at = 0, self._context.now()
            self._write(unit, refund, RefundEvent.SENT, due_in=timedelta(0))
            unit.commit()

    def confirmed(self, refund_id: str, *, words: str) -> Refund:
        """The provider's own books have it: done, whatever was heard before."""
        heard = _Heard(RefundEvent.DONE, what="statement", said=[self._context.words(words)])
        refund = retried(lambda: self._record(refund_id, heard))
        self._context.publish([OrderChanged(order_id=refund.order_id)])
        return refund

    def run(self, refund_id: str) -> Refund:
        """Take one refund a step further: send it, or ask what became of it.

        Unavailable("attempt_busy") while another window or program asks and gets no answer.
        """
        refund, attempt = self._find(refund_id)
        if refund.state not in REFUND_OPEN:
            return refund
        with self._turns.waited_for(attempt.id) as turn:
            return self._step(*self._find(refund_id), turn)

    def run_due(self, refund_id: str, turn: Turn) -> Refund:
        """The same in a turn that was taken before, unless somebody else just has done it."""
        refund, attempt = self._find(refund_id)
        if not polling.is_due(refund.due_at, self._context.now()):
            return refund
        return self._step(refund, attempt, turn)

    def _find(self, refund_id: str) -> tuple[Refund, Attempt]:
        with self._context.unit_of_work() as unit:
            refund = unit.payments.get_refund(refund_id)
            return refund, unit.payments.get_attempt(refund.attempt_id)

    def _step(self, refund: Refund, attempt: Attempt, turn: Turn) -> Refund:
        if refund.state not in REFUND_OPEN:
            return refund
        heard = self._hear(refund, attempt, turn)
        refund = retried(lambda: self._record(refund.id, heard))
        self._context.publish([OrderChanged(order_id=refund.order_id)])
        return refund

    def _hear(self, refund: Refund, attempt: Attempt, turn: Turn) -> _Heard:
        try:
            gateway = self._turns.calls(turn, self._payments.gateway_of(attempt))
        except (UserError, Refused, Unavailable) as error:  # later, when the keys are back
            return _Heard(RefundEvent.SENT, error=error)
        with overheard() as said:
            try:
                heard = _ask(gateway, refund, attempt)
            except Refused as error:
                heard = _Heard(RefundEvent.REFUSED, error=error)
            except Unavailable as error:
                heard = _Heard(RefundEvent.SENT, error=error)
        return replace(heard, said=said)

    def _record(self, refund_id: str, heard: _Heard) -> Refund:
        with self._context.unit_of_work() as unit:
            refund = unit.payments.get_refund(refund_id)
            for exchange in heard.said or [self._context.words(str(heard.error or ""))]:
                unit.payments.add_exchange(
                    refund.attempt_id, exchange, what=heard.what, refund_id=refund.id
                )
            if refund.state not in REFUND_OPEN and heard.event is not RefundEvent.DONE:
                unit.commit()  # given up meanwhile: only a person sends it again
                return refund
            refund.last_error = heard.error.key if heard.error else ""
            if heard.error is None:
                wait = polling.refund_wait(refund, self._context.now())
                self._write(unit, refund, heard.event, due_in=wait)
            else:
                self._retry_later(unit, refund, heard.event, heard.error)
            unit.commit()
        return refund

    def _retry_later(
        self, unit: UnitOfWork, refund: Refund, event: RefundEvent, error: ShopError
    ) -> None:
        refund.tries += event is RefundEvent.REFUSED
        wait = polling.refund_wait(refund, self._context.now())
        final = event is RefundEvent.REFUSED and refund.tries >= TRIES
        self._write(
            unit,
            refund,
            RefundEvent.REFUSED if final else RefundEvent.SENT,
            due_in=max(wait, asked_to_wait(error)),
        )

    def _write(
        self, unit: UnitOfWork, refund: Refund, event: RefundEvent, *, due_in: timedelta
    ) -> None:
        before = refund.state
        refund.state = machine.step(REFUND, before, event)
        open_ = refund.state in REFUND_OPEN
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
        settlement.settle(unit, order, self._context, event=event, staff=refund.staff)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a provider made of a refund; `error` when there was no good answer."""

    event: RefundEvent
    what: str = "refund"
    said: Sequence[Exchange] = ()
    error: ShopError | None = None


def _ask(gateway: Gateway, refund: Refund, attempt: Attempt) -> _Heard:
    if refund.state is RefundState.PENDING:
        try:
            known = gateway.query_refund(attempt.id, refund_no=refund.id)
        except Refused as error:  # a refusal to answer says nothing about the money
            raise Unavailable(error.key, **error.params) from error
        if known.status is not RefundStatus.CLOSED:
            return _answered(refund, known)
        # the provider has never heard of it: send it again, under the same number
    sent = gateway.refund(
        attempt.id,
        refund_no=refund.id,
        money=Money(refund.amount_minor, attempt.currency),
        total=Money(attempt.paid_minor, attempt.currency),
    )
    event = _EVENTS[sent.status]
    # accepted is not done: only the refund query is believed
    return _Heard(RefundEvent.SENT if event is RefundEvent.DONE else event)


def _answered(refund: Refund, known: RefundResult) -> _Heard:
    event = _EVENTS[known.status]
    if event is RefundEvent.DONE and known.money.minor != refund.amount_minor:
        event = RefundEvent.SENT  # another amount went back: nobody but a person can tell why
    return _Heard(event)
