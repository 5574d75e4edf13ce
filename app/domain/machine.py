"""State machines as literal tables: {state: {event: state}}, one step function for all."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from app.domain.errors import UserError

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)


def step(table: Mapping[S, Mapping[E, S]], state: S, event: E) -> S:
    """Return the state after `event`; an event the table does not know there is refused.

    A table that answers the same state makes a redelivered event a no-op.
    """
    try:
        return table[state][event]
    except KeyError:
        raise UserError("transition_refused", state=state.value, event=event.value) from None
