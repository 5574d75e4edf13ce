"""One call at a time about one attempt, also where several programs share the books."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from app.domain import polling
from app.domain.errors import ShopError, Unavailable, UserError
from app.ports.gateway import Gateway
from app.ports.unit_of_work import UnitOfWork
from app.services.context import Context
from app.services.listening import HeardGateway

log = logging.getLogger(__name__)

T = TypeVar("T")
CALL = timedelta(seconds=60)
"""No call takes longer: connecting, sending and a whole answer each have their limit."""
LEASE = timedelta(seconds=90)
"""So long after a program died in the middle of a call, others ask in its place."""
PATIENCE, LOOK_S = 100, 0.1
"""So often, and so far apart, a person's wish looks whether its turn has come."""


@dataclass(slots=True, kw_only=True, eq=False)
class Turn:
    """The right to ask about an attempt, and only that one, until some time."""

    attempt_id: str
    until: datetime


class Turns:
    """This program's turns; `holder` is its name among all that share the books.

    Whoever comes back under the name of one that died goes on at once with what that one held.
    A power cut may take turns away: those who held them are gone as well.
    """

    def __init__(self, context: Context, holder: str) -> None:
        self._context = context
        self._holder = holder
        self._begun = False
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Give back what an earlier run left, and what nobody came back for; only the first call
        does anything.
        """
        with self._lock:
            if self._begun:
                return
            with self._context.unit_of_work(fleeting=True) as unit:
                long_ago = self._context.now() - polling.LONGEST
                unit.turns.forget(self._holder, over_since=long_ago)
                unit.commit()
            self._begun = True

    def take(self, attempt_ids: Iterable[str]) -> dict[str, Turn]:
        """Turns for those of the attempts that nobody asks about; one transaction for all."""
        self.begin()
        wanted = sorted(set(attempt_ids))  # in the same order everywhere: nobody waits in a ring
        if not wanted:
            return {}
        with self._context.unit_of_work(fleeting=True) as unit:
            taken = {x: mine for x in wanted if (mine := self.take_in(unit, x)) is not None}
            unit.commit()
        return taken

    def take_in(self, unit: UnitOfWork, attempt_id: str) -> Turn | None:
        """A turn as a part of a transaction, after `begin`; None while another one has it."""
        now = self._context.now()
        turn = Turn(attempt_id=attempt_id, until=now + LEASE)
        mine = unit.turns.take(attempt_id, self._holder, until=turn.until, now=now)
        return turn if mine else None

    @contextmanager
    def using(self, turn: Turn) -> Iterator[None]:
        """Give it back at the end of a block; what was done in it stands also when that fails."""
        try:
            yield
        finally:
            try:
                self._give_back(turn)
            except ShopError as error:
                log.info("the turn of %s ends by itself: %s", turn.attempt_id, error)

    @contextmanager
    def waited_for(self, attempt_id: str) -> Iterator[Turn]:
        """A turn for a person's wish; Unavailable("attempt_busy") when it does not come soon."""
        for _ in range(PATIENCE):
            turn = self.take([attempt_id]).get(attempt_id)
            if turn is not None:
                with self.using(turn):
                    yield turn
                return
            threading.Event().wait(LOOK_S)
        raise Unavailable("attempt_busy")

    def calls(self, turn: Turn, gateway: Gateway) -> Gateway:
        """The gateway for what is asked in a turn: no call begins that could outlast it.

        Each may raise UserError("changed_elsewhere"): the turn has passed to somebody else.
        """

        def heard(call: Callable[[], T]) -> T:
            self._extend(turn)
            return call()

        return HeardGateway(gateway, heard)

    def _give_back(self, turn: Turn) -> None:
        with self._context.unit_of_work(fleeting=True) as unit:
            unit.turns.give_back(turn.attempt_id, self._holder, until=turn.until)
            unit.commit()

    def _extend(self, turn: Turn) -> None:
        now = self._context.now()
        if turn.until - now >= CALL:
            return
        with self._context.unit_of_work(fleeting=True) as unit:
            to = now + LEASE
            if not unit.turns.extend(turn.attempt_id, self._holder, until=turn.until, to=to):
                raise UserError("changed_elsewhere")
            unit.commit()
        turn.until = to
