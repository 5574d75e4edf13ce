"""Attempts to take money, refunds, and what was said to and by providers."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, Table, Text, text

from app.domain.payment import AttemptState, RefundState, Way
from app.ports.exchanges import Outcome
from data.tables.base import amount, key, metadata, moment, reference, version, words
from data.types import Flag, RowNumber, Word

payment_attempt = Table(
    "payment_attempt",
    metadata,
    key(),
    reference("order_id", "orders", index=True),
    words("tender"),
    words("provider"),
    Column("way", Word(Way), nullable=False),
    Column("test", Flag(), nullable=False),
    words("merchant"),
    amount("amount_minor"),
    amount("tip_minor"),
    words("currency"),
    Column("state", Word(AttemptState), nullable=False),
    amount("paid_minor"),
    amount("tendered_minor"),
    amount("change_minor"),
    amount("rounding_minor"),
    Column("provider_ref", Text()),
    words("qr_text"),
    words("evidence"),
    words("handled"),
    moment("created_at"),
    moment("expires_at", nullable=True),
    moment("paid_at", nullable=True),
    moment("settled_at", nullable=True),
    moment("checked_at", nullable=True),
    moment("due_at", nullable=True),
    Column("polls", Integer(), nullable=False),
    Column("unanswered", Integer(), nullable=False),
    version(),
    CheckConstraint(
        "tendered_minor = 0"
        " OR tendered_minor - change_minor = amount_minor + tip_minor + rounding_minor",
        name="change",
    ),
)
IS_LISTED = text("way <> 'CASH'")  # somebody's statement lists it
IS_CLAIMED = text("state = 'CLAIMED' AND handled = ''")
IS_LIVE = text("state IN ('CREATED', 'PENDING', 'UNKNOWN')")
NEEDS_SOMEBODY = text("state IN ('CREATED', 'PENDING', 'UNKNOWN', 'LATE_PAID', 'MISMATCH')")

payment_exchange = Table(
    "payment_exchange",
    metadata,
    Column("seq", RowNumber, primary_key=True),
    reference("attempt_id", "payment_attempt", index=True),
    reference("refund_id", "refund", nullable=True),
    words("what"),
    words("call"),
    Column("outcome", Word(Outcome), nullable=False),
    words("reason"),
    moment("sent_at"),
    moment("answered_at", nullable=True),
    Column("status", Integer()),
    Column("request_sealed", LargeBinary()),
    Column("answer_sealed", LargeBinary()),
    Column("repeats", Integer(), nullable=False),
    moment("last_at"),
)

refund = Table(
    "refund",
    metadata,
    key(),
    reference("order_id", "orders", index=True),
    reference("attempt_id", "payment_attempt", index=True),
    words("tender"),
    amount("amount_minor"),
    amount("rounding_minor"),
    Column("state", Word(RefundState), nullable=False),
    words("reason"),
    words("staff"),
    moment("created_at"),
    moment("retried_at", nullable=True),
    moment("settled_at", nullable=True),
    moment("due_at", nullable=True),
    Column("tries", Integer(), nullable=False),
    words("last_error"),
    words("wish"),
    version(),
    CheckConstraint("amount_minor > 0", name="amount"),
    CheckConstraint("rounding_minor = 0 OR tender = 'cash'", name="coins"),
)
NOT_DONE = text("state <> 'SUCCEEDED'")
