"""Charging a customer's own code, and taking it back (reverse): as the version 3 pages say."""

from __future__ import annotations

from app.sandbox import codes, trades
from app.sandbox.provider import Provider
from app.sandbox.trades import Refund, State, Trade
from app.sandbox.wechat import calls, values
from app.sandbox.wechat.errors import ApiError, invalid
from app.sandbox.wechat.request import Request
from app.sandbox.wechat.values import WIRE, Node


def pay(provider: Provider, request: Request) -> Node:
    """Charge a code; 202 with USERPAYING while its owner types a password."""
    code = values.text(values.part(request.business, "payer"), "auth_code", most=32)
    values.part(values.part(request.business, "scene_info"), "store_info")
    wanted = calls.order(provider, request)
    wanted.by_customers_code = True
    known = provider.book.get(WIRE, wanted.out_trade_no)
    if known is not None:
        trade = calls.again(provider, known, wanted)
    else:
        trade = _charged(provider, wanted, code)
    if trade.state is State.WAITING:
        raise Waiting
    return values.described(provider, trade)


def reverse(provider: Provider, request: Request) -> Node:
    """End an order by the customer's code: give the money back, or see to it that none comes."""
    values.check_merchant(provider, request.business, with_app=True)
    trade = values.trade_of(provider, request.number)
    if not trade.by_customers_code:
        raise invalid("仅付款码订单可撤销")
    if trade.state is State.PAID and trade.refunds:
        raise invalid("订单已退款")
    if trade.state is State.PAID:
        now = provider.now()
        trade.refunds.append(
            Refund(
                request_no=trade.out_trade_no,
                amount_minor=trade.paid_minor,
                at=now,
                refund_no=values.new_refund_no(now),
            )
        )
    if trade.state is not State.CLOSED:
        trade.state, trade.closed_at = State.CLOSED, provider.now()
        provider.book.save(trade)
    return {"out_trade_no": trade.out_trade_no}


class Waiting(Exception):
    """The customer types a password; what was written stays."""


def _charged(provider: Provider, trade: Trade, code: str) -> Trade:
    now = provider.now()
    behaviour = provider.book.use_code(WIRE, code, now)
    if behaviour is None:
        raise ApiError(400, "AUTH_CODE_INVALID", "付款码无效")
    if behaviour == codes.BALANCE:
        raise ApiError(403, "NOT_ENOUGH", "余额不足")
    trades.scan(trade, now, trade_no=provider.new_trade_no(WIRE))
    if behaviour == codes.PAYS:
        trades.pay(trade, now)
    provider.book.save(trade)
    return trade
