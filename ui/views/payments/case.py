"""One thing to look after, whatever it is about, and what a person can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain import money
from app.domain.order_states import Lifecycle, PaymentState
from app.domain.trouble import Trouble
from app.ports.statements import OpenOrder
from ui import formats, i18n, order_words
from ui.session import Session
from ui.widgets.labels import Tone

Pairs = list[tuple[str, str]]
"""Facts: a message key and the text for it; what is empty is not shown."""


class Doing(StrEnum):
    """What a person can do; its words are `payments.do.<value>`."""

    CHECK = "check"
    TAKE_REST = "take_rest"
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
    """What is alike in all kinds of cases, which ui.views.payments.kinds has.

    That something keeps failing is told before how it stands.

    Attributes:
        id: of what it is about; order_id: empty where there is no order, or more than one.
        attempt_id: the payment something may have been said about; empty where there is none.
        test: it is about practice money.
        amount_minor: what it is about; money that came late or wrong counts as it came.
        since: when it began; next_at: when the provider is asked next, None when it is a
            person's turn.
        order: how things stand with its order, where that decides what can be done.
        trouble: what keeps failing about it, by a fault of ours.
        found_by: further words to search for.
    """

    id: str
    order_number: str = ""
    order_id: str = ""
    attempt_id: str = ""
    tender: str = ""
    currency: str = ""
    test: bool = False
    amount_minor: int = 0
    since: datetime
    next_at: datetime | None = None
    order: OpenOrder | None = None
    trouble: Trouble | None = None
    found_by: str = ""

    @property
    def surplus_minor(self) -> int:
        """How much more the order holds than it costs; below zero where some is still to come."""
        return self.order.held_minor - self.order.total_minor if self.order else 0

    @property
    def lacks_rest(self) -> bool:
        """Whether the order takes what is still to come of its money."""
        order = self.order
        return (
            order is not None
            and order.lifecycle is Lifecycle.PLACED
            and order.payment is not PaymentState.REFUND_PENDING
            and self.surplus_minor < 0
        )

    @property
    def told_key(self) -> str:
        """The message that says what it means and what to do."""
        return f"payments.told.failing.{self.trouble.kind}" if self.trouble else self._meaning()

    @property
    def doings(self) -> tuple[Doing, ...]:
        """What can be done, the usual thing first."""
        return (Doing.TRY, Doing.HANDLED) if self.trouble else self._can_do()

    @property
    def urgent(self) -> bool:
        """Whether it waits for a person and nothing else will happen."""
        return self.trouble is not None or self._waits()

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return i18n.tr("payments.failing") if self.trouble else self._standing()[0]

    @property
    def tone(self) -> Tone:
        """How loud that is."""
        return "error" if self.trouble else self._standing()[1]

    @property
    def amount(self) -> str:
        """What it is about; empty where that is no money."""
        return self.money(self.amount_minor) if self.currency else ""

    @property
    def way(self) -> str:
        """How the money came, or should have; practice money is never taken for real."""
        return order_words.tender(self.tender, test=self.test) if self.tender else ""

    def money(self, minor: int) -> str:
        """An amount in its currency."""
        return formats.amount(minor, money.currency(self.currency))

    def facts(self, session: Session) -> Pairs:
        """What is known of it, for whoever is to decide."""
        raise NotImplementedError

    def _meaning(self) -> str:
        raise NotImplementedError

    def _can_do(self) -> tuple[Doing, ...]:
        raise NotImplementedError

    def _waits(self) -> bool:
        return True

    def _standing(self) -> tuple[str, Tone]:
        raise NotImplementedError
