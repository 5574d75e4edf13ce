"""Gathering everything to look after, in the order in which it should be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.payment import LIVE, Attempt
from app.domain.trouble import Trouble, TroubleKind
from app.ports.queries import OpenAttempt, OpenRefund, Queries
from app.ports.statements import OpenDifference, OpenOrder
from app.ports.waiting import OpenTrouble
from app.services.house import House
from ui.views.payments.case import Case
from ui.views.payments.kinds import (
    AttemptCase,
    DifferenceCase,
    OrderCase,
    ReceiptsCase,
    RefundCase,
)

QUIET_AFTER = timedelta(days=1)
"""A statement takes a day to come; until then a claim is nothing to wonder about."""


def everything(house: House) -> list[Case]:
    """What waits for a person first, then what is asked about, each the oldest first."""
    queries, now = house.queries, house.clock.now()
    found = [*_payments(house, now), *_refunds(queries)]
    found += map(_of_order, queries.open_orders(now))
    found += map(_of_difference, queries.open_differences())
    found = [*_with_troubles(queries, found), *_receipts(house)]
    return sorted(found, key=lambda case: (not case.urgent, case.since))


def claims(queries: Queries, now: datetime) -> list[Case]:
    """Payments that only a person has vouched for, for longer than a statement takes."""
    return [_of_attempt(*each) for each in queries.claims(now - QUIET_AFTER)]


def _receipts(house: House) -> Iterable[Case]:
    stuck = house.queries.unprinted(house.till)
    if stuck is not None:
        yield ReceiptsCase(id="receipts", since=stuck.since, next_at=stuck.due_at, receipts=stuck)


def _with_troubles(queries: Queries, found: list[Case]) -> list[Case]:
    """What keeps failing is told where it stands in the list, else by itself."""
    failing = {each.trouble.id: each for each in queries.troubles()}
    if not failing:
        return found
    listed = {case.id for case in found}
    rest = [each for id_, each in failing.items() if id_ not in listed]
    orders = queries.circumstances(sorted({each.trouble.order_id for each in rest}))
    told = [
        _failing(case, failing[case.id].trouble) if case.id in failing else case for case in found
    ]
    return told + [_of_trouble(queries, each, orders[each.trouble.order_id]) for each in rest]


def _of_trouble(queries: Queries, each: OpenTrouble, order: OpenOrder) -> Case:
    trouble = each.trouble
    if trouble.kind is not TroubleKind.PAYMENT:
        return _failing(_of_order(order), trouble)
    return _failing(_of_attempt(queries.attempt(trouble.id), each.order_number), trouble)


def _failing(case: Case, trouble: Trouble) -> Case:
    cannot = isinstance(case, AttemptCase) and case.keys_missing
    next_at = None if cannot else trouble.due_at
    return replace(case, trouble=trouble, since=trouble.since, next_at=next_at)


def _payments(house: House, now: datetime) -> Iterable[Case]:
    queries = house.queries
    open_ = queries.open_attempts()
    settled = {each.attempt.order_id for each in open_ if each.attempt.state not in LIVE}
    known = queries.circumstances(sorted(settled))
    return [_open_payment(house, each, known.get(each.attempt.order_id), now) for each in open_]


def _open_payment(house: House, each: OpenAttempt, order: OpenOrder | None, now: datetime) -> Case:
    attempt = each.attempt
    missing = attempt.state in LIVE and house.payments.keys_missing(attempt)
    made = _of_attempt(attempt, each.order_number, order)
    next_at = None if missing else made.next_at
    return replace(made, unsaid=attempt.nobody_said(now), keys_missing=missing, next_at=next_at)


def _refunds(queries: Queries) -> Iterable[Case]:
    return [_of_refund(each) for each in queries.open_refunds()]


def _of_attempt(attempt: Attempt, number: str, order: OpenOrder | None = None) -> AttemptCase:
    return AttemptCase(
        id=attempt.id,
        order_number=number,
        order_id=attempt.order_id,
        attempt_id=attempt.id,
        tender=attempt.tender,
        currency=attempt.currency,
        test=attempt.test,
        amount_minor=attempt.paid_minor or attempt.asked_minor,
        since=attempt.created_at,
        next_at=attempt.due_at,
        order=order,
        attempt=attempt,
    )


def _of_refund(each: OpenRefund) -> Case:
    refund = each.refund
    return RefundCase(
        id=refund.id,
        order_number=each.order_number,
        order_id=refund.order_id,
        attempt_id=refund.attempt_id or "",
        tender=refund.tender,
        currency=each.currency,
        amount_minor=refund.amount_minor,
        since=refund.created_at,
        next_at=refund.due_at,
        refund=refund,
    )


def _of_order(order: OpenOrder) -> Case:
    return OrderCase(
        id=order.order_id,
        order_number=order.number,
        order_id=order.order_id,
        currency=order.currency,
        amount_minor=abs(order.held_minor - order.total_minor),
        since=order.placed_at,
        order=order,
    )


def _of_difference(each: OpenDifference) -> Case:
    found = each.difference
    theirs = found.theirs_minor
    return DifferenceCase(
        id=found.id,
        order_number=each.order_number,
        order_id=found.order_id or "",
        attempt_id=found.attempt_id or "",
        tender=found.provider,
        currency=found.ours_currency if theirs is None else found.currency,
        test=found.test,
        amount_minor=found.ours_minor or 0 if theirs is None else theirs,
        since=found.opened_at,
        found_by=found.words,
        difference=found,
    )
