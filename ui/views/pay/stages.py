"""Where a payment can stand, and what it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from app.domain.order import Order


class Stage(Enum):
    """Where the payment stands; UNKNOWN is neither paid nor failed.

    WRONG: another amount came than was asked for. GONE: money came for an order that had been
    cancelled.
    """

    CHOOSE = auto()
    PART = auto()
    TIP = auto()
    CASH = auto()
    CARD = auto()
    SCAN = auto()
    STARTING = auto()
    CODE = auto()
    UNKNOWN = auto()
    WRONG = auto()
    GONE = auto()
    DONE = auto()


ASIDE = frozenset({Stage.PART, Stage.TIP, Stage.CASH, Stage.CARD, Stage.SCAN})
"""Pages that have sent nothing yet: one step back leads to the ways to pay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One payment of a sale that takes several."""

    tender: str
    amount_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A paid sale; `change_minor` is None where there is no change to give."""

    order_id: str
    number: str
    paid_minor: int
    change_minor: int | None = None


def finished_of(order: Order) -> Finished:
    """An order whose money has come, without change to give."""
    return Finished(order_id=order.id, number=order.number, paid_minor=order.total_minor)
