"""What all providers' answers have in common once they are verified."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import Any

from app.domain.errors import Refused, Unavailable
from app.ports.gateway import (
    CancelEffect,
    CancelResult,
    Capabilities,
    Charge,
    Declined,
    Money,
    RefundResult,
    RefundStatus,
    Status,
    UnknownOutcome,
)

_ENDED = {
    Status.PAID: CancelEffect.ALREADY_PAID,
    Status.PARTLY_REFUNDED: CancelEffect.ALREADY_PAID,
    Status.REFUNDED: CancelEffect.REFUNDED,
    Status.CLOSED: CancelEffect.CLOSED,
}
ATTEMPT_NO = re.compile(r"[0-9A-Za-z]{6,32}", re.ASCII)
"""What a number of ours looks like."""
CHINA = timezone(timedelta(hours=8))
HOME_CURRENCY = "CNY"


@dataclass(frozen=True, slots=True)
class Reply:
    """The members of a verified answer."""

    fields: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A member as text; empty when it is absent."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""


def masker(*names: str) -> Callable[[str], str]:
    """What hides the members of these names, texts and numbers, in JSON, for the books.

    A text that breaks off is hidden to its end.
    """
    value = r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|-?\d[\d.eE+-]*'
    member = re.compile(rf'("(?:{"|".join(names)})"\s*:\s*)(?:{value})')
    return lambda raw: member.sub(r'\1"***"', raw)


def of_used_number(ask: Callable[[str], Charge], attempt_no: str) -> Charge:
    """What became of a number that they call used when a charge is asked for under it.

    That charge may have gone through before: where the question fails, whatever the reason,
    the outcome is unknown. UnknownOutcome is all it raises.
    """
    try:
        return ask(attempt_no)
    except UnknownOutcome:
        raise
    except (Unavailable, Refused) as error:
        raise UnknownOutcome(error.key, **error.params) from error


def ended(charge: Charge, refusal: Declined | None = None) -> CancelResult:
    """What closing or cancelling has come to, by what the charge is afterwards.

    Where it still waits, raises why it was refused; UnknownOutcome where it was not.
    """
    if charge.status not in _ENDED:
        raise refusal or unclear("status")
    return CancelResult(effect=_ENDED[charge.status])


def no_refund(refund_no: str) -> RefundResult:
    """A refund that they know nothing of under its number: it may be sent again."""
    nothing = Money(0, HOME_CURRENCY)
    return RefundResult(refund_no=refund_no, status=RefundStatus.CLOSED, money=nothing)


def check_currency(caps: Capabilities, money: Money) -> None:
    """Refused("currency_not_taken", currency=) for one that they do not take."""
    if caps.currencies and money.currency not in caps.currencies:
        raise Refused("currency_not_taken", currency=money.currency)


def unclear(what: str) -> UnknownOutcome:
    """A verified answer that does not say what it must."""
    return UnknownOutcome("provider_answer_unclear", what=what)
