"""The calls a shop can make: each takes biz_content and gives the members of its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from app.sandbox import trades
from app.sandbox.alipay import bills, orders, payments, refunds
from app.sandbox.alipay.errors import BusinessError
from app.sandbox.alipay.request import Request
from app.sandbox.alipay.values import (
    BUYER,
    WIRE,
    Node,
    named,
    number,
    stamp,
    status,
    trade_of,
    yuan,
)
from app.sandbox.provider import Provider
from app.sandbox.trades import State, Trade

CANCEL_WINDOW = timedelta(days=1)


def precreate(provider: Provider, request: Request) -> Node:
    """A code to show. The trade itself comes into being when the code is scanned."""
    wanted = orders.wanted(provider, request)
    known = provider.book.get(WIRE, wanted.out_trade_no)
    trade = wanted if known is None else orders.again(provider, known, wanted)
    provider.book.save(trade)
    return {"out_trade_no": trade.out_trade_no, "qr_code": provider.page_of(trade)}


def query(provider: Provider, request: Request) -> Node:
    """What became of a trade."""
    trade = trade_of(provider, request.business)
    paid_minor = trade.paid_minor
    node = {
        **named(trade),
        **BUYER,
        "trade_status": status(trade, provider.now()),
        "total_amount": yuan(trade.amount_minor, trade),
        "buyer_pay_amount": yuan(paid_minor, trade),
        "receipt_amount": yuan(paid_minor, trade),
        "invoice_amount": yuan(paid_minor, trade),
        "point_amount": yuan(0, trade),
    }
    if trade.paid_at is not None:
        node["send_pay_date"] = stamp(trade.paid_at)
    return node


def close(provider: Provider, request: Request) -> Node:
    """End a trade that waits for its customer; no other."""
    trade = trade_of(provider, request.business)
    if trade.state is not State.WAITING:
        raise BusinessError("ACQ.REASON_TRADE_STATUS_INVALID", "交易状态不合法")
    trades.close(trade, provider.now())
    provider.book.save(trade)
    return named(trade)


def cancel(provider: Provider, request: Request) -> Node:
    """End a trade whatever it is: close it, give the money back, or find nothing to do.

    A code that nobody has scanned goes on working: there is no trade yet to be ended.
    """
    try:
        trade = trade_of(provider, request.business)
    except BusinessError as error:
        if error.sub_code != "ACQ.TRADE_NOT_EXIST":
            raise
        return {"out_trade_no": number(request.business), "retry_flag": "N"}
    if trade.state is State.PAID:
        _cancel_paid(provider, trade)
        provider.tell(trade)
        action = "refund"
    else:
        if trade.state is State.WAITING:
            trades.close(trade, provider.now())
        action = "close"
    provider.book.save(trade)
    return {**named(trade), "retry_flag": "N", "action": action}


CALLS: Mapping[str, Callable[[Provider, Request], Node]] = {
    "alipay.trade.precreate": precreate,
    "alipay.trade.pay": payments.pay,
    "alipay.trade.query": query,
    "alipay.trade.close": close,
    "alipay.trade.cancel": cancel,
    "alipay.trade.refund": refunds.refund,
    "alipay.trade.fastpay.refund.query": refunds.query,
    "alipay.data.dataservice.bill.downloadurl.query": bills.query,
}


def _cancel_paid(provider: Provider, trade: Trade) -> None:
    now = provider.now()
    if trade.refund(trade.out_trade_no) is not None and not trade.left_minor:
        return  # cancelled before: the same answer again
    if trade.refunds:
        raise BusinessError("ACQ.REASON_TRADE_REFUND_FEE_ERR", "交易已发起过退款")
    if trade.paid_at is not None and now >= trade.paid_at + CANCEL_WINDOW:
        raise BusinessError("ACQ.TRADE_CANCEL_TIME_OUT", "超过撤销时间范围")
    refunds.give_back(trade, trade.out_trade_no, trade.paid_minor, now)
