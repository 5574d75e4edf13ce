"""A trade at the provider, whatever wire it came by, and what its customer can do with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from app.domain import money
from app.domain.money import Currency


class State(StrEnum):
    """Where a trade stands. A refund leaves it PAID."""

    SHOWN = "SHOWN"  # only a code exists; nobody has scanned it
    WAITING = "WAITING"
    PAID = "PAID"
    CLOSED = "CLOSED"


class RefundState(StrEnum):
    """Where a refund stands."""

    DONE = "DONE"
    PROCESSING = "PROCESSING"
    ABNORMAL = "ABNORMAL"  # the customer's account does not take it
    CLOSED = "CLOSED"  # given up by the provider; no money has moved


class NotPossible(Exception):
    """The customer cannot do that now; `reason` names the words of the page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Money given back, under the shop's own number."""

    request_no: str
    amount_minor: int
    at: datetime
    refund_no: str = ""  # the provider's own
    notify_url: str = ""
    state: RefundState = RefundState.DONE


@dataclass(slots=True, kw_only=True)
class Trade:
    """One trade.

    Attributes:
        token: what the code holds; guessing it is hopeless.
        made: how often the shop has asked for a code.
        code_until: a code is of no use from then on, unless it was scanned before.
        pay_until: it cannot be paid from then on.
        closes_itself: whether that closes it; else it waits to be closed.
        by_customers_code: the shop scanned the customer's code, not the customer the shop's.
        paid_minor: what the customer really paid.
    """

    wire: str
    out_trade_no: str
    token: str
    subject: str
    total_minor: int
    currency: str
    created_at: datetime
    code_until: datetime
    pay_until: datetime
    closes_itself: bool = True
    by_customers_code: bool = False
    notify_url: str = ""
    trade_no: str = ""
    state: State = State.SHOWN
    made: int = 1
    paid_minor: int = 0
    scanned_at: datetime | None = None
    paid_at: datetime | None = None
    closed_at: datetime | None = None
    refunds: list[Refund] = field(default_factory=list)

    @property
    def unit(self) -> Currency:
        """The trade's currency."""
        return money.currency(self.currency)

    @property
    def amount_minor(self) -> int:
        """What was paid, or is to be."""
        return self.paid_minor if self.state is State.PAID else self.total_minor

    @property
    def refunded_minor(self) -> int:
        """Everything given back so far."""
        return sum(x.amount_minor for x in self.refunds if x.state is RefundState.DONE)

    @property
    def left_minor(self) -> int:
        """What can still be given back; a refund under way is spoken for, a closed one is not."""
        going = (x.amount_minor for x in self.refunds if x.state is not RefundState.CLOSED)
        return self.paid_minor - sum(going)

    def refund(self, request_no: str) -> Refund | None:
        """The refund made under a number."""
        return next((x for x in self.refunds if x.request_no == request_no), None)


def lapse(trade: Trade, now: datetime) -> None:
    """Let time do its work: an unpaid trade closes when its time is over."""
    if trade.closes_itself and trade.state is State.WAITING and now >= trade.pay_until:
        trade.state, trade.closed_at = State.CLOSED, trade.pay_until


def scan(trade: Trade, now: datetime, *, trade_no: str) -> None:
    """The customer opens the code: the trade comes into being, once."""
    lapse(trade, now)
    if trade.state is not State.SHOWN:
        return
    if now >= min(trade.code_until, trade.pay_until):
        raise NotPossible("code_expired")
    trade.state, trade.scanned_at, trade.trade_no = State.WAITING, now, trade_no


def pay(trade: Trade, now: datetime, *, amount_minor: int | None = None) -> None:
    """The customer pays; another amount than asked for is what a fault would look like."""
    _require_waiting(trade, now)
    if now >= trade.pay_until:
        raise NotPossible("code_expired")
    trade.paid_minor = trade.total_minor if amount_minor is None else amount_minor
    trade.state, trade.paid_at = State.PAID, now


def close(trade: Trade, now: datetime) -> None:
    """End a trade that waits for its customer."""
    _require_waiting(trade, now)
    trade.state, trade.closed_at = State.CLOSED, now


def _require_waiting(trade: Trade, now: datetime) -> None:
    lapse(trade, now)
    if trade.state is State.PAID:
        raise NotPossible("already_paid")
    if trade.state is State.CLOSED:
        raise NotPossible("already_closed")
    if trade.state is State.SHOWN:
        raise NotPossible("not_scanned")


def settle(trade: Trade) -> None:
    """Whatever refund is under way arrives."""
    if not any(x.state is RefundState.PROCESSING for x in trade.refunds):
        raise NotPossible("no_refund")
    trade.refunds = [
        replace(x, state=RefundState.DONE) if x.state is RefundState.PROCESSING else x
        for x in trade.refunds
    ]
