"""What WeChat Pay says of a trade, in the till's words."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from app.gateways import answers
from app.gateways.answers import Reply
from app.gateways.wechat import values
from app.gateways.wechat.config import WechatConfig
from app.ports.gateway import Charge, Status, Untrusted, WentBack

log = logging.getLogger(__name__)

PATH = "/v3/pay/transactions/out-trade-no"
_CUSTOMERS_CODE = "MICROPAY"
_OF_CUSTOMERS_CODES = frozenset({"USERPAYING", "ACCEPT", "REVOKED", "PAYERROR"})
_STATUS = {
    "NOTPAY": Status.PENDING,
    "USERPAYING": Status.PENDING,
    "ACCEPT": Status.PENDING,
    "SUCCESS": Status.PAID,
    "REFUND": Status.PARTLY_REFUNDED,  # some or all of it: only the refund query tells
    "CLOSED": Status.CLOSED,
    "REVOKED": Status.CLOSED,
    "PAYERROR": Status.CLOSED,
}


def charge(attempt_no: str, fields: Mapping[str, Any]) -> Charge:
    """Read the members of a query's answer or of a notification.

    `paid` is the trade's total; what coupons took off it is settled between WeChat Pay and the
    shop. Amounts are read only where money has moved.
    """
    status = _status(fields)
    moved = status in {Status.PAID, Status.PARTLY_REFUNDED, Status.REFUNDED}
    return Charge(
        attempt_no=attempt_no,
        status=status,
        provider_ref=Reply(fields).text("transaction_id") or None,
        paid=values.amount(fields, "total") if moved else None,
        paid_at=values.time(fields, "success_time") if moved else None,
        went_back=_went_back(status, fields),
    )


def by_customers_code(fields: Mapping[str, Any]) -> bool:
    """Whether the shop scanned the customer's code. Orders that nobody has paid may come without
    their type; some states only such charges have.
    """
    reply = Reply(fields)
    by_type = reply.text("trade_type") == _CUSTOMERS_CODE
    return by_type or reply.text("trade_state") in _OF_CUSTOMERS_CODES


def _went_back(status: Status, fields: Mapping[str, Any]) -> WentBack | None:
    """How much of a refunded trade, only the queries about its refunds tell."""
    if status is Status.REFUNDED:
        return WentBack(minor=values.amount(fields, "total").minor)
    return WentBack() if status is Status.PARTLY_REFUNDED else None


def check_ours(fields: Mapping[str, Any], config: WechatConfig, attempt_no: str) -> None:
    """Untrusted for a verified answer about another merchant, app or order, or about none."""
    wanted = {"out_trade_no": attempt_no, "mchid": config.mchid, "appid": config.appid}
    said = {name: fields.get(name) for name in wanted}
    if said["out_trade_no"] is None:
        raise answers.unclear("out_trade_no")
    if any(said[name] not in (None, value) for name, value in wanted.items()):
        log.warning("an answer was about another order than %s", attempt_no)
        raise Untrusted("provider_other_order", asked=attempt_no)


def _status(fields: Mapping[str, Any]) -> Status:
    said = Reply(fields).text("trade_state")
    if said == "REVOKED" and fields.get("success_time"):
        return Status.REFUNDED
    if said not in _STATUS:
        raise answers.unclear("trade_state")
    return _STATUS[said]
