"""What the till keeps failing at by a fault of its own: a person has to hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.payment import REFUND_OPEN, Attempt, Refund

PATIENCE = 3
"""So often in a row an answer may be of no use before somebody has to look at it."""

_OF_NO_USE = frozenset(
    {
        "provider_answer_unclear",
        "provider_untrusted",
        "provider_other_order",
        "provider_amount_wrong",
        "provider_misconfigured",
        "provider_clock_wrong",
        "payment_declined",
    }
)


class TroubleKind(StrEnum):
    """What it was that failed."""

    PAYMENT = "PAYMENT"  # asking about a payment, or ending it
    REFUND = "REFUND"  # sending a refund, or asking about it
    ORDER = "ORDER"  # letting an unpaid order go


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that fails again and again; it is gone as soon as it works once.

    Attributes:
        id: of the payment, refund or order.
        till: where it failed last.
        problem: for those who mend it; holds nothing that is secret or a customer's.
        broken: the program itself failed; else an answer was of no use.
        since: when it failed first; due_at: when it is tried next.
        handled: who has looked after it, and how; it is kept from the list from then on.
    """

    id: str
    kind: TroubleKind
    order_id: str
    till: str
    problem: str
    broken: bool
    since: datetime
    due_at: datetime
    tries: int = 1
    handled: str = ""


def problem_of(thing: object) -> str:
    """Why the last answer about a payment or refund was of no use; empty when it was."""
    if isinstance(thing, Attempt) and thing.unanswered and thing.evidence in _OF_NO_USE:
        return thing.evidence
    if isinstance(thing, Refund) and thing.state in REFUND_OPEN and thing.last_error in _OF_NO_USE:
        return thing.last_error
    return ""
