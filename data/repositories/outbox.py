"""Jobs to do after a commit."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from app.domain.outbox import Job
from data import statements
from data.mapping import Mapping
from data.statements import Statement, param
from data.tables.records import outbox

if TYPE_CHECKING:
    from data.session import Session

JOB = Mapping(Job)

_ADD = statements.insert(outbox)
_DONE = Statement(delete(outbox).where(outbox.c.id == param("where_id", outbox.c.id.type)))
_POSTPONE = Statement(
    update(outbox)
    .values(
        due_at=param("due_at", outbox.c.due_at.type),
        last_error=param("last_error", outbox.c.last_error.type),
        tries=outbox.c.tries + 1,
    )
    .where(outbox.c.id == param("where_id", outbox.c.id.type))
)


class OutboxRepository:
    """Jobs are rows; a finished one is gone."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, job: Job) -> None:
        """Insert."""
        self._session.write(_ADD, JOB.values(job))

    def done(self, job_id: str) -> None:
        """Remove a finished job."""
        self._session.write(_DONE, {"where_id": job_id})

    def postpone(self, job_id: str, *, due_at: datetime, error: str) -> None:
        """Try again later; raises `tries`."""
        self._session.write(_POSTPONE, {"where_id": job_id, "due_at": due_at, "last_error": error})
