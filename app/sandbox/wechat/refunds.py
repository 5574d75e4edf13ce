"""Refunds on WeChat Pay's wire: accepted at once, done when the query says so."""

from __future__ import annotations

from app.sandbox.provider import Provider
from app.sandbox.trades import Refund, RefundState, State, Trade
from app.sandbox.wechat import values
from app.sandbox.wechat.errors import ApiError, bad_parameter, invalid
from app.sandbox.wechat.request import Request
from app.sandbox.wechat.values import WIRE, Node

MOST_PARTS = 50
_WORDS = {
    RefundState.DONE: "SUCCESS",
    RefundState.PROCESSING: "PROCESSING",
    RefundState.ABNORMAL: "ABNORMAL",
    RefundState.CLOSED: "CLOSED",
}


def refund(provider: Provider, request: Request, *, to: RefundState = RefundState.DONE) -> Node:
    """Accept a refund, which is answered as PROCESSING the first time whatever comes of it.

    Args:
        to: what comes of it.
    """
    business = request.business
    refund_no = values.refund_number(business.get("out_refund_no"))
    trade = _trade(provider, values.number(business.get("out_trade_no")), refund_no)
    amount = values.part(business, "amount")
    minor = values.fen(amount, "refund")
    known = trade.refund(refund_no)
    if known is not None:
        if known.amount_minor != minor:
            raise invalid("退款单号已使用，请求参数不一致")
        return _described(trade, known)
    _check(provider, trade, minor)
    if values.fen(amount, "total") != trade.paid_minor:
        raise invalid("订单金额不一致")
    if values.currency(amount) != trade.currency:
        raise bad_parameter("amount.currency")
    now = provider.now()
    made = Refund(
        request_no=refund_no,
        amount_minor=minor,
        at=now,
        refund_no=values.new_refund_no(now),
        notify_url=str(business.get("notify_url", "")),
        state=to,
    )
    trade.refunds.append(made)
    provider.book.save(trade)
    if made.notify_url and to is not RefundState.PROCESSING:
        provider.tell(trade)
    return {**_described(trade, made), "status": "PROCESSING"}


def query(provider: Provider, request: Request) -> Node:
    """What became of a refund."""
    refund_no = values.refund_number(request.number)
    trade = provider.book.by_refund(WIRE, refund_no)
    known = trade.refund(refund_no) if trade else None
    if trade is None or known is None:
        raise ApiError(404, "RESOURCE_NOT_EXISTS", "退款单不存在")
    return _described(trade, known)


def word(refund: Refund) -> str:
    """The status of a refund."""
    return _WORDS[refund.state]


def amounts(trade: Trade, refund: Refund) -> Node:
    """What was paid and what goes back; coupons would make the customer's own part smaller."""
    paid, back = trade.paid_minor, refund.amount_minor
    return {"total": paid, "refund": back, "payer_total": paid, "payer_refund": back}


def _described(trade: Trade, refund: Refund) -> Node:
    node: Node = {
        "refund_id": refund.refund_no,
        "out_refund_no": refund.request_no,
        "transaction_id": trade.trade_no,
        "out_trade_no": trade.out_trade_no,
        "channel": "ORIGINAL",
        "user_received_account": "支付用户零钱",
        "create_time": values.stamp(refund.at),
        "status": word(refund),
        "funds_account": "AVAILABLE",
        "amount": {**amounts(trade, refund), "currency": trade.currency},
    }
    if refund.state is RefundState.DONE:
        node["success_time"] = values.stamp(refund.at)
    return node


def _trade(provider: Provider, out_trade_no: str, refund_no: str) -> Trade:
    """The order; a number of a refund belongs to one order for ever."""
    trade = provider.book.get(WIRE, out_trade_no)
    if trade is None:
        raise ApiError(404, "RESOURCE_NOT_EXISTS", "订单不存在")
    other = provider.book.by_refund(WIRE, refund_no)
    if other is not None and other.out_trade_no != out_trade_no:
        raise invalid("退款单号已使用")
    return trade


def _check(provider: Provider, trade: Trade, minor: int) -> None:
    if trade.state is not State.PAID or trade.paid_at is None:
        raise invalid("订单未支付或已关闭")
    if minor > trade.left_minor:
        raise invalid("申请退款金额大于订单剩余可退金额")
    if len(trade.refunds) >= MOST_PARTS:
        raise invalid("退款次数超过限制")
    if provider.now() >= trade.paid_at + values.REFUND_WINDOW:
        raise ApiError(403, "RULE_LIMIT", "订单已超过可退款期限")
