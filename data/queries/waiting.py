"""What is not over yet, counted: the same things that the Payments view lists."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text, func, select

from app.domain.outbox import JobKind
from app.domain.payment import SAID_WITHIN, RefundState, Way
from app.ports.queries import Waiting
from data.queries.base import Reads
from data.queries.payments import GOING_BACK, LEFT
from data.queries.statements import DIFFERENCES, uneven
from data.statements import Statement, param
from data.tables.payments import IS_LIVE, payment_attempt
from data.tables.records import outbox
from data.types import Moment

_ASKED = Statement(
    select(func.count().label("n"), func.min(payment_attempt.c.created_at).label("since")).where(
        IS_LIVE, payment_attempt.c.way != Way.CASHIER
    )
)
_NOBODY_SAID = Statement(
    select(payment_attempt.c.created_at).where(
        IS_LIVE,
        payment_attempt.c.way == Way.CASHIER,
        payment_attempt.c.created_at <= param("before", Moment()),
    )
)
_UNPRINTED = Statement(
    select(outbox.c.id).where(
        outbox.c.kind == JobKind.PRINT_RECEIPT,
        outbox.c.till == param("till", Text()),
        outbox.c.tries > 0,
    )
)


class WaitingReads(Reads):
    """Implements app.ports.queries.WaitingReads."""

    def waiting(self, till: str, now: datetime) -> Waiting:
        """Receipts are those of a till that could not be printed at once."""
        with self._store.reading() as session:
            asked, back = session.all(_ASKED)[0], session.all(GOING_BACK)
            unsaid = session.all(_NOBODY_SAID, before=now - SAID_WITHIN)
            left, orders = session.all(LEFT), uneven(session, now)
            differences = session.all(DIFFERENCES)
            receipts = len(session.all(_UNPRINTED, till=till))
        going = [x.created_at for x in back if x.state is not RefundState.FAILED]
        failed = [x.created_at for x in back if x.state is RefundState.FAILED]
        tasks = [
            *failed,
            *(x.created_at for x in (*left, *unsaid)),
            *(x.placed_at for x in orders),
            *(x.opened_at for x in differences),
        ]
        since = [asked.since] if asked.since is not None else []
        return Waiting(
            payments=asked.n,
            refunds=len(going),
            receipts=receipts,
            oldest_at=min(since + going, default=None),
            tasks=len(tasks),
            task_at=min(tasks, default=None),
        )
