"""Asking a provider about an attempt, and bringing one to its end without losing money."""

from __future__ import annotations

from app.domain.errors import Refused, Unavailable
from app.domain.payment import LIVE, Attempt, AttemptEvent, Way
from app.ports.exchanges import overheard
from app.ports.gateway import CancelEffect, CancelResult, Gateway
from app.services.context import Context
from app.services.records import Observation, Recorder, observed, unanswered

CANCEL_TRIES = 3


def ask(gateway: Gateway, recorder: Recorder, attempt: Attempt, *, staff: str = "") -> Attempt:
    """Query once and record the answer, or that there was none."""
    with overheard() as said:
        try:
            charge = gateway.query(attempt.id)
        except (Unavailable, Refused) as error:
            # a refusal to answer says nothing about the money
            seen = unanswered(attempt, error, what="query", said=said)
        else:
            seen = observed(attempt, charge, what="query", said=said)
    return recorder.record_status(attempt.id, seen, staff=staff)


def write_wish(context: Context, attempt_id: str, *, staff: str) -> None:
    """A person wants an attempt to end: its time is over, whatever becomes of this program."""
    with context.unit_of_work() as unit:
        attempt = unit.payments.get_attempt(attempt_id)
        if attempt.state in LIVE:
            attempt.expires_at = attempt.due_at = context.now()
            unit.payments.save_attempt(attempt)
            unit.audit.append([context.note("payment.cancel", attempt_id, staff=staff)])
            unit.commit()


def end(
    gateway: Gateway,
    recorder: Recorder,
    attempt: Attempt,
    *,
    as_: AttemptEvent,
    staff: str = "",
) -> Attempt:
    """Query, close (or cancel where there is nothing to close), query again, record.

    Args:
        as_: CLOSED or EXPIRED, what the attempt becomes when no money came. While the
            provider gives no believable answer the attempt stays live.
    """
    attempt = ask(gateway, recorder, attempt, staff=staff)
    if attempt.state not in LIVE or attempt.unanswered:
        return attempt
    with overheard() as said:
        result = _stop(gateway, attempt)
    paid = result is not None and result.effect is CancelEffect.ALREADY_PAID
    if result is None or result.retry or paid:
        recorder.keep_said(attempt.id, said, what="close")
        return ask(gateway, recorder, attempt, staff=staff) if paid else attempt
    evidence = "refunded_by_cancel" if result.effect is CancelEffect.REFUNDED else ""
    seen = Observation(event=as_, what="close", evidence=evidence, said=said)
    return recorder.record_status(attempt.id, seen, staff=staff)


def _stop(gateway: Gateway, attempt: Attempt) -> CancelResult | None:
    """Close without refunding; cancel only where closing cannot settle it.

    A charge of the customer's own code cannot be closed, only taken back.
    """
    if attempt.way is Way.SCANNED:
        return _cancel(gateway, attempt)
    try:
        closed = gateway.close(attempt.id)
        if closed.effect is not CancelEffect.NOTHING_TO_CANCEL:
            return closed
    except Unavailable:
        pass
    except Refused:
        return None
    return _cancel(gateway, attempt)


def _cancel(gateway: Gateway, attempt: Attempt) -> CancelResult | None:
    for _ in range(CANCEL_TRIES):
        try:
            result = gateway.cancel(attempt.id)
        except Unavailable:
            continue
        except Refused:
            return None
        if not result.retry:
            return result
    return None
