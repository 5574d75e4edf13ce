"""How many requests come from tills, and a limit on how many are answered in a second."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Receive, Scope, Send

from app.sandbox.reply import Reply

_SECOND_S = 1.0


@dataclass(slots=True, kw_only=True)
class Load:
    """What has been asked since the start.

    Attributes:
        rate: requests that are answered in any second; None without a limit.
        answered, refused: so many in all, refused for being one too many.
        most_in_a_second, most_at_once: of all that came, refused ones too.
    """

    rate: int | None = None
    answered: int = 0
    refused: int = 0
    most_in_a_second: int = 0
    most_at_once: int = 0
    _came: deque[float] = field(default_factory=deque)
    _let_in: deque[float] = field(default_factory=deque)
    _under_way: int = 0

    def begin(self, now_s: float) -> bool:
        """A request comes at this second of any clock; returns whether it may go on."""
        self._under_way += 1
        self.most_at_once = max(self.most_at_once, self._under_way)
        self.most_in_a_second = max(self.most_in_a_second, _within(self._came, now_s) + 1)
        self._came.append(now_s)
        if self.rate is not None and _within(self._let_in, now_s) >= self.rate:
            self.refused += 1
            return False
        self._let_in.append(now_s)
        self.answered += 1
        return True

    def end(self) -> None:
        """It has been answered, or its till has gone."""
        self._under_way -= 1

    def as_json(self) -> dict[str, int | None]:
        """For scripts."""
        return {
            "rate": self.rate,
            "answered": self.answered,
            "refused": self.refused,
            "most_in_a_second": self.most_in_a_second,
            "most_at_once": self.most_at_once,
        }


class Limited:
    """Lets tills' requests through as the load allows, and everything else."""

    def __init__(self, app: ASGIApp, load: Load, refusals: dict[str, Reply]) -> None:
        self._app = app
        self._load = load
        self._refusals = refusals

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = _refusal(scope, self._refusals)
        if refusal is None:
            await self._app(scope, receive, send)
            return
        try:
            goes_on = self._load.begin(time.monotonic())
            await (self._app if goes_on else refusal)(scope, receive, send)
        finally:
            self._load.end()


def _refusal(scope: Scope, refusals: dict[str, Reply]) -> Reply | None:
    """What a till is told on the wire it speaks; None for everybody else."""
    if scope["type"] != "http":
        return None
    path = scope["path"]
    return next((x for start, x in refusals.items() if path.startswith(start)), None)


def _within(times: deque[float], now_s: float) -> int:
    """How many lie in the second before; older ones are forgotten."""
    while times and times[0] <= now_s - _SECOND_S:
        times.popleft()
    return len(times)
