"""Payments that no provider confirms: the cashier saw them, and says so elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from app.domain.errors import Refused
from app.gateways import answers
from app.ports.gateway import (
    CancelEffect,
    CancelResult,
    Capabilities,
    Charge,
    ChargeRequest,
    Money,
    RefundResult,
    StatementLine,
    Status,
    Untrusted,
)


class CashierGateway:
    """A way to pay that nobody can be asked about: PENDING until a person confirms it."""

    id: str
    caps: Capabilities
    merchant = ""

    def create(self, request: ChargeRequest) -> Charge:
        """Nothing leaves the till."""
        answers.check_currency(self.caps, request.money)
        return Charge(
            attempt_no=request.attempt_no,
            status=Status.PENDING,
            expires_at=request.expires_at,
        )

    def query(self, attempt_no: str) -> Charge:
        """Nobody knows more than the cashier."""
        return Charge(attempt_no=attempt_no, status=Status.PENDING)

    def close(self, attempt_no: str) -> CancelResult:
        """Ended here; nobody else has to be told."""
        return CancelResult(effect=CancelEffect.CLOSED)

    def cancel(self, attempt_no: str) -> CancelResult:
        """As closing."""
        return self.close(attempt_no)

    def refund(
        self, attempt_no: str, *, refund_no: str, money: Money, total: Money
    ) -> RefundResult:
        """Money goes back by hand: by the terminal or by a transfer."""
        raise Refused("refund_by_hand", provider=self.id)

    def query_refund(self, attempt_no: str, *, refund_no: str) -> RefundResult:
        """Nobody knows more than the cashier."""
        raise Refused("refund_by_hand", provider=self.id)

    def parse_notification(self, headers: Mapping[str, str], body: bytes) -> Charge:
        """Nobody pushes messages about these."""
        raise Untrusted("provider_untrusted", problem="addressee")

    def statement(self, day: date) -> Iterator[StatementLine]:
        """Only the bank has one."""
        raise Refused("statement_by_hand", provider=self.id)

    def read_statement(self, content: bytes) -> Iterator[StatementLine]:
        """A bank's file is read by its columns, whatever bank it is."""
        raise Refused("statement_by_hand", provider=self.id)

    def disconnect(self) -> None:
        """There is nothing to let go of."""
