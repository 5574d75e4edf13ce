"""How a ratio is measured: both sides in turn, warm, compared by their medians."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured ratio. `value` and `limit` are ratios, or milliseconds where `unit` says so."""

    name: str
    value: float
    limit: float
    detail: str
    unit: str = "x"

    @property
    def holds(self) -> bool:
        """Whether the promise is kept."""
        return self.value <= self.limit

    def __str__(self) -> str:
        verdict = "ok" if self.holds else "TOO SLOW"
        return (
            f"{self.name:<44} {self.value:8.2f} {self.unit:<2} "
            f"(limit {self.limit:g}) {verdict:<9} {self.detail}"
        )


class PromiseBroken(AssertionError):
    """A measured ratio is over its limit."""


promised: list[Figure] = []
listeners: list[Callable[[Figure], object]] = []


def promise(figure: Figure) -> None:
    """Keep a figure for whoever listens; PromiseBroken when it is over its limit."""
    promised.append(figure)
    for listener in listeners:
        listener(figure)
    if not figure.holds:
        raise PromiseBroken(str(figure))


def timed(action: Callable[[], object]) -> float:
    """Seconds of one call, without the garbage collector."""
    gc.disable()
    try:
        begin = time.perf_counter()
        action()
        return time.perf_counter() - begin
    finally:
        gc.enable()


def alternate(
    sides: Sequence[Callable[[], object]], *, rounds: int, warm: int = 5
) -> list[list[float]]:
    """Seconds of every round for each side, the sides taking turns."""
    seconds: list[list[float]] = [[] for _ in sides]
    for turn in range(rounds + warm):
        for side, action in enumerate(sides):
            spent = timed(action)
            if turn >= warm:
                seconds[side].append(spent)
    return seconds


def against(
    name: str,
    ours: Callable[[], object],
    limit: Callable[[], object],
    *,
    at_most: float,
    rounds: int,
) -> Figure:
    """Compare the medians of two sides."""
    mine, bare = (statistics.median(side) for side in alternate((ours, limit), rounds=rounds))
    return Figure(
        name=name,
        value=mine / bare,
        limit=at_most,
        detail=f"{mine * 1000:.3f} ms against {bare * 1000:.3f} ms",
    )


def percentile(seconds: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of the measurements lie."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
