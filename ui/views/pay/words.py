"""What became of a payment, in words."""

from __future__ import annotations

from app.domain.payment import Attempt, AttemptState
from ui import i18n
from ui.session import Session

RETURNS = {
    AttemptState.DECLINED: "pay.declined",
    AttemptState.EXPIRED: "pay.expired",
    AttemptState.CANCELLED: "pay.cancelled",
}
"""Nothing was charged: why another way is chosen."""


def wrong(attempt: Attempt, session: Session) -> str:
    """Another amount came than was asked for: how much, and what is missing."""
    came = session.amount(attempt.paid_minor)
    if attempt.too_little:
        rest = session.amount(attempt.amount_minor - attempt.paid_minor)
        return i18n.tr("pay.too_little", amount=came, rest=rest)
    return i18n.tr("pay.wrong_words", amount=came)
