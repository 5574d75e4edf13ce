"""What keeps failing: a row while it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Executable, Text, and_, delete, not_, or_, select, update

from app.domain.order_states import Lifecycle
from app.domain.trouble import Trouble, TroubleKind
from data import statements
from data.mapping import Mapping
from data.statements import Statement, param
from data.tables.orders import orders
from data.tables.payments import payment_attempt, refund
from data.tables.troubles import trouble

if TYPE_CHECKING:
    from data.session import Session

TROUBLE = Mapping(Trouble)
_WHERE_ID = param("where_id", trouble.c.id.type)
_ID = trouble.c.id == _WHERE_ID
_AGAIN = ("till", "problem", "broken", "due_at")
"""What a new failure tells anew of one that is known."""

STILL_TRIED = or_(
    select(payment_attempt.c.id)
    .where(payment_attempt.c.id == trouble.c.id, payment_attempt.c.due_at.is_not(None))
    .exists(),
    select(refund.c.id).where(refund.c.id == trouble.c.id, refund.c.due_at.is_not(None)).exists(),
    and_(
        trouble.c.kind == TroubleKind.ORDER,
        select(orders.c.id)
        .where(orders.c.id == trouble.c.id, orders.c.lifecycle == Lifecycle.PLACED)
        .correlate(trouble)
        .exists(),
    ),
)


def _failed(dialect: str) -> Executable:
    made = statements.insert_or(trouble, dialect)
    news = {name: made.excluded[name] for name in _AGAIN}
    return made.on_conflict_do_update(  # type: ignore[no-any-return]
        index_elements=[trouble.c.id], set_={**news, "tries": trouble.c.tries + 1}
    )


_FAILED = Statement(_failed)
_MENDED = Statement(delete(trouble).where(_ID))
_FORGET = Statement(delete(trouble).where(trouble.c.id != _WHERE_ID, not_(STILL_TRIED)))
_HANDLED = Statement(update(trouble).values(handled=param("handled", Text())).where(_ID))


class TroubleRepository:
    """Counts how often something failed since it worked last."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def failed(self, again: Trouble) -> None:
        """Insert, or count one more try of what failed before; forget what is over."""
        self._session.write(_FAILED, TROUBLE.values(again))
        self._session.write(_FORGET, {"where_id": again.id})

    def mended(self, trouble_id: str) -> None:
        """It works again."""
        self._session.write(_MENDED, {"where_id": trouble_id})

    def handle(self, trouble_id: str, handled: str) -> None:
        """A person has looked after it."""
        self._session.write(_HANDLED, {"where_id": trouble_id, "handled": handled})
