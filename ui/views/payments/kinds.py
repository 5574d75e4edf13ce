"""What there is to look after: payments, refunds, differences, orders, receipts; a class each."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.order_states import Lifecycle, PaymentState
from app.domain.payment import FOR_A_PERSON, LIVE, Attempt, AttemptState, Refund, RefundState, Way
from app.domain.reconciling.model import Difference
from app.ports.statements import OpenOrder
from app.ports.waiting import UnprintedReceipts
from ui import difference_words, formats, i18n, order_words
from ui.session import Session
from ui.views.payments.case import Case, Doing, Pairs
from ui.widgets.labels import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptCase(Case):
    """A payment.

    Attributes:
        unsaid: only staff can say whether it was paid, and nobody has for too long.
        keys_missing: this till cannot ask about it: it was made with other keys.
    """

    attempt: Attempt
    unsaid: bool = False
    keys_missing: bool = False

    @property
    def doings(self) -> tuple[Doing, ...]:
        """While it keeps failing people may still say what they know."""
        if self.trouble is None:
            return self._can_do()
        return (Doing.TRY, *(x for x in self._can_do() if x is not Doing.CHECK), Doing.HANDLED)

    def facts(self, session: Session) -> Pairs:
        """What was asked for, what came, and how its order stands."""
        attempt = self.attempt
        paid_at = formats.moment(session.shop_time(attempt.paid_at)) if attempt.paid_at else ""
        return [
            ("payments.sum", self.amount),
            ("payments.asked", self.money(attempt.asked_minor) if attempt.paid_minor else ""),
            *_of_order(self),
            *_way_and_time(self, session),
            ("payments.paid_at", paid_at),
            ("payments.reference", attempt.provider_ref or ""),
            ("payments.number", attempt.id),
            *(_unanswered(attempt.evidence) or [("payments.noted", attempt.evidence)]),
        ]

    def _meaning(self) -> str:
        attempt = self.attempt
        if self.keys_missing:
            return "payments.told.keys_missing"
        if attempt.paid_minor and self.lacks_rest:
            return "payments.told.too_little"
        by_staff = attempt.way is Way.CASHIER and attempt.state in LIVE
        return "payments.told.unsaid" if by_staff else f"payments.told.{attempt.state}"

    def _can_do(self) -> tuple[Doing, ...]:
        attempt, order = self.attempt, self.order
        asked = attempt.way is not Way.CASHIER and not self.keys_missing  # else nobody tells us
        if attempt.state in LIVE:
            vouched = (Doing.CONFIRM, Doing.GIVE_UP)
            return (Doing.CHECK, Doing.CANCEL, *vouched) if asked else vouched
        if attempt.state is AttemptState.CLAIMED:
            return (Doing.CHECK, Doing.BY_HAND) if asked else (Doing.BY_HAND,)
        if not attempt.paid_minor:  # it came in another currency
            return (Doing.BY_HAND,)
        if order is not None and order.payment is PaymentState.OVERPAID:
            return (Doing.SURPLUS, Doing.REFUND, Doing.BY_HAND)
        if self.lacks_rest:
            return (Doing.TAKE_REST, Doing.REFUND, Doing.BY_HAND)
        given_up = order is not None and order.lifecycle is Lifecycle.CANCELLED
        if given_up and self.surplus_minor >= 0:
            return (Doing.REFUND, Doing.REINSTATE, Doing.BY_HAND)
        return (Doing.REFUND, Doing.BY_HAND)

    def _waits(self) -> bool:
        return self.unsaid or self.attempt.state in FOR_A_PERSON

    def _standing(self) -> tuple[str, Tone]:
        if self.unsaid or self.keys_missing:
            return i18n.tr("payments.unsaid" if self.unsaid else "payments.keys_missing"), "warn"
        return order_words.attempt(self.attempt), order_words.attempt_tone(self.attempt)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundCase(Case):
    """Money going back."""

    refund: Refund

    def facts(self, session: Session) -> Pairs:
        """How much, and whether the provider has said nothing of use."""
        return [
            ("payments.sum", self.amount),
            *_way_and_time(self, session),
            ("payments.number", self.refund.id),
            *_unanswered(self.refund.last_error),
        ]

    def _meaning(self) -> str:
        if self.refund.last_error == "keys_missing":
            return "payments.told.keys_missing"
        return f"payments.told.refund.{self.refund.state}"

    def _can_do(self) -> tuple[Doing, ...]:
        return (Doing.RETRY, Doing.IN_CASH) if self._waits() else (Doing.CHECK,)

    def _waits(self) -> bool:
        return self.refund.state is RefundState.FAILED

    def _standing(self) -> tuple[str, Tone]:
        return order_words.refund(self.refund), order_words.refund_tone(self.refund)


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceCase(Case):
    """What does not agree with a statement."""

    difference: Difference

    def facts(self, session: Session) -> Pairs:
        """What each side says, and where."""
        found = self.difference
        number = found.words in {found.id, found.attempt_id}
        way, began = _way_and_time(self, session)
        return [
            ("payments.compared", difference_words.amounts(found)),
            way,
            ("payments.at", formats.moment(session.shop_time(found.at))),
            ("payments.number" if number else "payments.words", found.words),
            began,
        ]

    def _meaning(self) -> str:
        return f"payments.told.difference.{self.difference.finding}"

    def _can_do(self) -> tuple[Doing, ...]:
        return (Doing.SETTLE,)

    def _standing(self) -> tuple[str, Tone]:
        return difference_words.finding(self.difference), "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCase(Case):
    """An order with too much of its customer's money, or with too little."""

    order: OpenOrder

    def facts(self, session: Session) -> Pairs:
        """What it has and what it costs."""
        return [*_of_order(self), *_way_and_time(self, session)]

    def _meaning(self) -> str:
        return f"payments.told.order.{self.order.payment}"

    def _can_do(self) -> tuple[Doing, ...]:
        if self.surplus_minor > 0:
            return (Doing.SURPLUS,)
        return (Doing.TAKE_REST, Doing.CANCEL_ORDER) if self.lacks_rest else (Doing.CANCEL_ORDER,)

    def _standing(self) -> tuple[str, Tone]:
        return i18n.tr(f"history.payment.{self.order.payment}"), "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptsCase(Case):
    """Receipts of this till that wait for its printer; they are about no money."""

    receipts: UnprintedReceipts

    def facts(self, session: Session) -> Pairs:
        """Since when."""
        return _way_and_time(self, session)

    def _meaning(self) -> str:
        return "payments.told.receipts"

    def _can_do(self) -> tuple[Doing, ...]:
        return (Doing.TRY, Doing.HANDLED)

    def _standing(self) -> tuple[str, Tone]:
        return i18n.trn("payments.unprinted", self.receipts.receipts), "warn"


def _of_order(case: Case) -> Pairs:
    order, surplus_minor = case.order, case.surplus_minor
    if order is None:
        return []
    return [
        ("payments.order_total", case.money(order.total_minor)),
        ("payments.held", case.money(order.held_minor)),
        (
            "payments.surplus" if surplus_minor > 0 else "payments.lacking",
            case.money(abs(surplus_minor)) if surplus_minor else "",
        ),
    ]


def _way_and_time(case: Case, session: Session) -> Pairs:
    return [
        ("payments.column_way", case.way),
        ("payments.began", formats.moment(session.shop_time(case.since))),
    ]


def _unanswered(word: str) -> Pairs:
    """What went wrong last, where it was an answer."""
    known = i18n.known(f"error.{word}")
    return [("payments.trouble", i18n.tr("payments.no_answer"))] if known else []
