"""One thing to look after: a payment, money going back, an order, or what does not agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.order_states import Lifecycle, PaymentState
from app.domain.payment import (
    FOR_A_PERSON,
    LIVE,
    Attempt,
    AttemptState,
    Refund,
    RefundState,
    Way,
)
from app.domain.reconciling.model import Difference
from app.domain.trouble import Trouble
from app.ports.statements import OpenOrder
from app.ports.waiting import UnprintedReceipts


class Doing(StrEnum):
    """What a person can do; its words are `payments.do.<value>`."""

    CHECK = "check"
    CANCEL = "cancel"
    CONFIRM = "confirm"
    GIVE_UP = "give_up"
    REFUND = "refund"
    SURPLUS = "surplus"
    REINSTATE = "reinstate"
    BY_HAND = "by_hand"
    RETRY = "retry"
    IN_CASH = "in_cash"
    CANCEL_ORDER = "cancel_order"
    SETTLE = "settle"
    TRY = "try"
    HANDLED = "handled"


_WITH_REASON = frozenset({Doing.CONFIRM, Doing.GIVE_UP, Doing.BY_HAND, Doing.SETTLE, Doing.HANDLED})
_WITH_QUESTION = frozenset(
    {Doing.REFUND, Doing.SURPLUS, Doing.REINSTATE, Doing.IN_CASH, Doing.CANCEL_ORDER}
)


def needs_reason(doing: Doing) -> bool:
    """Whether a manager has to say why."""
    return doing in _WITH_REASON


def is_asked(doing: Doing) -> bool:
    """Whether it moves money or goods and cannot be undone."""
    return doing in _WITH_QUESTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Exactly one of `attempt`, `refund` and `difference` is there, or `order` alone.

    Attributes:
        order: how things stand with the order, where that decides what can be done.
        unsaid: only staff can say whether it was paid, and nobody has for too long.
        receipts: those of this till that wait for its printer, in the place of all else.
        trouble: what keeps failing about it, by a fault of ours.
        keys_missing: this till cannot ask about it, or could not: it was made with other keys.
    """

    order_number: str
    tender: str
    currency: str
    attempt: Attempt | None = None
    refund: Refund | None = None
    difference: Difference | None = None
    order: OpenOrder | None = None
    unsaid: bool = False
    keys_missing: bool = False
    trouble: Trouble | None = None
    receipts: UnprintedReceipts | None = None

    @property
    def id(self) -> str:
        """Of what it is about."""
        if self.receipts is not None:
            return "receipts"
        thing = self.attempt or self.refund or self.difference
        if thing is not None:
            return thing.id
        return self._order.order_id

    @property
    def order_id(self) -> str:
        """The order it belongs to; empty where there is none, or more than one."""
        if self.receipts is not None:
            return ""
        thing = self.attempt or self.refund or self.difference or self._order
        return thing.order_id or ""

    @property
    def since(self) -> datetime:
        """When it began."""
        failing = self.trouble or self.receipts
        if failing is not None:
            return failing.since
        if self.difference is not None:
            return self.difference.opened_at
        thing = self.attempt or self.refund
        return thing.created_at if thing is not None else self._order.placed_at

    @property
    def next_at(self) -> datetime | None:
        """When the provider is asked next; None when it is a person's turn."""
        if self.attempt is not None and self.keys_missing:
            return None
        thing = self.trouble or self.receipts or self.attempt or self.refund
        return thing.due_at if thing is not None else None

    @property
    def test(self) -> bool:
        """Whether it is about practice money."""
        thing = self.attempt or self.difference
        return thing is not None and thing.test

    @property
    def attempt_id(self) -> str:
        """The payment something may have been said about; empty where there is none."""
        if self.attempt is not None:
            return self.attempt.id
        thing = self.refund or self.difference
        return (thing.attempt_id or "") if thing is not None else ""

    @property
    def amount_minor(self) -> int:
        """What it is about; money that came late or wrong counts as it came."""
        if self.refund is not None:
            return self.refund.amount_minor
        if self.attempt is not None:
            return self.attempt.paid_minor or self.attempt.asked_minor
        found = self.difference
        if found is None:
            return abs(self.surplus_minor)
        return found.ours_minor or 0 if found.theirs_minor is None else found.theirs_minor

    @property
    def surplus_minor(self) -> int:
        """How much more the order holds than it costs; below zero where some is still to come."""
        return self.order.held_minor - self.order.total_minor if self.order else 0

    @property
    def told_key(self) -> str:
        """The message that says what it means and what to do."""
        if self.receipts is not None:
            return "payments.told.receipts"
        if self.trouble is not None:
            return f"payments.told.failing.{self.trouble.kind}"
        if self.keys_missing:
            return "payments.told.keys_missing"
        if self.refund is not None:
            return f"payments.told.refund.{self.refund.state}"
        if self.attempt is not None:
            if self.attempt.too_little and self.surplus_minor < 0:
                return "payments.told.too_little"
            by_staff = self.attempt.way is Way.CASHIER and self.attempt.state in LIVE
            return "payments.told.unsaid" if by_staff else f"payments.told.{self.attempt.state}"
        if self.difference is not None:
            return f"payments.told.difference.{self.difference.finding}"
        return f"payments.told.order.{self._order.payment}"

    @property
    def doings(self) -> tuple[Doing, ...]:
        """What can be done, the usual thing first."""
        if self.receipts is not None:
            return (Doing.TRY, Doing.HANDLED)
        if self.trouble is not None:
            others = self._of_attempt(self.attempt) if self.attempt is not None else ()
            return (Doing.TRY, *(x for x in others if x is not Doing.CHECK), Doing.HANDLED)
        if self.refund is not None:
            failed = self.refund.state is RefundState.FAILED
            return (Doing.RETRY, Doing.IN_CASH) if failed else (Doing.CHECK,)
        if self.attempt is not None:
            return self._of_attempt(self.attempt)
        if self.difference is not None:
            return (Doing.SETTLE,)
        return (Doing.SURPLUS,) if self.surplus_minor > 0 else (Doing.CANCEL_ORDER,)

    @property
    def urgent(self) -> bool:
        """Whether it waits for a person and nothing else will happen."""
        if self.trouble is not None or self.receipts is not None:
            return True
        if self.refund is not None:
            return self.refund.state is RefundState.FAILED
        if self.attempt is not None:
            return self.unsaid or self.attempt.state in FOR_A_PERSON
        return True

    @property
    def quiet(self) -> bool:
        """Whether it is only to be found by those who look for it."""
        return self.attempt is not None and self.attempt.state is AttemptState.CLAIMED

    @property
    def _order(self) -> OpenOrder:
        if self.order is None:
            raise ValueError("a case is about something")
        return self.order

    def _of_attempt(self, attempt: Attempt) -> tuple[Doing, ...]:
        asked = attempt.way is not Way.CASHIER and not self.keys_missing  # else nobody tells us
        if attempt.state in LIVE:
            vouched = (Doing.CONFIRM, Doing.GIVE_UP)
            return (Doing.CHECK, Doing.CANCEL, *vouched) if asked else vouched
        if attempt.state is AttemptState.CLAIMED:
            return (Doing.CHECK, Doing.BY_HAND) if asked else (Doing.BY_HAND,)
        if not attempt.paid_minor:  # it came in another currency
            return (Doing.BY_HAND,)
        if self.order is not None and self.order.payment is PaymentState.OVERPAID:
            return (Doing.SURPLUS, Doing.REFUND, Doing.BY_HAND)
        given_up = self.order is not None and self.order.lifecycle is Lifecycle.CANCELLED
        if given_up and self.surplus_minor >= 0:
            return (Doing.REFUND, Doing.REINSTATE, Doing.BY_HAND)
        return (Doing.REFUND, Doing.BY_HAND)
