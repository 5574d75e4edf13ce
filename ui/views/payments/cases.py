"""Gathering everything to look after, in the order in which it should be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.payment import LIVE, Attempt
from app.domain.trouble import TroubleKind
from app.ports.queries import Queries
from app.ports.statements import OpenDifference, OpenOrder
from app.ports.waiting import OpenTrouble
from app.services.house import House
from ui.views.payments.case import Case

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
        yield Case(order_number="", tender="", currency="", receipts=stuck)


def _with_troubles(queries: Queries, found: list[Case]) -> list[Case]:
    """What keeps failing is told where it stands in the list, else by itself."""
    failing = {each.trouble.id: each for each in queries.troubles()}
    if not failing:
        return found
    listed = {case.id for case in found}
    rest = [each for id_, each in failing.items() if id_ not in listed]
    orders = queries.circumstances(sorted({each.trouble.order_id for each in rest}))
    told = [
        replace(case, trouble=failing[case.id].trouble) if case.id in failing else case
        for case in found
    ]
    return told + [_of_trouble(queries, each, orders[each.trouble.order_id]) for each in rest]


def _of_trouble(queries: Queries, each: OpenTrouble, order: OpenOrder) -> Case:
    trouble = each.trouble
    if trouble.kind is TroubleKind.PAYMENT:
        made = _of_attempt(queries.attempt(trouble.id), each.order_number)
    else:
        made = _of_order(order)
    return replace(made, trouble=trouble)


def _payments(house: House, now: datetime) -> Iterable[Case]:
    queries = house.queries
    open_ = queries.open_attempts()
    settled = {each.attempt.order_id for each in open_ if each.attempt.state not in LIVE}
    known = queries.circumstances(sorted(settled))
    return [
        replace(
            _of_attempt(each.attempt, each.order_number, known.get(each.attempt.order_id)),
            unsaid=each.attempt.nobody_said(now),
            keys_missing=each.attempt.state in LIVE and house.payments.keys_missing(each.attempt),
        )
        for each in open_
    ]


def _refunds(queries: Queries) -> Iterable[Case]:
    return [
        Case(
            order_number=each.order_number,
            tender=each.refund.tender,
            currency=each.currency,
            refund=each.refund,
            keys_missing=each.refund.last_error == "keys_missing",
        )
        for each in queries.open_refunds()
    ]


def _of_attempt(attempt: Attempt, number: str, order: OpenOrder | None = None) -> Case:
    return Case(
        order_number=number,
        tender=attempt.tender,
        currency=attempt.currency,
        attempt=attempt,
        order=order,
    )


def _of_order(order: OpenOrder) -> Case:
    return Case(order_number=order.number, tender="", currency=order.currency, order=order)


def _of_difference(each: OpenDifference) -> Case:
    found = each.difference
    return Case(
        order_number=each.order_number,
        tender=found.provider,
        currency=found.ours_currency if found.theirs_minor is None else found.currency,
        difference=found,
    )
