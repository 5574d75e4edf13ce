"""What became of a payment, in words."""

from __future__ import annotations

from app.domain.payment import Attempt, AttemptState, Way
from ui import i18n
from ui.session import Session

RETURNS = {
    AttemptState.DECLINED: "pay.declined",
    AttemptState.EXPIRED: "pay.expired",
    AttemptState.CANCELLED: "pay.cancelled",
}
"""Nothing was charged: why another way is chosen."""


def returned(attempt: Attempt) -> str:
    """Why nothing was charged; a reason nobody has words for is called what the provider does."""
    if attempt.state is AttemptState.DECLINED and attempt.way is Way.SCANNED:
        key = f"refusal.{attempt.provider}.{attempt.evidence}"
        reason = i18n.tr(key) if i18n.known(key) else attempt.evidence
        return i18n.tr("pay.code_declined", reason=reason)
    return i18n.tr(RETURNS[attempt.state])


def gone(attempt: Attempt, session: Session) -> str:
    """Money came for an order that had been cancelled."""
    return i18n.tr("pay.gone_words", amount=session.amount(attempt.paid_minor))


def wrong(attempt: Attempt, left_minor: int, session: Session) -> str:
    """Another amount came than was asked for: how much, and what the sale still costs."""
    came, rest = session.amount(attempt.paid_minor), session.amount(left_minor)
    if not left_minor:
        return i18n.tr("pay.wrong_words", amount=came)
    return i18n.tr(
        "pay.too_little" if attempt.too_little else "pay.wrong_part", amount=came, rest=rest
    )
