"""Papers of which there is one original: the first that goes out. Every later one is a copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.order import HistoryRow

_COLUMN = "paper"


class SheetKind(StrEnum):
    """Which paper it is."""

    INVOICE = "INVOICE"
    RECEIPT = "RECEIPT"
    REFUND = "REFUND"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One paper of an order; `wish` names what was given back, on a refund receipt."""

    order_id: str
    kind: SheetKind
    wish: str = ""

    def went_out(self, at: datetime, staff: str) -> HistoryRow:
        """The row of the order's history by which everybody knows it from now on."""
        return HistoryRow(
            order_id=self.order_id,
            at=at,
            staff=staff,
            event="HAND_OUT",
            column=_COLUMN,
            before=self.wish,
            after=self.kind,
        )

    def is_copy(self, history: Iterable[HistoryRow]) -> bool:
        """Whether it has gone out before."""
        return any(
            (row.column, row.after, row.before) == (_COLUMN, self.kind, self.wish)
            for row in history
        )


def invoice(order_id: str) -> Sheet:
    """The A4 invoice of an order."""
    return Sheet(order_id=order_id, kind=SheetKind.INVOICE)


def receipt(order_id: str) -> Sheet:
    """The 80 mm receipt of an order."""
    return Sheet(order_id=order_id, kind=SheetKind.RECEIPT)


def refund_receipt(order_id: str, wish: str) -> Sheet:
    """The 80 mm receipt for what was given back by one wish, goods or money or both."""
    return Sheet(order_id=order_id, kind=SheetKind.REFUND, wish=wish)
