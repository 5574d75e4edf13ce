"""A second program of a shop, in a process of its own, which works off what is due."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from data.database import open_database
from tests.helpers.clock import StandingClock
from tests.helpers.forks import FORKS
from tests.helpers.shop import KEY, Shop
from tests.helpers.watched import Span, Watched

_PATIENCE_S = 60


@dataclass(frozen=True, kw_only=True)
class Task:
    """The shop at `url` and `folder`, the settings of one provider's gateway, and the time."""

    url: str
    folder: Path
    provider: str
    values: dict[str, str]
    now: datetime


class Beside:
    """The program, while it runs."""

    def __init__(self, ear: Connection) -> None:
        self._ear = ear

    def spans(self) -> list[Span]:
        """Its calls, once it has ended."""
        if not self._ear.poll(_PATIENCE_S):
            raise TimeoutError("the second program does not end")
        found: list[Span] = self._ear.recv()
        return found


def rounds(shop: Shop, watched: Watched, count: int) -> list[Span]:
    """Do what is due so many times, two seconds apart."""
    for _ in range(count):
        shop.house.poller.run_due()
        shop.clock.advance(seconds=2)
    return watched.spans


def _live(task: Task, count: int, mouth: Connection) -> None:
    """All that the second program does, once it has said that it is there."""
    clock = StandingClock(task.now)
    shop = Shop(task.folder, open_database(task.url, key=KEY, clock=clock), None, clock)
    shop.gateways.set_up(task.provider, task.values)
    mouth.send("open")
    mouth.send(rounds(shop, shop.gateways.watch(task.provider), count))
    shop.close()


@contextmanager
def beside(task: Task, *, rounds: int) -> Iterator[Beside]:
    """Start it and wait until it is open; at the end of the block it has ended."""
    ear, mouth = FORKS.Pipe(duplex=False)
    process = FORKS.Process(target=_live, args=(task, rounds, mouth))
    process.start()
    mouth.close()
    try:
        with ear:
            if not ear.poll(_PATIENCE_S) or ear.recv() != "open":
                raise TimeoutError("the second program does not open")
            yield Beside(ear)
    finally:
        process.join(_PATIENCE_S)
        process.kill()
