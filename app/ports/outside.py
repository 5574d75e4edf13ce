"""Small things from outside: printers, secrets, notices to whoever watches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the window listens before it needs the rules of payments
    from app.domain.payment import AttemptState


class Printer(Protocol):
    """Takes a finished document to paper."""

    def present(self) -> bool:
        """Whether there is one: chosen in the settings, also if away now, or the system's own."""

    def print_pdf(self, pdf: bytes, *, title: str) -> None:
        """Print; Unavailable("printer_failed", problem=) when it cannot."""


class Secrets(Protocol):
    """Keys, kept outside the database."""

    def get(self, name: str) -> str | None:
        """The secret, or None."""

    def put(self, name: str, value: str) -> None:
        """Store or replace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptChanged:
    """An attempt's state was written; sent after the commit."""

    attempt_id: str
    order_id: str
    state: AttemptState


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChanged:
    """An order was written; sent after the commit."""

    order_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHandedOut:
    """A paper of an order went to a printer or into a file, at this till."""

    order_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogChanged:
    """Products or stock were written; sent after the commit."""


Event = AttemptChanged | OrderChanged | PaperHandedOut | CatalogChanged


class EventBus(Protocol):
    """Tells whoever listens what has been committed."""

    def publish(self, event: Event) -> None:
        """Deliver to every listener, on the caller's thread."""
