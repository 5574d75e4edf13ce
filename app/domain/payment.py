"""Payment attempts and refunds: their states, and what they add up to for an order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.order_states import PaymentState


class AttemptState(StrEnum):
    """Where one attempt to take money stands."""

    CREATED = "CREATED"  # committed; nothing is known to have left the till
    PENDING = "PENDING"  # the provider knows of it, or shows a code for it
    UNKNOWN = "UNKNOWN"  # bytes may have left and no believable answer came back
    SUCCEEDED = "SUCCEEDED"
    CLAIMED = "CLAIMED"  # a person says the money is there; no provider or bank has said so yet
    DECLINED = "DECLINED"
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"
    LATE_PAID = "LATE_PAID"  # money came after we had given the attempt up
    MISMATCH = "MISMATCH"  # money came, but not the amount or currency asked for


class AttemptEvent(StrEnum):
    """What can be learnt about an attempt."""

    WAITING = "WAITING"
    PAID = "PAID"
    CLAIMED = "CLAIMED"
    DECLINED = "DECLINED"
    EXPIRED = "EXPIRED"
    CLOSED = "CLOSED"
    NO_ANSWER = "NO_ANSWER"
    WRONG_AMOUNT = "WRONG_AMOUNT"


_LIVE_ROW = {
    AttemptEvent.WAITING: AttemptState.PENDING,
    AttemptEvent.PAID: AttemptState.SUCCEEDED,
    AttemptEvent.CLAIMED: AttemptState.CLAIMED,
    AttemptEvent.DECLINED: AttemptState.DECLINED,
    AttemptEvent.EXPIRED: AttemptState.EXPIRED,
    AttemptEvent.CLOSED: AttemptState.CANCELLED,
    AttemptEvent.NO_ANSWER: AttemptState.UNKNOWN,
    AttemptEvent.WRONG_AMOUNT: AttemptState.MISMATCH,
}


def _final(state: AttemptState, **late: AttemptState) -> Mapping[AttemptEvent, AttemptState]:
    """A finished attempt ignores everything except money that arrives late."""
    return {event: late.get(event.value.lower(), state) for event in AttemptEvent}


_GIVEN_UP = {
    "paid": AttemptState.LATE_PAID,
    "claimed": AttemptState.LATE_PAID,
    "wrong_amount": AttemptState.MISMATCH,
}
_CONFIRMED = {"paid": AttemptState.SUCCEEDED, "wrong_amount": AttemptState.MISMATCH}

ATTEMPT: Mapping[AttemptState, Mapping[AttemptEvent, AttemptState]] = {
    AttemptState.CREATED: _LIVE_ROW,
    AttemptState.PENDING: _LIVE_ROW,
    AttemptState.UNKNOWN: _LIVE_ROW,
    AttemptState.SUCCEEDED: _final(AttemptState.SUCCEEDED),
    AttemptState.CLAIMED: _final(AttemptState.CLAIMED, **_CONFIRMED),
    AttemptState.DECLINED: _final(AttemptState.DECLINED, **_GIVEN_UP),
    AttemptState.EXPIRED: _final(AttemptState.EXPIRED, **_GIVEN_UP),
    AttemptState.CANCELLED: _final(AttemptState.CANCELLED, **_GIVEN_UP),
    AttemptState.LATE_PAID: _final(AttemptState.LATE_PAID),
    AttemptState.MISMATCH: _final(AttemptState.MISMATCH),
}

LIVE = frozenset({AttemptState.CREATED, AttemptState.PENDING, AttemptState.UNKNOWN})
CAPTURED = frozenset(
    {
        AttemptState.SUCCEEDED,
        AttemptState.CLAIMED,
        AttemptState.LATE_PAID,
        AttemptState.MISMATCH,
    }
)

FOR_A_PERSON = frozenset({AttemptState.LATE_PAID, AttemptState.MISMATCH})
"""Money that came, but late or wrong: somebody has to say what becomes of it."""

SAID_WITHIN = timedelta(minutes=30)
"""How long the cashier may leave it open whether a card or the shop's own bank code was paid."""


class Way(StrEnum):
    """How the money of an attempt changes hands."""

    CASH = "CASH"  # over the counter
    SHOWN = "SHOWN"  # the customer scans a code of the provider's
    SCANNED = "SCANNED"  # the cashier scans the customer's code
    CASHIER = "CASHIER"  # nobody can be asked: a card slip, the shop's own bank code


class RefundState(StrEnum):
    """Where one refund stands."""

    REQUESTED = "REQUESTED"
    PENDING = "PENDING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"


REFUND_OPEN = frozenset({RefundState.REQUESTED, RefundState.PENDING})


class RefundEvent(StrEnum):
    """What can be learnt about a refund."""

    SENT = "SENT"
    DONE = "DONE"
    REFUSED = "REFUSED"


REFUND: Mapping[RefundState, Mapping[RefundEvent, RefundState]] = {
    RefundState.REQUESTED: {
        RefundEvent.SENT: RefundState.PENDING,
        RefundEvent.DONE: RefundState.SUCCEEDED,
        RefundEvent.REFUSED: RefundState.FAILED,
    },
    RefundState.PENDING: {
        RefundEvent.SENT: RefundState.PENDING,
        RefundEvent.DONE: RefundState.SUCCEEDED,
        RefundEvent.REFUSED: RefundState.FAILED,
    },
    RefundState.SUCCEEDED: {
        RefundEvent.SENT: RefundState.SUCCEEDED,
        RefundEvent.DONE: RefundState.SUCCEEDED,
        RefundEvent.REFUSED: RefundState.SUCCEEDED,
    },
    RefundState.FAILED: {
        RefundEvent.SENT: RefundState.PENDING,
        RefundEvent.DONE: RefundState.SUCCEEDED,
        RefundEvent.REFUSED: RefundState.FAILED,
    },
}


@dataclass(slots=True, kw_only=True)
class Attempt:
    """One attempt to take money; its `id` is also the number the provider knows it by.

    Attributes:
        test: made with a provider that moves no real money; only such a one is ever asked.
        merchant: whose money it is, as the provider knows the shop; with any other keys it
            would be unknown there. Empty where nobody is asked.
        amount_minor: what the order is credited with when it succeeds.
        tip_minor: asked for on top; the order is not credited with it.
        paid_minor: what really arrived, tip included (differs on MISMATCH).
        tendered_minor, change_minor, rounding_minor: cash only;
            tendered - change = amount + tip + rounding.
        qr_text: what the shown code holds, empty where there is none.
        evidence: slip number, last four digits, who confirmed; never a card number.
        handled: who settled by hand what came late or wrong, and how; empty while nobody did.
        paid_at: when the money moved, by the provider's clock; None where it has not said.
        checked_at: when something about it was learnt last; no answer teaches nothing.
        due_at: when to ask the provider next; None where nothing is to be asked.
        unanswered: questions without a believable answer since the last one that had it.
    """

    id: str
    order_id: str
    tender: str
    provider: str
    way: Way = Way.SHOWN
    test: bool = False
    merchant: str = ""
    amount_minor: int
    tip_minor: int = 0
    currency: str
    state: AttemptState = AttemptState.CREATED
    paid_minor: int = 0
    tendered_minor: int = 0
    change_minor: int = 0
    rounding_minor: int = 0
    provider_ref: str | None = None
    qr_text: str = ""
    evidence: str = ""
    handled: str = ""
    created_at: datetime
    expires_at: datetime | None = None
    paid_at: datetime | None = None
    settled_at: datetime | None = None
    checked_at: datetime | None = None
    due_at: datetime | None = None
    polls: int = 0
    unanswered: int = 0
    version: int = 1

    @property
    def never_shown(self) -> bool:
        """No customer can have paid it: its code never came back to be shown."""
        return self.way is Way.SHOWN and not self.qr_text

    def nobody_said(self, now: datetime) -> bool:
        """Nobody can be asked about it but staff, and nobody has said anything for too long."""
        return (
            self.way is Way.CASHIER and self.state in LIVE and self.created_at <= now - SAID_WITHIN
        )

    @property
    def asked_minor(self) -> int:
        """What the customer is asked for."""
        return self.amount_minor + self.tip_minor

    @property
    def too_little(self) -> bool:
        """Less came than the order was to have of it: what is missing can still be taken."""
        short = 0 < self.paid_minor < self.amount_minor
        return self.state is AttemptState.MISMATCH and short

    @property
    def credited_minor(self) -> int:
        """What the order has of the money that arrived; a tip is what came above its amount."""
        if self.state not in CAPTURED:
            return 0
        tip_minor = min(self.tip_minor, max(0, self.paid_minor - self.amount_minor))
        return self.paid_minor - tip_minor


@dataclass(slots=True, kw_only=True)
class Refund:
    """Money going back; `id` is the number the provider knows it by, the same on every retry.

    Attributes:
        tender: how it goes back: the attempt's own tender, or cash.
        rounding_minor: cash only; what is handed over is amount + rounding, payable in coins.
        retried_at: when somebody last had it sent again; None while nobody has.
        wish: what all refunds share that were asked for together; the id of the return, where
            goods came back.
    """

    id: str
    order_id: str
    attempt_id: str
    tender: str
    amount_minor: int
    rounding_minor: int = 0
    state: RefundState = RefundState.REQUESTED
    reason: str = ""
    staff: str = ""
    created_at: datetime
    retried_at: datetime | None = None
    settled_at: datetime | None = None
    due_at: datetime | None = None
    tries: int = 0
    last_error: str = ""
    wish: str = ""
    version: int = 1


def captured_minor(attempts: Iterable[Attempt]) -> int:
    """Money that arrived for an order, whatever was asked for; tips are not the order's."""
    return sum(a.credited_minor for a in attempts)


def left_of(attempt: Attempt, refunds: Iterable[Refund]) -> int:
    """What may still be given back of one attempt, tip included."""
    if attempt.state not in CAPTURED:
        return 0
    back = sum(
        r.amount_minor
        for r in refunds
        if r.attempt_id == attempt.id and r.state is not RefundState.FAILED
    )
    return attempt.paid_minor - back


def parts_back(
    attempts: Sequence[Attempt], refunds: Sequence[Refund], amount_minor: int | None
) -> list[tuple[Attempt, int]]:
    """How much of which attempt (given oldest first) goes back: of the newest first, as far as
    there is money; None for everything.
    """
    parts = []
    for attempt in reversed(attempts):
        part_minor = left_of(attempt, refunds)
        if amount_minor is not None:
            part_minor = min(part_minor, amount_minor)
            amount_minor -= max(0, part_minor)
        if part_minor > 0:
            parts.append((attempt, part_minor))
    return parts


def kept_minor(attempt: Attempt, refunds: Sequence[Refund]) -> int:
    """What an order has of one attempt and keeps: credited, less what went or is going back.

    A tip goes back first: it is no money of the order's.
    """
    return min(attempt.credited_minor, left_of(attempt, refunds))


def held_minor(attempts: Iterable[Attempt], refunds: Sequence[Refund]) -> int:
    """Money an order has and keeps, of all its attempts."""
    return sum(kept_minor(a, refunds) for a in attempts)


def payment_state(
    total_minor: int, attempts: Iterable[Attempt], refunds: Iterable[Refund], *, covered: bool
) -> PaymentState:
    """What attempts (oldest first) and refunds add up to; the order's payment column.

    Args:
        covered: whether the order had all its money once. What goes back afterwards is given up;
            what went back before is still to be paid.
    """
    tries, back = list(attempts), list(refunds)
    if any(r.state in REFUND_OPEN for r in back):
        return PaymentState.REFUND_PENDING
    states = {a.state for a in tries}
    if AttemptState.UNKNOWN in states:
        return PaymentState.UNKNOWN
    if states & LIVE:
        return PaymentState.PENDING
    kept = held_minor(tries, back)
    if covered and any(r.state is RefundState.SUCCEEDED for r in back):
        if kept <= 0:
            return PaymentState.REFUNDED
        if kept < total_minor <= captured_minor(tries):
            return PaymentState.PARTIALLY_REFUNDED
    return _settled_state(total_minor, kept, tries)


def _settled_state(total_minor: int, kept_minor: int, attempts: list[Attempt]) -> PaymentState:
    if kept_minor > total_minor:
        return PaymentState.OVERPAID
    if kept_minor == total_minor:
        return PaymentState.PAID
    if kept_minor:
        return PaymentState.PARTIALLY_PAID
    return PaymentState.FAILED if _newest_failed(attempts) else PaymentState.UNPAID


def _newest_failed(attempts: list[Attempt]) -> bool:
    return bool(attempts) and attempts[-1].state is AttemptState.DECLINED
