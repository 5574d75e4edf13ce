"""Finds what is due and does it: the window beat by beat, the command line until nothing is."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import NamedTuple

from app.domain.order import Order
from app.domain.order_states import Lifecycle
from app.domain.payment import LIVE, Attempt, Refund, RefundState
from app.domain.trouble import TroubleKind
from app.ports.clock import Clock
from app.ports.queries import Due, Line, Queries
from app.ports.waiting import Waiting
from app.services.orders import Orders
from app.services.payments import Payments
from app.services.reach import Lines
from app.services.refunds import Refunds
from app.services.troubles import RETRY, Troubles, is_ours
from app.services.turns import Turn, Turns

log = logging.getLogger(__name__)

AT_ONCE, AT_ONCE_ON_A_LINE = 6, 3
"""Calls under way in all, and with one provider: one that hangs holds up its own alone."""
REST_S, FAILED_REST_S, BROKEN_REST_S = 1.0, 10.0, RETRY.total_seconds()
"""How long a thing is left alone, whatever its row says: asked, failed, failed by our fault."""
Call = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the till stands with the outside.

    Attributes:
        here, away: the providers that answer, and those that do not; in doubt, neither.
    """

    here: tuple[str, ...]
    away: tuple[str, ...]
    waiting: Waiting


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was done.

    Attributes:
        asked: calls in all; settled: payments that got their final answer; refunded, expired:
            refunds that arrived, unpaid orders that were let go.
        broken: failures that are this program's own fault.
    """

    asked: int = 0
    settled: int = 0
    refunded: int = 0
    expired: int = 0
    broken: list[Exception] = field(default_factory=list)


@dataclass(slots=True)
class _Held:
    """Something that is not to be taken up: under way, or resting."""

    line: Line | None
    until_s: float = math.inf


class _Wanted(NamedTuple):
    """Something due, and how it is done once its turn has been taken."""

    due: Due
    line: Line
    kind: TroubleKind
    action: Callable[[Due, Turn], object]


class Poller:
    """Due payments, refunds and unpaid orders; newest first, and no provider is crowded."""

    def __init__(
        self,
        clock: Clock,
        queries: Queries,
        *,
        lines: Lines,
        payments: Payments,
        refunds: Refunds,
        orders: Orders,
        turns: Turns,
        troubles: Troubles,
        till: str,
    ) -> None:
        self._clock = clock
        self._queries = queries
        self._lines = lines
        self._payments = payments
        self._refunds = refunds
        self._orders = orders
        self._turns = turns
        self._troubles = troubles
        self._till = till
        self._held: dict[str, _Held] = {}
        self._lock = threading.Lock()

    def standing(self) -> Standing:
        """Who is away, and what waits."""
        waiting = self._queries.waiting(self._till, self._clock.now())
        return Standing(here=self._lines.here(), away=self._lines.away(), waiting=waiting)

    def due(self) -> Sequence[Call]:
        """Calls that may be made now, each safe on a thread of its own.

        Each has to be made: until then what it is about is not given out again. A call raises
        only what is this program's own fault.
        """
        return self._choose()[0]

    def try_now(self, kind: TroubleKind, subject: str) -> object:
        """Once more, because a person wants to see it; raises whatever comes of it."""
        action: Callable[[str], object] = {
            TroubleKind.PAYMENT: self._payments.check,
            TroubleKind.REFUND: self._refunds.run,
            TroubleKind.ORDER: self._orders.expire,
        }[kind]
        return self._troubles.watched(kind, subject, partial(action, subject))

    def run_due(self, *, seconds: float = 0.0) -> Tally:
        """Do what is due, several things at a time, until nothing is or the time is over.

        What has to wait for a provider is waited for within the time.
        """
        tally, begun = Tally(), self._clock.now()
        until_s = self._clock.monotonic() + seconds
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="due") as pool:
            running: set[Future[object]] = set()
            while True:
                calls, held_up = self._choose()
                running |= {pool.submit(call) for call in calls}
                if running:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    for call in done:
                        _count(tally, call, begun)
                    continue
                pause_s = min(map(self._lines.pause_s, held_up), default=math.inf)
                if self._clock.monotonic() + pause_s > until_s:
                    return tally
                threading.Event().wait(pause_s)

    def _choose(self) -> tuple[list[Call], list[Line]]:
        """What may be done now, and the lines whose providers have to be waited for."""
        self._turns.begin()
        lines = self._queries.due_lines(self._clock.now())
        held_up = [line for line in lines if not self._lines.room(line)]
        with self._lock:
            self._wake()
            wanted: list[_Wanted] = []
            for line in lines:
                if line not in held_up:
                    wanted += self._of_line(line, AT_ONCE - self._under_way() - len(wanted))
            room = AT_ONCE - self._under_way() - len(wanted)
            unpaid = self._queries.due_unpaid(self._clock.now(), room + len(self._held))
            turns = self._turns.take(x.due.attempt_id for x in wanted)
            at_work = set(lines) | {x.line for x in self._held.values()}
            calls = self._lines.questions(at_work.__contains__)  # when nothing can fail any more
            calls += self._in_turn(wanted, turns)
            for order_id in [x for x in unpaid if x not in self._held][:room]:
                expire = partial(self._orders.expire, order_id)
                calls.append(self._call(TroubleKind.ORDER, order_id, expire))
            return calls, held_up

    def _of_line(self, line: Line, most: int) -> list[_Wanted]:
        """What is due on a line and has room there, newest first."""
        room = min(self._lines.room(line), AT_ONCE_ON_A_LINE - self._under_way(line), most)
        if room <= 0:
            return []
        now, most = self._clock.now(), room + len(self._held)
        work = [
            *(
                _Wanted(x, line, TroubleKind.PAYMENT, self._check)
                for x in self._queries.due_attempts(line, now, most)
            ),
            *(
                _Wanted(x, line, TroubleKind.REFUND, self._refund)
                for x in self._queries.due_refunds(line, now, most)
            ),
        ]
        work.sort(key=lambda x: x.due.created_at, reverse=True)
        return [x for x in work if x.due.id not in self._held][:room]

    def _in_turn(self, wanted: list[_Wanted], turns: dict[str, Turn]) -> Iterator[Call]:
        """Calls for what no other program has begun with meanwhile; one about each attempt."""
        for due, line, kind, action in wanted:
            turn = turns.pop(due.attempt_id, None)
            if turn is not None:
                yield self._call(kind, due.id, partial(action, due, turn), line)

    def _check(self, _due: Due, turn: Turn) -> Attempt:
        with self._turns.using(turn):
            return self._payments.check_due(turn)

    def _refund(self, due: Due, turn: Turn) -> Refund:
        with self._turns.using(turn):
            return self._refunds.run_due(due.id, turn)

    def _call(
        self, kind: TroubleKind, subject: str, action: Call, line: Line | None = None
    ) -> Call:
        self._held[subject] = _Held(line)

        def call() -> object:
            rest_s = BROKEN_REST_S
            try:
                result = self._troubles.watched(kind, subject, action)
                rest_s = REST_S
                return result
            except Exception as error:
                if is_ours(error):
                    log.exception("what was due about %s", subject)
                    raise
                rest_s = FAILED_REST_S
                log.info("what was due about %s: %s", subject, error)
                return None
            finally:
                with self._lock:
                    self._held[subject].until_s = self._clock.monotonic() + rest_s

        return call

    def _wake(self) -> None:
        now_s = self._clock.monotonic()
        for subject in [x for x, held in self._held.items() if held.until_s <= now_s]:
            del self._held[subject]

    def _under_way(self, line: Line | None = None) -> int:
        return sum(
            held.until_s == math.inf and line in {None, held.line} for held in self._held.values()
        )


def _count(tally: Tally, call: Future[object], begun: datetime) -> None:
    """Add what became of one call."""
    tally.asked += 1
    failure = call.exception()
    if isinstance(failure, Exception):
        tally.broken.append(failure)
    elif failure is not None:
        raise failure
    else:
        _count_result(tally, call.result(), begun)


def _count_result(tally: Tally, result: object, begun: datetime) -> None:
    match result:
        case Attempt(settled_at=datetime() as at, state=state) if at >= begun:
            tally.settled += state not in LIVE
        case Refund(settled_at=datetime() as at, state=state) if at >= begun:
            tally.refunded += state is RefundState.SUCCEEDED
        case Order(lifecycle=Lifecycle.CANCELLED):
            tally.expired += 1
