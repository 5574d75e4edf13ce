"""The providers as this till reaches them: every call tells whether and how fast they answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from app.domain import pacing, reach
from app.domain.coins import CASH
from app.domain.errors import Refused, Unavailable
from app.ports import exchanges
from app.ports.clock import Clock
from app.ports.gateway import Gateway, Gateways, RateLimited, asked_to_wait
from app.ports.queries import Line
from app.ports.unit_of_work import NewId
from app.services.listening import HeardGateway

T = TypeVar("T")


@dataclass(slots=True)
class _Known:
    """What is known of one line."""

    reach: reach.Reach = field(default_factory=reach.Reach)
    pace: pacing.Pace = field(default_factory=pacing.Pace)
    asking: bool = False  # a question of its own is on its way


class Lines:
    """Implements app.ports.gateway.Gateways around another one, and keeps account of its calls."""

    def __init__(self, gateways: Gateways, clock: Clock, new_id: NewId) -> None:
        self._gateways = gateways
        self._clock = clock
        self._new_id = new_id
        self._known: dict[Line, _Known] = {}
        self._lock = threading.Lock()

    def offered(self) -> Mapping[str, Gateway]:
        """What customers may pay with now, also at providers that do not answer just now."""
        return {name: self._heard(name, x) for name, x in self._gateways.offered().items()}

    def offer(self, provider: str) -> Gateway:
        """One of these."""
        return self._heard(provider, self._gateways.offer(provider))

    def that_made(
        self, provider: str, *, test: bool, merchant: str | None = None
    ) -> Gateway | None:
        """The gateway for an attempt made before."""
        made = self._gateways.that_made(provider, test=test, merchant=merchant)
        return None if made is None else self._heard(provider, made)

    def require(self, provider: str, *, test: bool) -> None:
        """Unavailable("provider_offline") while nothing can be begun with a provider.

        Its `tenders` are the ways to pay that go on.
        """
        away = self.away()
        if provider in away and not self._is_online(Line(provider, test)):
            tenders = (CASH, *(x for x in self._gateways.offered() if x not in away))
            raise Unavailable("provider_offline", tender=provider, tenders=tenders)

    def here(self) -> tuple[str, ...]:
        """The providers that answered the last time they were asked."""
        return self._names(lambda x: not x.silences)

    def away(self) -> tuple[str, ...]:
        """The providers that do not answer."""
        return self._names(lambda x: not x.online)

    def _names(self, wanted: Callable[[reach.Reach], bool]) -> tuple[str, ...]:
        with self._lock:
            return tuple(sorted({x.provider for x, k in self._known.items() if wanted(k.reach)}))

    def _is_online(self, line: Line) -> bool:
        with self._lock:
            return line not in self._known or self._known[line].reach.online

    def room(self, line: Line) -> int:
        """How many requests may leave on a line now; none while its provider is away."""
        with self._lock:
            known = self._known.get(line) or _Known()
            return pacing.room(known.pace, self._clock.monotonic()) if known.reach.online else 0

    def pause_s(self, line: Line) -> float:
        """How long until a line may have room again."""
        now_s = self._clock.monotonic()
        with self._lock:
            known = self._known.get(line) or _Known()
            again_s = None if known.reach.online else reach.ask_again_s(known.reach)
            return max(
                pacing.pause_s(known.pace, now_s), 0.0 if again_s is None else again_s - now_s
            )

    def questions(self, at_work: Callable[[Line], bool]) -> list[Callable[[], object]]:
        """Calls that find out whether a provider is back, one at a time for each that is away.

        Args:
            at_work: whether a line has other calls to make, which tell as much while there is
                only a doubt.
        """
        now_s = self._clock.monotonic()
        with self._lock:
            found = []
            for line, known in self._known.items():
                again_s = reach.ask_again_s(known.reach)
                wanted = again_s is not None and again_s <= now_s and not known.asking
                if wanted and not (known.reach.online and at_work(line)):
                    known.asking = True
                    found.append(self._question(line, known))
        return found

    def _question(self, line: Line, known: _Known) -> Callable[[], object]:
        def ask() -> None:
            """About a payment that never was: any believable answer will do."""
            try:
                gateway = self._reachable(line)
                if gateway is not None:
                    gateway.query(self._new_id())
            except (Unavailable, Refused):
                pass  # has been heard
            finally:
                known.asking = False

        return ask

    def _reachable(self, line: Line) -> Gateway | None:
        """The gateway of a line; a line that has none any more is forgotten."""
        try:
            gateway = self.that_made(line.provider, test=line.test)
        except (Unavailable, Refused):  # nobody was called: whatever is next asked there tells
            gateway = None
        if gateway is None:
            with self._lock:
                self._known.pop(line, None)
        return gateway

    def _heard(self, provider: str, gateway: Gateway) -> Gateway:
        if gateway.caps.confirms == "cashier":
            return gateway  # nobody is asked
        line = Line(provider, gateway.caps.test_mode)

        def heard(call: Callable[[], T]) -> T:
            return self._listen(line, call)

        return HeardGateway(gateway, heard)

    def _listen(self, line: Line, call: Callable[[], T]) -> T:
        asked_s = self._clock.monotonic()
        with self._lock:
            known = self._known.setdefault(line, _Known())
            known.pace = pacing.left(known.pace, asked_s)
        try:
            result = call()
        except RateLimited as error:
            self._had_enough(known, error)
            raise
        except Refused:
            self._answered(known)
            raise
        except Unavailable as error:
            exchanges.doubt(str(error))
            self._silent(known, asked_s)
            raise
        self._answered(known)
        return result

    def _answered(self, known: _Known) -> None:
        with self._lock:
            known.reach = reach.answered(known.reach)
            known.pace = pacing.answered(known.pace, self._clock.monotonic())

    def _had_enough(self, known: _Known, error: RateLimited) -> None:
        wait_s = asked_to_wait(error).total_seconds()
        with self._lock:
            known.reach = reach.answered(known.reach)
            known.pace = pacing.had_enough(known.pace, self._clock.monotonic(), wait_s=wait_s)

    def _silent(self, known: _Known, asked_s: float) -> None:
        now_s = self._clock.monotonic()
        with self._lock:
            known.reach = reach.silent(known.reach, asked_s=asked_s, now_s=now_s)
