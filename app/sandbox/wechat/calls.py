"""Orders on WeChat Pay's wire: made, asked for, closed. There is one as soon as it is made."""

from __future__ import annotations

from datetime import timedelta

from app.sandbox import trades
from app.sandbox.provider import Provider, new_token
from app.sandbox.trades import State, Trade
from app.sandbox.wechat import values
from app.sandbox.wechat.errors import ApiError, bad_parameter, no_order
from app.sandbox.wechat.request import Request
from app.sandbox.wechat.values import WIRE, Node

QR_LIFE = timedelta(hours=2)
_SHORTEST = timedelta(seconds=50)
_LONGEST = timedelta(days=7)
_MOST_TITLE = 127


def native(provider: Provider, request: Request) -> Node:
    """A code to show. The same order again is given the same code."""
    wanted = order(provider, request)
    notify_url = values.text(request.business, "notify_url", most=255)
    if not notify_url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise bad_parameter("notify_url")
    if "?" in notify_url:
        raise bad_parameter("notify_url")
    wanted.notify_url = notify_url
    known = provider.book.get(WIRE, wanted.out_trade_no)
    trade = wanted if known is None else again(provider, known, wanted)
    provider.book.save(trade)
    return {"code_url": provider.page_of(trade)}


def query(provider: Provider, request: Request) -> Node:
    """What became of an order, by the shop's number."""
    values.check_merchant(provider, request.query, with_app=False)
    return values.described(provider, values.trade_of(provider, request.number))


def query_by_id(provider: Provider, request: Request) -> Node:
    """What became of an order, by the provider's number; only once it was paid."""
    values.check_merchant(provider, request.query, with_app=False)
    trade = provider.book.by_trade_no(WIRE, request.number)
    if trade is None or trade.paid_at is None:
        raise no_order()
    return values.described(provider, trade)


def close(provider: Provider, request: Request) -> None:
    """End an order that nobody has paid, however often it is said."""
    values.check_merchant(provider, request.business, with_app=False)
    trade = values.trade_of(provider, request.number)
    if trade.by_customers_code:
        raise ApiError(400, "INVALID_REQUEST", "付款码订单请使用撤销接口")
    if trade.state is State.PAID:
        raise ApiError(400, "ORDERPAID", "订单已支付")
    if trade.state is not State.CLOSED:
        trade.state, trade.closed_at = State.CLOSED, provider.now()
        provider.book.save(trade)


def order(provider: Provider, request: Request) -> Trade:
    """The order that a request describes."""
    business, now = request.business, provider.now()
    values.check_merchant(provider, business, with_app=True)
    amount = values.part(business, "amount")
    pay_until = values.moment(business, "time_expire", now + _LONGEST)
    if not now + _SHORTEST <= pay_until <= now + _LONGEST:
        raise bad_parameter("time_expire")
    return Trade(
        wire=WIRE,
        out_trade_no=values.number(business.get("out_trade_no")),
        token=new_token(),
        subject=values.text(business, "description", most=_MOST_TITLE),
        total_minor=values.fen(amount, "total"),
        currency=values.currency(amount),
        created_at=now,
        code_until=now + QR_LIFE,
        pay_until=pay_until,
        closes_itself=False,
    )


def again(provider: Provider, known: Trade, wanted: Trade) -> Trade:
    """The same number again: the same order, if it is open and says the same."""
    trades.lapse(known, provider.now())
    if known.state is State.PAID:
        raise ApiError(400, "ORDERPAID", "订单已支付")
    if known.state is State.CLOSED:
        raise ApiError(400, "ORDER_CLOSED", "订单已关闭")
    if _terms(known) != _terms(wanted):
        raise ApiError(403, "OUT_TRADE_NO_USED", "商户订单号重复")
    known.made += 1
    known.code_until, known.pay_until = wanted.code_until, wanted.pay_until
    return known


def _terms(trade: Trade) -> tuple[object, ...]:
    return trade.total_minor, trade.currency, trade.subject, trade.by_customers_code
