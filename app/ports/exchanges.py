"""What is said to providers and by them, word for word, until the books have it.

A gateway keeps every call and every message; whoever uses the gateway overhears them and hands
them to the books with what came of them, in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What the till made of it."""

    ANSWERED = "ANSWERED"
    REFUSED = "REFUSED"
    UNKNOWN = "UNKNOWN"
    NOT_SENT = "NOT_SENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A call with its answer, a message, or a person's words. Secrets are masked.

    Attributes:
        call: as the provider names it; empty for what no provider said.
        reason: why the outcome is not ANSWERED, or what else is to be known of it.
        sent_at: when it left the till, or came in.
        answered_at: when the answer had come, whatever it was worth; None without one.
        status: of the answer over HTTP.
        request, answer: masked, and cut off where they are long beyond reason.
    """

    call: str = ""
    outcome: Outcome = Outcome.ANSWERED
    reason: str = ""
    sent_at: datetime
    answered_at: datetime | None = None
    status: int | None = None
    request: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An exchange in the books.

    Attributes:
        what: who wanted it, and what for.
        refund_id: None for what is about the payment itself.
        repeats: how often it was said again, word for word; last_at: when it was last.
    """

    what: str
    refund_id: str | None
    exchange: Exchange
    repeats: int
    last_at: datetime


_listening: ContextVar[list[Exchange] | None] = ContextVar("exchanges", default=None)


@contextmanager
def overheard() -> Iterator[list[Exchange]]:
    """Everything that is kept on this thread during the block, as it happens."""
    heard: list[Exchange] = []
    token = _listening.set(heard)
    try:
        yield heard
    finally:
        _listening.reset(token)


def doubt(reason: str) -> None:
    """What was answered last is not to be relied on after all."""
    heard = _listening.get()
    if heard and heard[-1].outcome is Outcome.ANSWERED:
        heard[-1] = replace(heard[-1], outcome=Outcome.UNKNOWN, reason=reason)


def keep(exchange: Exchange) -> None:
    """For gateways: let it be overheard. What nobody listens to is about no payment."""
    heard = _listening.get()
    if heard is not None:
        heard.append(exchange)
