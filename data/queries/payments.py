"""The Payments view, and what is due with providers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Integer,
    Table,
    Text,
    and_,
    exists,
    func,
    not_,
    or_,
    select,
)

from app.domain import polling
from app.domain.order import BEFORE_MONEY
from app.domain.order_states import STILL_IN_THE_SHOP, Lifecycle, PaymentState
from app.domain.payment import FOR_A_PERSON, Attempt, RefundState
from app.ports.queries import Due, Line, OpenAttempt, OpenRefund
from data.queries.base import Reads
from data.repositories.payments import ATTEMPT, REFUND, read_attempt
from data.statements import Statement, among, param
from data.tables.orders import IS_OPEN, orders
from data.tables.payments import NEEDS_SOMEBODY, NOT_DONE, payment_attempt, refund
from data.tables.turns import turn
from data.types import Flag, Moment

_NOW = param("now", Moment())
_LIMIT = param("limit", Integer())
_PROVIDER = param("provider", Text())
_OF_LINE = and_(
    payment_attempt.c.provider == _PROVIDER,
    payment_attempt.c.test == param("test", Flag()),
)
_FOR_A_PERSON = among(payment_attempt.c.state, sorted(FOR_A_PERSON))


def _is_due(table: Table) -> ColumnElement[bool]:
    """The same as `polling.is_due`, in words for which SQLite goes through one index in order."""
    due_at = table.c.due_at
    return and_(due_at.is_not(None), not_(and_(due_at > _NOW, due_at <= param("far", Moment()))))


_GONE_BACK = (
    select(func.coalesce(func.sum(refund.c.amount_minor), 0))
    .where(refund.c.attempt_id == payment_attempt.c.id, refund.c.state != RefundState.FAILED)
    .scalar_subquery()
)
_ARRIVED = payment_attempt.c.paid_minor > 0  # else it came in another currency
_WAS_COVERED = or_(  # the same as `Order.was_covered`
    orders.c.lifecycle != Lifecycle.PLACED,
    not_(among(orders.c.fulfilment, sorted(BEFORE_MONEY))),
)
_MADE_UP = and_(  # what goes back of an order that had all its money is missed by nobody
    orders.c.lifecycle != Lifecycle.CANCELLED,
    or_(
        among(orders.c.payment, [PaymentState.PAID, PaymentState.PARTIALLY_REFUNDED]),
        and_(orders.c.payment == PaymentState.REFUND_PENDING, _WAS_COVERED),
    ),
)
_SETTLED = and_(
    _FOR_A_PERSON,
    or_(
        payment_attempt.c.handled != "",
        and_(_ARRIVED, _MADE_UP),
        and_(_ARRIVED, payment_attempt.c.paid_minor <= _GONE_BACK),
    ),
)
_OPEN = Statement(
    select(payment_attempt, orders.c.number)
    .join(orders, orders.c.id == payment_attempt.c.order_id)
    .where(NEEDS_SOMEBODY, not_(_SETTLED))
    .order_by(payment_attempt.c.created_at, payment_attempt.c.id)
)
_later = refund.alias("later")
_WENT_BACK_LATER = (
    select(func.coalesce(func.sum(_later.c.amount_minor), 0))
    .where(
        _later.c.attempt_id == refund.c.attempt_id,
        _later.c.created_at > refund.c.created_at,
        _later.c.state != RefundState.FAILED,
    )
    .scalar_subquery()
)
_REPLACED = and_(refund.c.state == RefundState.FAILED, refund.c.amount_minor <= _WENT_BACK_LATER)
_OPEN_REFUNDS = Statement(
    select(refund, orders.c.number, payment_attempt.c.currency)
    .join(orders, orders.c.id == refund.c.order_id)
    .join(payment_attempt, payment_attempt.c.id == refund.c.attempt_id)
    .where(refund.c.state != RefundState.SUCCEEDED, not_(_REPLACED))
    .order_by(refund.c.created_at, refund.c.id)
)
LEFT = Statement(  # money that came late or wrong
    select(payment_attempt.c.order_id, payment_attempt.c.created_at)
    .join(orders, orders.c.id == payment_attempt.c.order_id)
    .where(NEEDS_SOMEBODY, _FOR_A_PERSON, not_(_SETTLED))
)
GOING_BACK = Statement(
    select(refund.c.order_id, refund.c.created_at, refund.c.state).where(NOT_DONE, not_(_REPLACED))
)
_NOBODYS_TURN = ~exists().where(
    turn.c.attempt_id == payment_attempt.c.id,
    turn.c.until > _NOW,
    turn.c.until <= param("far", Moment()),
)
_NEXT_PROVIDER = Statement(  # one after the other, past however many attempts
    select(payment_attempt.c.provider)
    .where(payment_attempt.c.due_at.is_not(None), payment_attempt.c.provider > _PROVIDER)
    .order_by(payment_attempt.c.provider)
    .limit(1)
)
_LINES_OF_REFUNDS = Statement(
    select(payment_attempt.c.provider, payment_attempt.c.test)
    .join(refund, refund.c.attempt_id == payment_attempt.c.id)
    .where(_is_due(refund))
    .distinct()
)
_DUE_ATTEMPTS = Statement(
    select(
        payment_attempt.c.id,
        payment_attempt.c.id.label("attempt_id"),
        payment_attempt.c.created_at,
    )
    .where(_OF_LINE, _is_due(payment_attempt), _NOBODYS_TURN)
    .order_by(payment_attempt.c.created_at.desc(), payment_attempt.c.id.desc())
    .limit(_LIMIT)
)
_DUE_REFUNDS = Statement(
    select(refund.c.id, refund.c.attempt_id, refund.c.created_at)
    .join(payment_attempt, payment_attempt.c.id == refund.c.attempt_id)
    .where(_OF_LINE, _is_due(refund), _NOBODYS_TURN)
    .order_by(refund.c.created_at.desc(), refund.c.id.desc())
    .limit(_LIMIT)
)
_DUE_UNPAID = Statement(
    select(orders.c.id)
    .where(
        IS_OPEN,
        orders.c.lifecycle == Lifecycle.PLACED,
        among(orders.c.payment, [PaymentState.UNPAID, PaymentState.FAILED, PaymentState.REFUNDED]),
        among(orders.c.fulfilment, sorted(STILL_IN_THE_SHOP)),
        orders.c.pay_by <= _NOW,
    )
    .order_by(orders.c.pay_by)
    .limit(_LIMIT)
)


class PaymentReads(Reads):
    """Attempts and refunds that wait for an answer or for a person."""

    def attempt(self, attempt_id: str) -> Attempt:
        """Load by id; UserError("attempt_not_found")."""
        with self._store.reading() as session:
            return read_attempt(session, attempt_id)

    def open_attempts(self) -> Sequence[OpenAttempt]:
        """Attempts that are live, and money that came late or wrong, oldest first."""
        with self._store.reading() as session:
            return [
                OpenAttempt(attempt=ATTEMPT.build(row), order_number=row.number)
                for row in session.all(_OPEN)
            ]

    def open_refunds(self) -> Sequence[OpenRefund]:
        """Refunds under way, and failed ones that no later ones make up for; oldest first."""
        with self._store.reading() as session:
            return [
                OpenRefund(
                    refund=REFUND.build(row),
                    order_number=row.number,
                    currency=row.currency,
                )
                for row in session.all(_OPEN_REFUNDS)
            ]

    def due_lines(self, now: datetime) -> Sequence[Line]:
        """The providers of whom something is to be asked."""
        with self._store.reading() as session:
            at = _around(now)
            found = {Line(*row) for row in session.all(_LINES_OF_REFUNDS, **at)}
            provider = ""
            while row := session.first(_NEXT_PROVIDER, provider=provider):
                provider = row.provider
                for line in (Line(provider, False), Line(provider, True)):
                    if session.first(_DUE_ATTEMPTS, **line._asdict(), **at, limit=1):
                        found.add(line)
            return sorted(found)

    def due_attempts(self, line: Line, now: datetime, limit: int) -> Sequence[Due]:
        """Attempts that are due, newest attempt first."""
        return self._due(_DUE_ATTEMPTS, line, now, limit)

    def due_refunds(self, line: Line, now: datetime, limit: int) -> Sequence[Due]:
        """Refunds that are due, newest refund first."""
        return self._due(_DUE_REFUNDS, line, now, limit)

    def due_unpaid(self, now: datetime, limit: int) -> Sequence[str]:
        """Ids of unpaid placed orders whose time to pay is over, oldest first."""
        with self._store.reading() as session:
            return [str(row.id) for row in session.all(_DUE_UNPAID, now=now, limit=limit)]

    def _due(self, statement: Statement, line: Line, now: datetime, limit: int) -> list[Due]:
        with self._store.reading() as session:
            rows = session.all(statement, **line._asdict(), **_around(now), limit=limit)
            return [Due(row.id, row.attempt_id, row.created_at) for row in rows]


def _around(now: datetime) -> dict[str, datetime]:
    return {"now": now, "far": now + polling.LONGEST}
