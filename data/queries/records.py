"""Held carts, waiting jobs, and whether the audit chain holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Integer, select

from app.domain.audit import GENESIS, AuditEntry, chain_hash
from data.mapping import Mapping
from data.queries.base import Reads
from data.repositories.holds import held_carts
from data.repositories.outbox import JOB
from data.statements import Statement, param
from data.tables.records import audit_entry, outbox

if TYPE_CHECKING:
    from app.domain.holds import HeldCart
    from app.domain.outbox import Job
    from data.session import Session

CHAIN_STEP = 5000

_ENTRY = Mapping(AuditEntry)
_DUE_JOBS = Statement(
    select(outbox)
    .where(
        outbox.c.due_at <= param("now", outbox.c.due_at.type),
        outbox.c.till == param("till", outbox.c.till.type),
    )
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(param("limit", Integer()))
)
_CHAIN = Statement(
    select(audit_entry)
    .where(audit_entry.c.seq > param("after", Integer()))
    .order_by(audit_entry.c.seq)
    .limit(CHAIN_STEP)
)


class RecordReads(Reads):
    """What was laid aside, what is still to be done, and the record of what was."""

    def holds(self) -> Sequence[HeldCart]:
        """Held carts of all tills, newest first."""
        with self._store.reading() as session:
            return held_carts(session, self._vault)

    def due_jobs(self, till: str, now: datetime, limit: int) -> Sequence[Job]:
        """Outbox jobs of a till that are due, oldest first."""
        with self._store.reading() as session:
            rows = session.all(_DUE_JOBS, till=till, now=now, limit=limit)
            return [JOB.build(row) for row in rows]

    def audit_break(self) -> int | None:
        """Position of the first broken link of the audit chain, None when it holds."""
        with self._store.reading() as session:
            return _first_break(session)


def _first_break(session: Session) -> int | None:
    seq, previous = 0, GENESIS
    while rows := session.all(_CHAIN, after=seq):
        for row in rows:
            seq += 1
            hashed = chain_hash(previous, _ENTRY.build(row))
            if (row.seq, row.prev_hash, row.hash) != (seq, previous, hashed):
                return seq
            previous = hashed
    return None
