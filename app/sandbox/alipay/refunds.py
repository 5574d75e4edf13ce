"""Refunds on Alipay's wire: one for each request number, however often it is sent."""

from __future__ import annotations

from datetime import datetime

from app.sandbox.alipay.errors import BusinessError
from app.sandbox.alipay.request import Request
from app.sandbox.alipay.values import Node, amount, named, number, stamp, status, trade_of, yuan
from app.sandbox.provider import Provider
from app.sandbox.trades import Refund, State, Trade


def refund(provider: Provider, request: Request) -> Node:
    """Give money back. `refund_fee` is all that has been given back so far; `fund_change` says
    whether this very call moved anything.
    """
    trade, business = trade_of(provider, request.business), request.business
    currency = business.get("refund_currency", trade.currency)
    if currency != trade.currency:
        raise BusinessError("ACQ.INVALID_PARAMETER", "退款币种与交易不一致")
    minor = amount(business, "refund_amount", currency)
    request_no = _request_no(trade, business.get("out_request_no", ""), minor)
    known = trade.refund(request_no)
    if known is None:
        _check(trade, minor, provider.now())
        give_back(trade, request_no, minor, provider.now())
        provider.book.save(trade)
        provider.tell(trade)
    elif known.amount_minor != minor:
        raise BusinessError("ACQ.DISCORDANT_REPEAT_REQUEST", "同一退款请求号的金额不一致")
    return {
        **named(trade),
        "buyer_logon_id": "cus***@sandbox.test",
        "fund_change": "Y" if known is None else "N",
        "refund_fee": yuan(trade.refunded_minor, trade),
        "gmt_refund_pay": stamp(trade.refunds[-1].at),
    }


def query(provider: Provider, request: Request) -> Node:
    """What became of a refund; one that was never made is answered with nothing at all."""
    trade = trade_of(provider, request.business)
    request_no = request.business.get("out_request_no") or trade.out_trade_no
    known = trade.refund(request_no)
    if known is None:
        return {}
    return {
        **named(trade),
        "out_request_no": known.request_no,
        "refund_amount": yuan(known.amount_minor, trade),
        "total_amount": yuan(trade.amount_minor, trade),
        "refund_status": "REFUND_SUCCESS",
        "gmt_refund_pay": stamp(known.at),
    }


def give_back(trade: Trade, request_no: str, minor: int, now: datetime) -> None:
    """Book a refund."""
    trade.refunds.append(Refund(request_no=request_no, amount_minor=minor, at=now))


def _request_no(trade: Trade, given: str, minor: int) -> str:
    """Without a number of its own a refund must be of everything, and goes by the trade's."""
    if given:
        return number({"out_request_no": given}, "out_request_no")
    if minor != trade.paid_minor:
        raise BusinessError("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "部分退款须传退款请求号")
    return trade.out_trade_no


def _check(trade: Trade, minor: int, now: datetime) -> None:
    if trade.state is State.WAITING:
        raise BusinessError("ACQ.TRADE_STATUS_ERROR", "交易尚未支付")
    if trade.state is State.CLOSED:
        raise BusinessError("ACQ.TRADE_HAS_CLOSE", "交易已经关闭")
    if minor > trade.left_minor:
        raise BusinessError("ACQ.REASON_TRADE_REFUND_FEE_ERR", "退款金额超过可退金额")
    if status(trade, now) == "TRADE_FINISHED":
        raise BusinessError("ACQ.TRADE_HAS_FINISHED", "交易已经完结")
