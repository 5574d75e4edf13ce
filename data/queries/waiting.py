"""What is not over yet, counted: the same things that the Payments view lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text, case, func, or_, select

from app.domain.outbox import GIVEN_UP, JobKind
from app.domain.payment import SAID_WITHIN, AttemptState, RefundState, Way
from app.domain.trouble import PATIENCE
from app.ports.waiting import OpenTrouble, UnprintedReceipts, Waiting
from data.ids import made_at
from data.queries.base import Reads
from data.queries.payments import GOING_BACK, LEFT
from data.queries.statements import DIFFERENCES, uneven
from data.repositories.troubles import STILL_TRIED, TROUBLE
from data.statements import Row, Statement, param
from data.tables.orders import orders
from data.tables.payments import IS_LIVE, payment_attempt
from data.tables.records import outbox
from data.tables.troubles import trouble
from data.types import Moment

_ASKED = Statement(
    select(
        func.count().label("n"),
        func.count(case((payment_attempt.c.state == AttemptState.UNKNOWN, 1))).label("unknown"),
        func.min(payment_attempt.c.created_at).label("since"),
    ).where(IS_LIVE, payment_attempt.c.way != Way.CASHIER)
)
_NOBODY_SAID = Statement(
    select(payment_attempt.c.created_at).where(
        IS_LIVE,
        payment_attempt.c.way == Way.CASHIER,
        payment_attempt.c.created_at <= param("before", Moment()),
    )
)
_UNPRINTED = Statement(
    select(outbox).where(
        outbox.c.kind == JobKind.PRINT_RECEIPT,
        outbox.c.till == param("till", Text()),
        outbox.c.tries > 0,
    )
)


_TROUBLES = Statement(
    select(trouble, orders.c.number)
    .join(orders, orders.c.id == trouble.c.order_id)
    .where(
        trouble.c.handled == "",
        or_(trouble.c.broken, trouble.c.tries >= PATIENCE),
        STILL_TRIED,
    )
    .order_by(trouble.c.since, trouble.c.id)
)
_TROUBLED = Statement(select(trouble.c.id))


class WaitingReads(Reads):
    """Implements app.ports.queries.WaitingReads."""

    def troubles(self) -> Sequence[OpenTrouble]:
        """What keeps failing and nobody has looked after, oldest first."""
        with self._store.reading() as session:
            return [
                OpenTrouble(trouble=TROUBLE.build(row), order_number=row.number)
                for row in session.all(_TROUBLES)
            ]

    def troubled(self) -> frozenset[str]:
        """Ids of all that failed the last time."""
        with self._store.reading() as session:
            return frozenset(row.id for row in session.all(_TROUBLED))

    def unprinted(self, till: str) -> UnprintedReceipts | None:
        """Receipts that were tried too often; None when there are none."""
        with self._store.reading() as session:
            return _unprinted(session.all(_UNPRINTED, till=till))

    def waiting(self, till: str, now: datetime) -> Waiting:
        """Receipts are those of a till that could not be printed at once."""
        with self._store.reading() as session:
            asked, back = session.all(_ASKED)[0], session.all(GOING_BACK)
            unsaid = session.all(_NOBODY_SAID, before=now - SAID_WITHIN)
            left, lying = session.all(LEFT), uneven(session, now)
            differences = session.all(DIFFERENCES)
            failing = session.all(_TROUBLES)
            receipts = session.all(_UNPRINTED, till=till)
        going = [x.created_at for x in back if x.state is not RefundState.FAILED]
        failed = [x.created_at for x in back if x.state is RefundState.FAILED]
        stuck = _unprinted(receipts)
        tasks = [
            *([stuck.since] if stuck else []),
            *failed,
            *(x.created_at for x in (*left, *unsaid)),
            *(x.placed_at for x in lying),
            *(x.opened_at for x in differences),
            *(x.since for x in failing),
        ]
        since = [asked.since] if asked.since is not None else []
        return Waiting(
            payments=asked.n,
            unknown=asked.unknown,
            refunds=len(going),
            receipts=len(receipts),
            oldest_at=min(since + going, default=None),
            tasks=len(tasks),
            task_at=min(tasks, default=None),
        )


def _unprinted(jobs: Sequence[Row]) -> UnprintedReceipts | None:
    stuck = [job for job in jobs if job.tries >= GIVEN_UP]
    if not stuck:
        return None
    return UnprintedReceipts(
        receipts=len(stuck),
        since=min(made_at(job.id) for job in stuck),
        due_at=min(job.due_at for job in stuck),
        tries=max(job.tries for job in stuck),
        problem=max(stuck, key=lambda job: job.due_at).last_error,
    )
