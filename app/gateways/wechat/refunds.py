"""Refunds at WeChat Pay: accepted first, done later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.gateways import answers
from app.gateways.answers import Reply
from app.gateways.wechat import codes, values
from app.gateways.wechat.client import WechatClient
from app.ports.gateway import (
    Declined,
    Misconfigured,
    Money,
    RefundResult,
    RefundStatus,
    Untrusted,
)

PATH = "/v3/refund/domestic/refunds"
_STATUS = {
    "SUCCESS": RefundStatus.DONE,
    "PROCESSING": RefundStatus.PENDING,
    "ABNORMAL": RefundStatus.ABNORMAL,
    "CLOSED": RefundStatus.CLOSED,
}


def refund(
    client: WechatClient, attempt_no: str, *, refund_no: str, amount: Money, total: Money
) -> RefundResult:
    """Ask for a refund. A good answer means no more than accepted: PENDING, whatever it says
    of success. The same number sent again is the same refund, and is answered alike.
    """
    body: dict[str, object] = {
        "out_trade_no": attempt_no,
        "out_refund_no": refund_no,
        "amount": {"refund": amount.minor, "total": total.minor, "currency": amount.currency},
    }
    try:
        reply = client.call("POST", PATH, body)
    except Declined as refusal:
        raise _explained(refusal) from refusal
    result = _result(reply, attempt_no, refund_no)
    if result.money != amount:
        raise Untrusted("provider_amount_wrong", asked=f"{amount.minor} {amount.currency}")
    if result.status is RefundStatus.DONE:
        return RefundResult(refund_no=refund_no, status=RefundStatus.PENDING, money=amount)
    return result


def query_refund(client: WechatClient, attempt_no: str, *, refund_no: str) -> RefundResult:
    """Ask for a refund; CLOSED without money when they know of none under this number."""
    try:
        reply = client.call("GET", f"{PATH}/{refund_no}")
    except Declined as refusal:
        if refusal.params["code"] not in codes.NOT_EXIST:
            raise
        return answers.no_refund(refund_no)
    return _result(reply, attempt_no, refund_no)


def _result(reply: Reply, attempt_no: str, refund_no: str) -> RefundResult:
    if reply.text("out_refund_no") != refund_no or reply.text("out_trade_no") != attempt_no:
        raise Untrusted("provider_other_order", asked=refund_no)
    return RefundResult(
        refund_no=refund_no,
        status=status(reply.fields, "status"),
        money=values.amount(reply.fields, "refund"),
    )


def status(fields: Mapping[str, Any], name: str) -> RefundStatus:
    """Where a refund stands; UnknownOutcome for a word nobody knows."""
    said = Reply(fields).text(name)
    if said not in _STATUS:
        raise answers.unclear(name)
    return _STATUS[said]


def _explained(refusal: Declined) -> Declined | Misconfigured:
    code = str(refusal.params["code"])
    if code in codes.NOT_EXIST:
        # money was taken under this number, so these are another merchant's keys
        return Misconfigured("provider_misconfigured", code=code)
    if code == codes.NO_BALANCE:
        return Declined("payment_declined", code=code, action="top_up")
    return refusal
