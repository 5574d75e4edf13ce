"""Turns to ask about an attempt: a row while somebody asks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Executable, and_, delete, or_, update

from app.domain import polling
from data import statements
from data.statements import Statement, param
from data.tables.turns import turn
from data.types import Moment

if TYPE_CHECKING:
    from data.session import Session

_MINE = and_(
    turn.c.attempt_id == param("where_id", turn.c.attempt_id.type),
    turn.c.holder == param("where_holder", turn.c.holder.type),
    turn.c.until == param("where_until", Moment()),
)


def _take(dialect: str) -> Executable:
    made = statements.insert_or(turn, dialect)
    return made.on_conflict_do_update(  # type: ignore[no-any-return]
        index_elements=[turn.c.attempt_id],
        set_={"holder": made.excluded.holder, "until": made.excluded.until},
        where=or_(turn.c.until <= param("now", Moment()), turn.c.until > param("far", Moment())),
    )


_TAKE = Statement(_take)
_EXTEND = Statement(update(turn).values(until=param("until", Moment())).where(_MINE))
_GIVE_BACK = Statement(delete(turn).where(_MINE))
_FORGET = Statement(
    delete(turn).where(
        or_(
            turn.c.holder == param("where_holder", turn.c.holder.type),
            turn.c.until <= param("where_until", Moment()),
        )
    )
)


class TurnRepository:
    """The database lets nobody have a turn that another one has."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(self, attempt_id: str, holder: str, *, until: datetime, now: datetime) -> bool:
        """Take it if nobody has it, or nobody any more at `now`.

        One that lasts too long was written by a clock that was wrong, and is over as well.
        """
        values = {"attempt_id": attempt_id, "holder": holder, "until": until}
        times = {"now": now, "far": now + polling.LONGEST}
        return self._session.write(_TAKE, {**values, **times}) == 1

    def extend(self, attempt_id: str, holder: str, *, until: datetime, to: datetime) -> bool:
        """Keep a turn that ended at `until`; False when somebody else has it by now."""
        mine = {"where_id": attempt_id, "where_holder": holder, "where_until": until}
        return self._session.write(_EXTEND, {**mine, "until": to}) == 1

    def give_back(self, attempt_id: str, holder: str, *, until: datetime) -> None:
        """Let others have it; nothing when it is another one's by now."""
        mine = {"where_id": attempt_id, "where_holder": holder, "where_until": until}
        self._session.write(_GIVE_BACK, mine)

    def forget(self, holder: str, *, over_since: datetime) -> None:
        """Give back all that this holder has, and what was over by then."""
        self._session.write(_FORGET, {"where_holder": holder, "where_until": over_since})
