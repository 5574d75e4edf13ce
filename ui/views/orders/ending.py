"""How an order can be brought to its end, and what that does with its money."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.order_states import STILL_IN_THE_SHOP, Fulfilment, Lifecycle
from app.domain.payment import LIVE
from app.domain.shop import ShopProfile
from app.ports.queries import OrderDetail
from ui.views.orders import going_back


class End(StrEnum):
    """Its words are `orders.end.<value>`."""

    CANCEL = "cancel"  # nothing was paid
    CANCEL_AND_REFUND = "cancel_refund"  # paid, not yet handed over
    VOID = "void"  # handed over at the counter: goods come back as well
    REFUND = "refund"  # the goods are gone; the money goes back


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The one way that is open.

    Attributes:
        back_minor: money that is handed back, by tender.
    """

    how: End
    back_minor: dict[str, int]


def ending_of(detail: OrderDetail, profile: ShopProfile) -> Ending | None:
    """What can be done; None while a payment is open and when nothing is left to do."""
    if any(attempt.state in LIVE for attempt in detail.attempts):
        return None
    order, held = detail.order, going_back.by_tender(detail, None, profile)
    if order.lifecycle is Lifecycle.PLACED and order.fulfilment in STILL_IN_THE_SHOP:
        how = End.CANCEL_AND_REFUND if held else End.CANCEL
    elif not held:
        return None
    elif order.lifecycle is Lifecycle.COMPLETED and order.fulfilment is Fulfilment.NOT_REQUIRED:
        how = End.VOID
    else:
        how = End.REFUND
    return Ending(how=how, back_minor=held)
