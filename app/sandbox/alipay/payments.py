"""Charging a customer's own code (trade.pay): paid at once, or once a password was typed."""

from __future__ import annotations

from app.sandbox import codes, trades
from app.sandbox.alipay import orders
from app.sandbox.alipay.errors import BusinessError, bad_parameter
from app.sandbox.alipay.request import Request
from app.sandbox.alipay.values import BUYER, WIRE, Node, named, stamp, yuan
from app.sandbox.provider import Provider
from app.sandbox.trades import State, Trade

_WAITING = {"code": "10003", "msg": "order success pay inprocess"}


def pay(provider: Provider, request: Request) -> Node:
    """Charge a code. The same number again is the same charge, whatever its code."""
    if request.business.get("scene") != "bar_code":
        raise bad_parameter("scene")
    wanted = orders.wanted(provider, request)
    known = provider.book.get(WIRE, wanted.out_trade_no)
    trade = (
        _charged(provider, request, wanted) if known is None else _again(provider, known, wanted)
    )
    if trade.state is State.WAITING:
        return {**_WAITING, **named(trade), **BUYER, "total_amount": yuan(trade.total_minor, trade)}
    provider.tell(trade)
    return {
        **named(trade),
        **BUYER,
        "total_amount": yuan(trade.amount_minor, trade),
        "buyer_pay_amount": yuan(trade.paid_minor, trade),
        "receipt_amount": yuan(trade.paid_minor, trade),
        "gmt_payment": stamp(trade.paid_at or provider.now()),
    }


def _charged(provider: Provider, request: Request, trade: Trade) -> Trade:
    now = provider.now()
    behaviour = provider.book.use_code(WIRE, request.business.get("auth_code", ""), now)
    if behaviour is None:
        raise BusinessError("ACQ.PAYMENT_AUTH_CODE_INVALID", "支付失败，获取顾客账户信息失败")
    if behaviour == codes.BALANCE:
        raise BusinessError("ACQ.BUYER_BALANCE_NOT_ENOUGH", "买家余额不足")
    trade.by_customers_code = True
    trades.scan(trade, now, trade_no=provider.new_trade_no(WIRE))
    if behaviour == codes.PAYS:
        trades.pay(trade, now)
    provider.book.save(trade)
    return trade


def _again(provider: Provider, known: Trade, wanted: Trade) -> Trade:
    if known.state is State.SHOWN:
        raise BusinessError("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改")
    return orders.again(provider, known, wanted)
