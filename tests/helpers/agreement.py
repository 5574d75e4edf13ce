"""Whether a shop's books and the provider's say the same about every payment."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.payment import CAPTURED, RefundState
from app.ports.queries import OrderDetail
from tests.helpers.shop import Shop


def orders(shop: Shop) -> Iterator[OrderDetail]:
    """Every order there is, with everything about it."""
    for row in shop.house.queries.orders_between(date.min, date.max):
        yield shop.house.queries.order_detail(row.order_id)


def kept_at_provider(trade: dict[str, Any]) -> int:
    """What the provider holds of a trade for the shop, in minor units of two decimals."""
    return _minor(trade["paid_amount"]) - _minor(trade["refunded_amount"])


def disagreements(shop: Shop, *, besides: Collection[str] = ()) -> list[str]:
    """Attempts of which the shop believes to keep another amount than the provider holds.

    Args:
        besides: trades that are none of this shop's.
    """
    trades = {x["out_trade_no"]: x for x in shop.control.trades()}
    held = {number: kept_at_provider(x) for number, x in trades.items() if number not in besides}
    found = []
    for detail in orders(shop):
        for attempt in detail.attempts:
            if attempt.provider not in {"alipay", "wechat"}:
                continue
            ours = attempt.paid_minor if attempt.state in CAPTURED else 0
            ours -= sum(
                refund.amount_minor
                for refund in detail.refunds
                if refund.attempt_id == attempt.id
                and refund.tender == attempt.tender
                and refund.state is RefundState.SUCCEEDED
            )
            theirs = held.pop(attempt.id, 0)
            if ours != theirs:
                found.append(f"{attempt.id} {attempt.state}: ours {ours}, theirs {theirs}")
    return found + [f"{number}: never heard of, theirs {x}" for number, x in held.items() if x]


def _minor(amount: str) -> int:
    return int(Decimal(amount) * 100)
