"""A gateway that is watched: which of its calls were under way at the same time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.ports.gateway import Gateway

CALLS = ("create", "query", "close", "cancel", "refund", "query_refund")


@dataclass(frozen=True, slots=True)
class Span:
    """A call about an attempt, from one second to another of the machine's own clock."""

    call: str
    number: str
    begun_s: float
    ended_s: float


class Watched:
    """Keeps the span of every call, so that those of several programs can be laid together."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._lock = threading.Lock()
        self.spans: list[Span] = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._gateway, name)
        return self._watched(name, found) if name in CALLS else found

    @property
    def asked(self) -> list[str]:
        """The attempts of all queries, in the order of their answers."""
        return [x.number for x in self.spans if x.call == "query"]

    def _watched(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(about: Any, **options: Any) -> Any:
            begun_s = time.monotonic()
            try:
                return call(about, **options)
            finally:
                number = about if isinstance(about, str) else about.attempt_no
                with self._lock:
                    self.spans.append(Span(name, number, begun_s, time.monotonic()))

        return watched


def most_at_once(spans: Iterable[Span]) -> int:
    """How many calls were under way at the same time at most."""
    steps = [step for x in spans for step in ((x.begun_s, 1), (x.ended_s, -1))]
    under_way = most = 0
    for _, change in sorted(steps):
        under_way += change
        most = max(most, under_way)
    return most


def most_for_one(spans: Iterable[Span]) -> int:
    """The same among the calls about one attempt."""
    by_number: dict[str, list[Span]] = {}
    for span in spans:
        by_number.setdefault(span.number, []).append(span)
    return max(most_at_once(x) for x in by_number.values())
