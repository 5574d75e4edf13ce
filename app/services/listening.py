"""A gateway that tells somebody how each of its calls went, and is the same otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Protocol, TypeVar

from app.ports.gateway import (
    CancelResult,
    Charge,
    ChargeRequest,
    Gateway,
    Money,
    RefundResult,
    StatementLine,
)

T = TypeVar("T")


class Listener(Protocol):
    """Makes a call, hears how it goes, and hands on what it returns or raises."""

    def __call__(self, call: Callable[[], T]) -> T: ...


class HeardGateway:
    """Implements app.ports.gateway.Gateway around another one."""

    def __init__(self, gateway: Gateway, heard: Listener) -> None:
        self._gateway = gateway
        self._heard = heard
        self.id = gateway.id
        self.caps = gateway.caps
        self.merchant = gateway.merchant

    def create(self, request: ChargeRequest) -> Charge:
        """Show a code, or charge the customer's."""
        return self._heard(lambda: self._gateway.create(request))

    def query(self, attempt_no: str) -> Charge:
        """Ask what became of an attempt."""
        return self._heard(lambda: self._gateway.query(attempt_no))

    def close(self, attempt_no: str) -> CancelResult:
        """End an unpaid attempt."""
        return self._heard(lambda: self._gateway.close(attempt_no))

    def cancel(self, attempt_no: str) -> CancelResult:
        """End an attempt whatever its state."""
        return self._heard(lambda: self._gateway.cancel(attempt_no))

    def refund(
        self, attempt_no: str, *, refund_no: str, money: Money, total: Money
    ) -> RefundResult:
        """Give money back."""
        return self._heard(
            lambda: self._gateway.refund(attempt_no, refund_no=refund_no, money=money, total=total)
        )

    def query_refund(self, attempt_no: str, *, refund_no: str) -> RefundResult:
        """Ask what became of a refund."""
        return self._heard(lambda: self._gateway.query_refund(attempt_no, refund_no=refund_no))

    def parse_notification(self, headers: Mapping[str, str], body: bytes) -> Charge:
        """Verify a message; nobody is called."""
        return self._gateway.parse_notification(headers, body)

    def statement(self, day: date) -> Iterator[StatementLine]:
        """The provider's books of a day, which tell nothing of how payments are answered."""
        return self._gateway.statement(day)

    def read_statement(self, content: bytes) -> Iterator[StatementLine]:
        """A file; nobody is called."""
        return self._gateway.read_statement(content)

    def disconnect(self) -> None:
        """Let go of connections."""
        self._gateway.disconnect()
