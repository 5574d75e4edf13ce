"""The contract of a payment provider: every call ends in a value, a refusal or UNKNOWN."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from app.domain.errors import Refused, ShopError, Unavailable


class Status(StrEnum):
    """What a provider can say of a charge."""

    PENDING = "PENDING"
    PAID = "PAID"
    CLOSED = "CLOSED"
    REFUNDED = "REFUNDED"
    PARTLY_REFUNDED = "PARTLY_REFUNDED"


class RefundStatus(StrEnum):
    """What a provider can say of a refund."""

    DONE = "DONE"
    PENDING = "PENDING"
    ABNORMAL = "ABNORMAL"
    CLOSED = "CLOSED"


class CancelEffect(StrEnum):
    """What closing or cancelling did."""

    CLOSED = "CLOSED"
    REFUNDED = "REFUNDED"
    NOTHING_TO_CANCEL = "NOTHING_TO_CANCEL"
    ALREADY_PAID = "ALREADY_PAID"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in integer minor units of an ISO 4217 currency."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeRequest:
    """One attempt to take money. `attempt_no`: 6..32 of [0-9A-Za-z], already committed."""

    attempt_no: str
    money: Money
    subject: str
    expires_at: datetime
    till: str
    auth_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WentBack:
    """What a provider says of money that was paid and went back to the customer.

    Attributes:
        minor: None where it does not say how much.
        refund_no: the one refund that `minor` is about; empty: all refunds of the charge.
    """

    minor: int | None = None
    refund_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A verified answer about one attempt."""

    attempt_no: str
    status: Status
    qr_text: str | None = None
    provider_ref: str | None = None
    paid: Money | None = None
    paid_at: datetime | None = None
    went_back: WentBack | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundResult:
    """A verified answer about one refund."""

    refund_no: str
    status: RefundStatus
    money: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelResult:
    """A verified answer to close or cancel; `retry` asks for the same call again."""

    effect: CancelEffect
    retry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One line of a provider's daily statement; refunds are negative."""

    attempt_no: str
    provider_ref: str
    money: Money
    at: datetime
    refund_no: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a provider can do; the window offers nothing else."""

    shows_qr: bool = False
    scans_code: bool = False
    takes_slip: bool = False  # a terminal of its own has charged already
    confirms: str = "provider"  # or "cashier"
    currencies: frozenset[str] = field(default_factory=frozenset)  # empty: any
    min_minor: int = 1
    max_minor: int = 10_000_000_000
    test_mode: bool = False
    statement_utc_hours: int | None = None  # where its books' days begin; None: it has none


class NotSent(Unavailable):
    """Provably never left the till: the identical call may be retried."""


class Declined(Refused):
    """A definite business refusal. params: code, action ('refresh_code', 'other_method', ...)."""


class Misconfigured(Refused):
    """Keys, app id, clock or permission: stop and tell the manager."""


class UnknownOutcome(Unavailable):
    """Anything else after bytes may have left: neither paid nor failed. Ask again."""


class RateLimited(UnknownOutcome):
    """The provider wants us slower; params: retry_after_s."""


def asked_to_wait(error: ShopError) -> timedelta:
    """How long a provider that has enough asks to be left alone."""
    wait_s = error.params.get("retry_after_s") if isinstance(error, RateLimited) else None
    return timedelta(seconds=wait_s if isinstance(wait_s, int) else 0)


class Untrusted(UnknownOutcome):
    """Bad or missing signature, or an answer about another order. Never believed."""


class Gateways(Protocol):
    """The providers of this till. Loads nothing before it is asked; safe on several threads."""

    def offered(self) -> Mapping[str, Gateway]:
        """What customers may pay with now, by name; left out is what `offer` would refuse."""

    def offer(self, provider: str) -> Gateway:
        """One of these; UserError("provider_missing"), Misconfigured where it cannot be."""

    def that_made(
        self, provider: str, *, test: bool, merchant: str | None = None
    ) -> Gateway | None:
        """The gateway for an attempt made before, also when it is not offered any more.

        None without the keys of that merchant: asked with others, the provider would say that
        there is no such payment.

        Args:
            test: as the attempt says: real money is never asked about in practice, nor the
                other way round.
            merchant: as the attempt says; None for whichever it is now.
        """


class Gateway(Protocol):
    """One payment provider. Synchronous, stateless, never touches the database or the window.

    Every call and every message is kept, see app.ports.exchanges.
    """

    id: str
    caps: Capabilities
    merchant: str
    """Whose money it takes, as the provider knows the shop: no secret, and empty for nobody."""

    def create(self, request: ChargeRequest) -> Charge:
        """Show a QR (`qr_text`) or charge `auth_code`; cash and card answer PAID at once."""

    def query(self, attempt_no: str) -> Charge:
        """Ask what became of an attempt."""

    def close(self, attempt_no: str) -> CancelResult:
        """End an unpaid attempt; must never refund."""

    def cancel(self, attempt_no: str) -> CancelResult:
        """End an attempt whatever its state; refunds if it was paid."""

    def refund(
        self, attempt_no: str, *, refund_no: str, money: Money, total: Money
    ) -> RefundResult:
        """Give money back; the same `refund_no` on every retry."""

    def query_refund(self, attempt_no: str, *, refund_no: str) -> RefundResult:
        """Ask what became of a refund."""

    def parse_notification(self, headers: Mapping[str, str], body: bytes) -> Charge:
        """Verify and decrypt a push message, which says what `query` would; raises Untrusted."""

    def statement(self, day: date) -> Iterator[StatementLine]:
        """The provider's books of one day."""

    def read_statement(self, content: bytes) -> Iterator[StatementLine]:
        """The same from a file somebody got elsewhere; UnknownOutcome for any other file."""

    def disconnect(self) -> None:
        """Let go of connections, at the end of the program."""
