"""Money that went back without the till, as a provider's answer or message tells of it.

Which refunds they were, only a statement says; until one is read the books do not count with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from app.domain.payment import CAPTURED, Attempt, Refund, RefundState
from app.domain.reconciling.model import Difference, Finding


def untold_refund(
    attempt: Attempt,
    refunds: Sequence[Refund],
    *,
    back_minor: int | None,
    refund_no: str = "",
    now: datetime,
) -> Difference | None:
    """The difference a provider's word makes; None when the books know of all that went back.

    Args:
        refunds: all of the attempt's order.
        back_minor: None where the provider does not say how much.
        refund_no: the one refund that `back_minor` is about; empty: all of them.
    """
    mine = [r for r in refunds if r.attempt_id == attempt.id and r.tender == attempt.tender]
    mine = [r for r in mine if r.state is not RefundState.FAILED]
    known_minor = sum(r.amount_minor for r in mine)
    if attempt.state not in CAPTURED or refund_no in {r.id for r in mine}:
        return None
    if back_minor is None:
        told_minor, unknown = None, not known_minor
    else:
        told_minor = back_minor + known_minor if refund_no else back_minor
        unknown = told_minor > known_minor
    if not unknown:
        return None
    said = f"{attempt.id} went back {refund_no or back_minor}"
    return Difference(
        id=hashlib.sha256(said.encode()).hexdigest()[:32],
        finding=Finding.TOLD_REFUND,
        provider=attempt.provider,
        test=attempt.test,
        order_id=attempt.order_id,
        attempt_id=attempt.id,
        theirs_minor=None if told_minor is None else -told_minor,
        currency=attempt.currency,
        ours_minor=attempt.paid_minor if told_minor is None else -known_minor,
        ours_currency=attempt.currency,
        at=now,
        words=attempt.id,
        opened_at=now,
    )
