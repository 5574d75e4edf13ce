"""Attempts, refunds and the raw exchanges with providers."""

from __future__ import annotations

from sqlalchemy import Select, Table, select

from app.domain.errors import ShopError, UserError
from app.domain.payment import Attempt, Refund
from app.ports.exchanges import Exchange, Said
from data import statements
from data.crypto import Vault
from data.errors import Taken
from data.mapping import Mapping
from data.repositories import exchanges
from data.repositories.locking import save_versioned
from data.session import Session
from data.statements import Statement, param
from data.tables.payments import payment_attempt, refund

ATTEMPT = Mapping(Attempt)
REFUND = Mapping(Refund)


def _by(table: Table, column: str) -> Select[tuple[object, ...]]:
    return select(table).where(table.c[column] == param(column, table.c[column].type))


_ADD_ATTEMPT = statements.insert(payment_attempt)
_GET_ATTEMPT = Statement(_by(payment_attempt, "id"))
_ATTEMPTS_OF = Statement(
    _by(payment_attempt, "order_id").order_by(payment_attempt.c.created_at, payment_attempt.c.id)
)
_SAVE_ATTEMPT = statements.update_versioned(
    payment_attempt,
    [
        "state",
        "paid_minor",
        "provider_ref",
        "qr_text",
        "evidence",
        "handled",
        "expires_at",
        "paid_at",
        "settled_at",
        "checked_at",
        "due_at",
        "polls",
        "unanswered",
    ],
)
_ADD_REFUND = statements.insert(refund)
_GET_REFUND = Statement(_by(refund, "id"))
_REFUNDS_OF = Statement(_by(refund, "order_id").order_by(refund.c.created_at, refund.c.id))
_SAVE_REFUND = statements.update_versioned(
    refund, ["state", "reason", "retried_at", "settled_at", "due_at", "tries", "last_error"]
)


def read_attempt(session: Session, attempt_id: str) -> Attempt:
    """Load by id; UserError("attempt_not_found")."""
    row = session.first(_GET_ATTEMPT, id=attempt_id)
    if row is None:
        raise UserError("attempt_not_found")
    return ATTEMPT.build(row)


def attempts_of(session: Session, order_id: str) -> list[Attempt]:
    """Oldest first."""
    return [ATTEMPT.build(row) for row in session.all(_ATTEMPTS_OF, order_id=order_id)]


def refunds_of(session: Session, order_id: str) -> list[Refund]:
    """Oldest first."""
    return [REFUND.build(row) for row in session.all(_REFUNDS_OF, order_id=order_id)]


class PaymentRepository:
    """Money in and out. The database itself refuses a second live attempt of an order."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def add_attempt(self, attempt: Attempt) -> None:
        """Insert; UserError("attempt_live") when the order already has a live one."""
        try:
            self._session.write(_ADD_ATTEMPT, ATTEMPT.values(attempt))
        except Taken as error:
            raise _said(error) from error

    def get_attempt(self, attempt_id: str) -> Attempt:
        """Load by id (the provider's number); UserError("attempt_not_found")."""
        return read_attempt(self._session, attempt_id)

    def save_attempt(self, attempt: Attempt) -> None:
        """Compare and raise `version`; UserError("changed_elsewhere") when it lost.

        UserError("provider_ref_taken") when another attempt has this provider's reference.
        """
        try:
            save_versioned(self._session, _SAVE_ATTEMPT, attempt, ATTEMPT.values(attempt))
        except Taken as error:
            raise _said(error) from error

    def attempts_of(self, order_id: str) -> list[Attempt]:
        """Oldest first."""
        return attempts_of(self._session, order_id)

    def add_refund(self, refund: Refund) -> None:
        """Insert."""
        self._session.write(_ADD_REFUND, REFUND.values(refund))

    def get_refund(self, refund_id: str) -> Refund:
        """Load by id; UserError("refund_not_found")."""
        row = self._session.first(_GET_REFUND, id=refund_id)
        if row is None:
            raise UserError("refund_not_found")
        return REFUND.build(row)

    def save_refund(self, refund: Refund) -> None:
        """Compare and raise `version`; UserError("changed_elsewhere") when it lost."""
        save_versioned(self._session, _SAVE_REFUND, refund, REFUND.values(refund))

    def refunds_of(self, order_id: str) -> list[Refund]:
        """Oldest first."""
        return refunds_of(self._session, order_id)

    def add_exchange(
        self, attempt_id: str, exchange: Exchange, *, what: str, refund_id: str | None = None
    ) -> None:
        """Append what was said; what is said again word for word is counted."""
        at = exchange.answered_at or exchange.sent_at
        said = Said(what=what, refund_id=refund_id, exchange=exchange, repeats=0, last_at=at)
        exchanges.add(self._session, self._vault, attempt_id, said)


def _said(error: Taken) -> ShopError:
    if error.is_about("payment_attempt.order_id", "ux_payment_attempt_live"):
        return UserError("attempt_live")
    if error.is_about("provider_ref", "ux_payment_attempt_ref"):
        return UserError("provider_ref_taken")
    return error
