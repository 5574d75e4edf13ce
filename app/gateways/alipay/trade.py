"""What Alipay says of a trade, in the till's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.gateways import answers
from app.gateways.alipay import values
from app.gateways.answers import Reply
from app.ports.gateway import Charge, Status, WentBack

_PAID = frozenset({"TRADE_SUCCESS", "TRADE_FINISHED"})


def charge(attempt_no: str, fields: Mapping[str, Any]) -> Charge:
    """Read the members of a query's answer or of a notification.

    Amounts are read only where money has moved: answers about unpaid trades carry zeros.
    `paid` is the trade's total; what coupons took off it is settled between Alipay and the shop.
    """
    status = _status(fields)
    moved = status in {Status.PAID, Status.PARTLY_REFUNDED, Status.REFUNDED}
    return Charge(
        attempt_no=attempt_no,
        status=status,
        provider_ref=Reply(fields).text("trade_no") or None,
        paid=values.amount(fields, "total_amount") if moved else None,
        paid_at=values.time(fields, "send_pay_date", "gmt_payment") if moved else None,
        went_back=_went_back(status, fields),
    )


def charged(attempt_no: str, fields: Mapping[str, Any]) -> Charge:
    """Read the answer to a charge that went through at once; it names no status."""
    return charge(attempt_no, {**fields, "trade_status": "TRADE_SUCCESS"})


def _status(fields: Mapping[str, Any]) -> Status:
    said = Reply(fields).text("trade_status")
    if said == "WAIT_BUYER_PAY":
        return Status.PENDING
    if said in _PAID:
        return Status.PARTLY_REFUNDED if _positive(fields, "refund_fee") else Status.PAID
    if said == "TRADE_CLOSED":
        return Status.REFUNDED if _was_paid(fields) else Status.CLOSED
    raise answers.unclear("trade_status")


def _went_back(status: Status, fields: Mapping[str, Any]) -> WentBack | None:
    """`refund_fee` is all that has gone back; without it a refunded trade has nothing left."""
    if status is Status.PARTLY_REFUNDED or _positive(fields, "refund_fee"):
        return WentBack(minor=values.amount(fields, "refund_fee").minor)
    if status is Status.REFUNDED:
        return WentBack(minor=values.amount(fields, "total_amount").minor)
    return None


def _was_paid(fields: Mapping[str, Any]) -> bool:
    """TRADE_CLOSED means never paid, or paid and wholly refunded: only these members tell."""
    dated = fields.get("send_pay_date") or fields.get("gmt_payment")
    return bool(dated) or _positive(fields, "buyer_pay_amount")


def _positive(fields: Mapping[str, Any], name: str) -> bool:
    return bool(fields.get(name)) and values.amount(fields, name).minor > 0
