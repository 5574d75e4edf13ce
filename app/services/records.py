"""The one writer of payment state: push, poll, cashier and recovery all end here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain import machine, polling
from app.domain.audit import AuditEntry
from app.domain.errors import ShopError
from app.domain.order import Order
from app.domain.order_states import Lifecycle
from app.domain.payment import (
    ATTEMPT,
    LIVE,
    Attempt,
    AttemptEvent,
    AttemptState,
    Refund,
    Way,
    held_minor,
)
from app.domain.reconciling import told
from app.domain.reconciling.model import Difference
from app.ports.exchanges import Exchange
from app.ports.gateway import Charge, Status, asked_to_wait
from app.ports.outside import AttemptChanged, Event, OrderChanged
from app.ports.unit_of_work import UnitOfWork
from app.services import giving_back, settlement
from app.services.context import Context, retried

_AS_ASKED = frozenset({AttemptState.SUCCEEDED, AttemptState.LATE_PAID})
UNANSWERED_LIMIT = 3  # so many questions without an answer, and waiting becomes unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Something learnt about an attempt.

    Attributes:
        what: who wanted to know it or said so, for the audit of exchanges.
        charge: the provider's verified answer, where there is one.
        evidence: an error code, a slip, or why a person says so; no secrets, no personal data.
        said: the calls it was learnt from, or the message.
        words: a person's or a statement's own, where there was no call.
        believed: False where a question brought no answer that could be believed.
        wait: how long the provider wants to be left alone.
    """

    event: AttemptEvent
    what: str
    charge: Charge | None = None
    evidence: str = ""
    said: Sequence[Exchange] = ()
    words: str = ""
    believed: bool = True
    wait: timedelta = timedelta(0)


def observed(
    attempt: Attempt,
    charge: Charge,
    *,
    what: str,
    said: Sequence[Exchange] = (),
    words: str = "",
) -> Observation:
    """Read a verified answer. PAID counts only with our amount in our currency."""
    event = {
        Status.PENDING: AttemptEvent.WAITING,
        Status.CLOSED: AttemptEvent.CLOSED,
        Status.REFUNDED: AttemptEvent.CLOSED,
    }.get(charge.status, AttemptEvent.PAID)
    if event is AttemptEvent.PAID and not _is_ours(attempt, charge):
        event = AttemptEvent.WRONG_AMOUNT
    return Observation(event=event, what=what, charge=charge, said=said, words=words)


def _is_ours(attempt: Attempt, charge: Charge) -> bool:
    paid = charge.paid
    return (
        paid is not None and paid.minor == attempt.asked_minor and paid.currency == attempt.currency
    )


def unanswered(
    attempt: Attempt, error: ShopError, *, what: str, said: Sequence[Exchange]
) -> Observation:
    """No believable answer: neither paid nor failed."""
    patient = attempt.state is AttemptState.PENDING and attempt.unanswered + 1 < UNANSWERED_LIMIT
    event = AttemptEvent.WAITING if patient else AttemptEvent.NO_ANSWER
    return Observation(
        event=event,
        what=what,
        evidence=error.key,
        said=said,
        words=str(error),
        believed=False,
        wait=asked_to_wait(error),
    )


def went_back_elsewhere(
    attempt: Attempt, refunds: Sequence[Refund], charge: Charge, now: datetime
) -> Difference | None:
    """What a verified answer says of refunds that the books do not know."""
    back = charge.went_back
    if back is None:
        return None
    return told.untold_refund(
        attempt, refunds, back_minor=back.minor, refund_no=back.refund_no, now=now
    )


class Recorder:
    """Writes what was observed: compare-and-set, monotone, idempotent."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def record_status(
        self, attempt_id: str, observation: Observation, *, staff: str = ""
    ) -> Attempt:
        """Apply an observation to an attempt and its order in one transaction."""
        attempt, events = retried(lambda: self._in_transaction(attempt_id, observation, staff))
        self._context.publish(events)
        return attempt

    def keep_said(self, attempt_id: str, said: Sequence[Exchange], *, what: str) -> None:
        """Write down calls and messages from which nothing was learnt."""
        if said:
            with self._context.unit_of_work() as unit:
                for exchange in said:
                    unit.payments.add_exchange(attempt_id, exchange, what=what)
                unit.commit()

    def _in_transaction(
        self, attempt_id: str, seen: Observation, staff: str
    ) -> tuple[Attempt, list[Event]]:
        with self._context.unit_of_work() as unit:
            result = self._apply(unit, attempt_id, seen, staff)
            unit.commit()
        return result

    def _apply(
        self, unit: UnitOfWork, attempt_id: str, seen: Observation, staff: str
    ) -> tuple[Attempt, list[Event]]:
        attempt = unit.payments.get_attempt(attempt_id)
        before, had_minor = attempt.state, attempt.paid_minor
        self._update(attempt, seen)
        unit.payments.save_attempt(attempt)
        for exchange in seen.said or [self._context.words(seen.words)]:
            unit.payments.add_exchange(attempt_id, exchange, what=seen.what)
        news = self._tell_of_refunds(unit, attempt, seen.charge)
        if attempt.state is before and attempt.paid_minor == had_minor:
            return attempt, news
        unit.audit.append([self._note(attempt, before, seen, staff)])
        self._settle_order(unit, attempt, seen, staff)
        return attempt, [
            AttemptChanged(attempt_id=attempt.id, order_id=attempt.order_id, state=attempt.state),
            OrderChanged(order_id=attempt.order_id),
        ]

    def _tell_of_refunds(
        self, unit: UnitOfWork, attempt: Attempt, charge: Charge | None
    ) -> list[Event]:
        """Money that went back without the till becomes a difference, for a person to look at."""
        if charge is None or charge.went_back is None:
            return []
        refunds = unit.payments.refunds_of(attempt.order_id)
        found = went_back_elsewhere(attempt, refunds, charge, self._context.now())
        if found is None:
            return []
        unit.statements.open([found])
        return [
            AttemptChanged(attempt_id=attempt.id, order_id=attempt.order_id, state=attempt.state)
        ]

    def _update(self, attempt: Attempt, seen: Observation) -> None:
        now = self._context.now()
        was_live, as_asked = attempt.state in LIVE, attempt.state in _AS_ASKED
        attempt.state = machine.step(ATTEMPT, attempt.state, seen.event)
        if seen.believed:
            attempt.checked_at = now
        attempt.polls += 1
        attempt.unanswered = attempt.unanswered + 1 if seen.charge is None else 0
        if was_live or seen.event is AttemptEvent.CLAIMED:
            attempt.evidence = seen.evidence or attempt.evidence
        _take_over(attempt, seen.charge, as_asked=as_asked)
        if seen.event is AttemptEvent.CLAIMED and not attempt.paid_minor:
            attempt.paid_minor = attempt.asked_minor
        if was_live and attempt.state not in LIVE:
            attempt.settled_at = now
        due_at = polling.next_check(attempt, now)
        attempt.due_at = due_at and max(due_at, now + seen.wait)

    def _settle_order(
        self, unit: UnitOfWork, attempt: Attempt, seen: Observation, staff: str
    ) -> None:
        order = unit.orders.get(attempt.order_id)
        end_others(unit, order, self._context)
        settlement.settle(unit, order, self._context, event=seen.event, staff=staff)
        if attempt.state is AttemptState.LATE_PAID:
            self._give_late_money_back(unit, order, attempt)

    def _give_late_money_back(self, unit: UnitOfWork, order: Order, attempt: Attempt) -> None:
        """By itself, where the shop wants it, the order does not need it and a provider can."""
        profile = unit.shop.profile()
        if profile is None or not profile.refund_late_money or attempt.way is Way.CASHIER:
            return
        attempts, refunds = (
            unit.payments.attempts_of(order.id),
            unit.payments.refunds_of(order.id),
        )
        others_minor = held_minor([x for x in attempts if x.id != attempt.id], refunds)
        if order.lifecycle is Lifecycle.CANCELLED or others_minor >= order.total_minor:
            request = giving_back.Request(staff="", reason="late", only=attempt.id)
            giving_back.ask(unit, order, request, self._context)

    def _note(
        self, attempt: Attempt, before: AttemptState, seen: Observation, staff: str
    ) -> AuditEntry:
        after = f"{attempt.state} {attempt.paid_minor} {attempt.currency} by {seen.what}"
        return self._context.note(
            "payment.state", attempt.id, staff=staff, before=before, after=after
        )


def _take_over(attempt: Attempt, charge: Charge | None, *, as_asked: bool) -> None:
    """What had arrived as it was asked for stays that much, whatever is said afterwards."""
    if charge is None:
        return
    attempt.provider_ref = charge.provider_ref or attempt.provider_ref
    attempt.qr_text = charge.qr_text or attempt.qr_text
    arrived = charge.status in {Status.PAID, Status.PARTLY_REFUNDED}
    if arrived and charge.paid is not None:
        attempt.paid_at = charge.paid_at or attempt.paid_at
        if as_asked:
            return
        ours = charge.paid.currency == attempt.currency
        attempt.paid_minor = charge.paid.minor if ours else 0  # other money is a person's to sort


def end_others(unit: UnitOfWork, order: Order, context: Context) -> None:
    """An order that has its money keeps no code open; the poller ends what a provider knows of."""
    attempts = unit.payments.attempts_of(order.id)
    if held_minor(attempts, unit.payments.refunds_of(order.id)) < order.total_minor:
        return
    now = context.now()
    for other in attempts:
        if other.state not in LIVE:
            continue
        other.expires_at = other.due_at = now
        if other.way is Way.CASHIER:
            other.state = machine.step(ATTEMPT, other.state, AttemptEvent.CLOSED)
            other.settled_at, other.due_at = now, None
        unit.payments.save_attempt(other)
