"""A trade as a shop asks for it, for the first time or again."""

from __future__ import annotations

from datetime import timedelta

from app.sandbox import trades
from app.sandbox.alipay.errors import BusinessError, bad_parameter
from app.sandbox.alipay.request import Request
from app.sandbox.alipay.values import HOME_CURRENCY, WIRE, amount, number, until
from app.sandbox.provider import Provider, new_token
from app.sandbox.trades import State, Trade

QR_LIFE = timedelta(hours=2)
TRADE_LIFE = timedelta(days=15)
MOST_PRECREATES = 20


def wanted(provider: Provider, request: Request) -> Trade:
    """The trade that a request describes."""
    business, now = request.business, provider.now()
    subject = business.get("subject", "").strip()
    if not subject or len(subject) > 256:
        raise bad_parameter("subject")
    if business.get("seller_id", provider.alipay.seller_id) != provider.alipay.seller_id:
        raise BusinessError("ACQ.PARTNER_ERROR", "卖家与应用不匹配")
    currency = business.get("trans_currency", HOME_CURRENCY)
    life, shown = (business.get(x, "") for x in ("timeout_express", "qr_code_timeout_express"))
    return Trade(
        wire=WIRE,
        out_trade_no=number(business),
        token=new_token(),
        subject=subject,
        total_minor=amount(business, "total_amount", currency),
        currency=currency,
        created_at=now,
        code_until=until(shown, now, QR_LIFE, "qr_code_timeout_express"),
        pay_until=until(life, now, TRADE_LIFE, "timeout_express"),
        notify_url=request.notify_url,
    )


def again(provider: Provider, known: Trade, wanted: Trade) -> Trade:
    """The same number again: the same code, if it is the same trade and still open."""
    trades.lapse(known, provider.now())
    if known.state is State.PAID:
        raise BusinessError("ACQ.TRADE_HAS_SUCCESS", "交易已被支付")
    if known.state is State.CLOSED:
        raise BusinessError("ACQ.TRADE_HAS_CLOSE", "交易已经关闭")
    if _terms(known) != _terms(wanted):
        raise BusinessError("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改")
    if known.made >= MOST_PRECREATES:
        raise BusinessError("ACQ.APPLY_PC_MERCHANT_CODE_ERROR", "申请二维码失败")
    known.made += 1
    if known.state is State.SHOWN:
        known.code_until, known.pay_until = wanted.code_until, wanted.pay_until
    return known


def _terms(trade: Trade) -> tuple[object, ...]:
    return trade.total_minor, trade.currency, trade.subject
