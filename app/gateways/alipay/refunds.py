"""Refunds at Alipay: asked for, and what became of them."""

from __future__ import annotations

from app.gateways import answers
from app.gateways.alipay import codes, values
from app.gateways.alipay.client import AlipayClient
from app.gateways.answers import Reply
from app.ports.gateway import (
    Declined,
    Misconfigured,
    Money,
    RefundResult,
    RefundStatus,
    Untrusted,
)

_PROOF = ("trade_no", "out_request_no", "refund_amount")


def refund(
    client: AlipayClient, attempt_no: str, *, refund_no: str, amount: Money, total: Money
) -> RefundResult:
    """Ask for a refund. DONE only when the answer says that funds moved for this very request;
    a number used before moves nothing and answers PENDING.
    """
    business: dict[str, object] = {
        "out_trade_no": attempt_no,
        "refund_amount": values.amount_text(amount),
        "out_request_no": refund_no,
    }
    if amount.currency != answers.HOME_CURRENCY:
        business["refund_currency"] = amount.currency
    try:
        reply = client.call("alipay.trade.refund", business)
    except Declined as refusal:
        if refusal.params["code"] == codes.NOT_EXIST:
            # the books have money under this number: somebody is mistaken, or the keys are
            raise Misconfigured("provider_misconfigured", code=codes.NOT_EXIST) from refusal
        raise
    moved = reply.text("fund_change") == "Y"
    if moved:
        _check_total(reply, amount, total)
    return RefundResult(
        refund_no=refund_no,
        status=RefundStatus.DONE if moved else RefundStatus.PENDING,
        money=amount,
    )


def query_refund(client: AlipayClient, attempt_no: str, *, refund_no: str) -> RefundResult:
    """Ask for a refund. A good answer only means that the question was understood: money went
    back if it says so, or if it names trade, request and amount.
    """
    business: dict[str, object] = {"out_trade_no": attempt_no, "out_request_no": refund_no}
    try:
        reply = client.call("alipay.trade.fastpay.refund.query", business, names_order=False)
    except Declined as refusal:
        if refusal.params["code"] == codes.NOT_EXIST:
            return answers.no_refund(refund_no)
        raise
    if not any(reply.text(name) for name in (*_PROOF, "refund_status")):
        return answers.no_refund(refund_no)
    if reply.text("out_request_no") != refund_no:
        raise Untrusted("provider_other_order", asked=refund_no)
    return RefundResult(
        refund_no=refund_no,
        status=RefundStatus.DONE if _proven(reply) else RefundStatus.PENDING,
        money=values.amount(reply.fields, "refund_amount"),
    )


def _proven(reply: Reply) -> bool:
    said = reply.text("refund_status")
    return said == "REFUND_SUCCESS" or (not said and all(reply.text(name) for name in _PROOF))


def _check_total(reply: Reply, amount: Money, total: Money) -> None:
    """`refund_fee` is everything refunded so far: at least this refund, at most what was paid."""
    so_far = values.amount(reply.fields, "refund_fee")
    if so_far.currency != amount.currency or not amount.minor <= so_far.minor <= total.minor:
        raise Untrusted("provider_amount_wrong", asked=values.amount_text(amount))
