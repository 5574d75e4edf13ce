"""Reads around statements, and what else waits for a person in the Payments view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Text, and_, func, not_, or_, select

from app.domain.order_states import Lifecycle, PaymentState
from app.domain.payment import Attempt, Refund, RefundState, held_minor
from app.domain.reconciling.model import Finding
from app.ports.exchanges import Said
from app.ports.statements import Held, OpenDifference, OpenOrder, Span
from data.queries.base import Reads
from data.queries.payments import GOING_BACK, LEFT
from data.repositories import exchanges
from data.repositories.payments import ATTEMPT, REFUND
from data.repositories.statements import read_difference, read_line
from data.session import Session
from data.statements import Row, Statement, listed, param
from data.tables.orders import IS_UNEVEN, orders
from data.tables.payments import (
    IS_CLAIMED,
    IS_LISTED,
    IS_LIVE,
    payment_attempt,
    refund,
)
from data.tables.statements import difference, statement_day, statement_line
from data.types import Day, Flag, Moment

AROUND = timedelta(days=8)
_PROVIDER, _TEST = param("provider", Text()), param("test", Flag())
_NOW = param("now", Moment())
_MERCHANT = param("merchant", Text())
_OURS = or_(_MERCHANT == "", payment_attempt.c.merchant == _MERCHANT)

_MADE = and_(
    IS_LISTED,
    payment_attempt.c.provider == _PROVIDER,
    payment_attempt.c.test == _TEST,
    _OURS,
    payment_attempt.c.created_at >= param("first", Moment()),
    payment_attempt.c.created_at < param("last", Moment()),
)
_ATTEMPTS = Statement(select(payment_attempt).where(_MADE))
_REFUNDS = Statement(
    select(refund)
    .join(payment_attempt, payment_attempt.c.id == refund.c.attempt_id)
    .where(
        payment_attempt.c.provider == _PROVIDER,
        payment_attempt.c.test == _TEST,
        _OURS,
        refund.c.tender == payment_attempt.c.tender,  # not what went back in cash
        refund.c.settled_at >= param("first", Moment()),
        refund.c.settled_at < param("last", Moment()),
    )
)
_LINES = Statement(
    select(statement_line).where(
        statement_line.c.provider == _PROVIDER,
        statement_line.c.test == _TEST,
        statement_line.c.day >= param("first", Day()),
        statement_line.c.day <= param("last", Day()),
    )
)
_DAYS = Statement(
    select(statement_day.c.day, statement_day.c.until).where(
        statement_day.c.provider == _PROVIDER,
        statement_day.c.test == _TEST,
        statement_day.c.merchant == _MERCHANT,
        statement_day.c.day >= param("first", Day()),
        statement_day.c.day <= param("last", Day()),
    )
)
_NUMBERED = Statement(
    lambda dialect: select(payment_attempt).where(listed(payment_attempt.c.id, "ids", dialect))
)
_NUMBERED_REFUNDS = Statement(
    lambda dialect: select(refund).where(
        or_(listed(refund.c.id, "ids", dialect), listed(refund.c.attempt_id, "ids", dialect))
    )
)
_BOOKED = (  # of what a provider told; cash is none of its business
    select(func.coalesce(func.sum(refund.c.amount_minor), 0))
    .where(
        refund.c.attempt_id == difference.c.attempt_id,
        refund.c.tender == difference.c.provider,
        refund.c.state != RefundState.FAILED,
    )
    .scalar_subquery()
)
_BOOKED_BY_NOW = and_(
    difference.c.finding == Finding.TOLD_REFUND,
    func.coalesce(-difference.c.theirs_minor, 1) <= _BOOKED,
)
DIFFERENCES = Statement(
    select(difference, orders.c.number)
    .join(orders, orders.c.id == difference.c.order_id, isouter=True)
    .where(difference.c.closed_at.is_(None), not_(_BOOKED_BY_NOW))
    .order_by(difference.c.opened_at, difference.c.id)
)
_ORDER = (
    orders.c.id, orders.c.number, orders.c.payment, orders.c.lifecycle,
    orders.c.placed_at, orders.c.total_minor, orders.c.currency,
)  # fmt: skip
_LEFT_ALONE = (
    select(payment_attempt.c.id)
    .where(payment_attempt.c.order_id == orders.c.id, or_(IS_LIVE, payment_attempt.c.handled != ""))
    .exists()
)
_UNEVEN = Statement(
    select(*_ORDER)
    .where(
        IS_UNEVEN,
        orders.c.lifecycle != Lifecycle.CANCELLED,
        or_(
            orders.c.payment == PaymentState.OVERPAID,
            and_(orders.c.lifecycle == Lifecycle.PLACED, orders.c.pay_by <= _NOW),
        ),
        not_(_LEFT_ALONE),
    )
    .order_by(orders.c.placed_at, orders.c.id)
)
_SOME = Statement(lambda dialect: select(*_ORDER).where(listed(orders.c.id, "ids", dialect)))
_ATTEMPTS_OF = Statement(
    lambda dialect: (
        select(payment_attempt)
        .where(listed(payment_attempt.c.order_id, "ids", dialect))
        .order_by(payment_attempt.c.created_at, payment_attempt.c.id)
    )
)
_REFUNDS_OF = Statement(
    lambda dialect: select(refund).where(listed(refund.c.order_id, "ids", dialect))
)
_CLAIMS = Statement(
    select(payment_attempt, orders.c.number)
    .join(orders, orders.c.id == payment_attempt.c.order_id)
    .where(IS_CLAIMED, payment_attempt.c.settled_at <= param("before", Moment()))
    .order_by(payment_attempt.c.settled_at, payment_attempt.c.id)
)


class StatementReads(Reads):
    """Implements app.ports.statements.StatementReads."""

    def held(self, span: Span) -> Held:
        """What the books have around a span: a week more on both sides."""
        whose = {"provider": span.provider, "test": span.test}
        first, last = span.first - AROUND, span.last + AROUND
        moments = {"first": _start(first), "last": _start(last)}
        days = {"first": first, "last": last}
        ours = {**whose, "merchant": span.merchant}
        with self._store.reading() as session:
            refunds = tuple(map(REFUND.build, session.all(_REFUNDS, **ours, **moments)))
            rows = session.all(_ATTEMPTS, **ours, **moments)
            rows += session.all(_NUMBERED, ids=[refund.attempt_id for refund in refunds])
            return Held(
                attempts=tuple({row.id: ATTEMPT.build(row) for row in rows}.values()),
                refunds=refunds,
                lines=tuple(
                    read_line(self._vault, x) for x in session.all(_LINES, **whose, **days)
                ),
                read={x.day: x.until for x in session.all(_DAYS, **ours, **days)},
            )

    def numbered(self, ids: Sequence[str]) -> tuple[Sequence[Attempt], Sequence[Refund]]:
        """Attempts and refunds with these numbers, and the refunds of those attempts."""
        ours = [each for each in ids if _is_id(each)]
        with self._store.reading() as session:
            attempts = [ATTEMPT.build(row) for row in session.all(_NUMBERED, ids=ours)]
            refunds = [REFUND.build(row) for row in session.all(_NUMBERED_REFUNDS, ids=ours)]
        return attempts, refunds

    def open_differences(self) -> Sequence[OpenDifference]:
        """Everything not settled yet, oldest first."""
        with self._store.reading() as session:
            return [
                OpenDifference(
                    difference=read_difference(self._vault, row), order_number=row.number or ""
                )
                for row in session.all(DIFFERENCES)
            ]

    def open_orders(self, now: datetime) -> Sequence[OpenOrder]:
        """Orders with too much money, and unfinished ones with a part of it and no time left.

        Those are left out of which a payment or a refund in the list tells already.
        """
        with self._store.reading() as session:
            return list(_with_money(session, uneven(session, now)).values())

    def claims(self, before: datetime) -> Sequence[tuple[Attempt, str]]:
        """Payments only a person vouches for since then, with their orders' numbers."""
        with self._store.reading() as session:
            rows = session.all(_CLAIMS, before=before)
            return [(ATTEMPT.build(row), row.number) for row in rows]

    def circumstances(self, order_ids: Sequence[str]) -> Mapping[str, OpenOrder]:
        """How things stand with some orders."""
        with self._store.reading() as session:
            return _with_money(session, session.all(_SOME, ids=list(order_ids)))

    def exchanges(self, attempt_id: str) -> Sequence[Said]:
        """What was said about a payment and its refunds, newest first."""
        with self._store.reading() as session:
            return exchanges.of_attempt(session, self._vault, attempt_id)


def uneven(session: Session, now: datetime) -> list[Row]:
    """Orders with too much money, or with too little and no time left; nothing else tells so."""
    found = session.all(_UNEVEN, now=now)
    if not found:
        return found
    told = {row.order_id for each in (LEFT, GOING_BACK) for row in session.all(each)}
    return [row for row in found if row.id not in told]


def _with_money(session: Session, rows: Sequence[Row]) -> dict[str, OpenOrder]:
    ids = [row.id for row in rows]
    attempts: dict[str, list[Attempt]] = {}
    refunds: dict[str, list[Refund]] = {}
    for row in session.all(_ATTEMPTS_OF, ids=ids):
        attempts.setdefault(row.order_id, []).append(ATTEMPT.build(row))
    for row in session.all(_REFUNDS_OF, ids=ids):
        refunds.setdefault(row.order_id, []).append(REFUND.build(row))
    return {
        row.id: OpenOrder(
            order_id=row.id,
            number=row.number,
            payment=row.payment,
            lifecycle=row.lifecycle,
            placed_at=row.placed_at,
            total_minor=row.total_minor,
            held_minor=held_minor(attempts.get(row.id, []), refunds.get(row.id, [])),
            currency=row.currency,
        )
        for row in rows
    }


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _is_id(text: str) -> bool:
    return len(text) == 32 and all(sign in "0123456789abcdef" for sign in text)
