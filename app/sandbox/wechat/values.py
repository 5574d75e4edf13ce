"""Values on WeChat Pay's wire: numbers, amounts, times, and the common members of answers."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from app.domain import money
from app.domain.errors import UserError
from app.sandbox.provider import CHINA, Provider
from app.sandbox.trades import State, Trade, lapse
from app.sandbox.wechat.errors import ApiError, bad_parameter, no_order

WIRE = "wechat"
HOME_CURRENCY = "CNY"
OPENID = "oSandbox0customer0openid0001"
STRANGER = "1999999999"
"""The number of a merchant that is not ours."""
REFUND_WINDOW = timedelta(days=365)
_NUMBER = re.compile(r"[0-9A-Za-z_\-|*]{6,32}", re.ASCII)
_REFUND_NUMBER = re.compile(r"[0-9A-Za-z_\-|*@]{1,64}", re.ASCII)

Business = Mapping[str, Any]
Node = dict[str, Any]


def text(business: Business, name: str, *, most: int) -> str:
    """A text that has to be there."""
    value = business.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > most:
        raise bad_parameter(name)
    return value


def number(value: object) -> str:
    """The shop's number of an order."""
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise bad_parameter("out_trade_no")
    return value


def refund_number(value: object) -> str:
    """The shop's number of a refund."""
    if not isinstance(value, str) or not _REFUND_NUMBER.fullmatch(value):
        raise bad_parameter("out_refund_no")
    return value


def part(business: Business, name: str) -> Business:
    """An object inside the request."""
    value = business.get(name)
    if not isinstance(value, dict):
        raise bad_parameter(name)
    return value


def fen(amount: Business, name: str) -> int:
    """An amount: a whole number above zero."""
    value = amount.get(name)
    if type(value) is not int or not 0 < value <= 10**11:
        raise bad_parameter(f"amount.{name}")
    return value


def currency(amount: Business) -> str:
    """The currency; WeChat Pay's own is the only one outside this sandbox."""
    code = amount.get("currency", HOME_CURRENCY)
    try:
        return money.currency(str(code)).code
    except UserError as error:
        raise bad_parameter("amount.currency") from error


def stamp(at: datetime) -> str:
    """A time as it stands on the wire."""
    return at.astimezone(CHINA).isoformat(timespec="seconds")


def moment(business: Business, name: str, otherwise: datetime) -> datetime:
    """A time with its zone."""
    value = business.get(name)
    if value is None:
        return otherwise
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise bad_parameter(name) from error
    if at.tzinfo is None:
        raise bad_parameter(name)
    return at


def check_merchant(provider: Provider, business: Business, *, with_app: bool) -> None:
    """The merchant, and where asked for the app, must be the one who signed."""
    if business.get("mchid") != provider.wechat.mchid:
        raise bad_parameter("mchid")
    if with_app and business.get("appid") != provider.wechat.appid:
        raise ApiError(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配")


def trade_of(provider: Provider, out_trade_no: str) -> Trade:
    """The order a call is about."""
    trade = provider.book.get(WIRE, number(out_trade_no))
    if trade is None:
        raise no_order()
    lapse(trade, provider.now())
    return trade


def state(trade: Trade) -> str:
    """trade_state. An order whose time is over stays NOTPAY until it is closed."""
    if trade.state is State.PAID:
        return "REFUND" if trade.refunds else "SUCCESS"
    if trade.by_customers_code:
        return "REVOKED" if trade.state is State.CLOSED else "USERPAYING"
    return "CLOSED" if trade.state is State.CLOSED else "NOTPAY"


def described(provider: Provider, trade: Trade) -> Node:
    """An order as a query and a notification tell of it."""
    node: Node = {
        "appid": provider.wechat.appid,
        "mchid": provider.wechat.mchid,
        "out_trade_no": trade.out_trade_no,
        "trade_state": state(trade),
        "trade_state_desc": state(trade),
        "amount": {"total": trade.amount_minor, "currency": trade.currency},
    }
    if trade.paid_at is not None:
        node["trade_type"] = "MICROPAY" if trade.by_customers_code else "NATIVE"
        node["transaction_id"] = trade.trade_no
        node["success_time"] = stamp(trade.paid_at)
        node["bank_type"] = "OTHERS"
        node["payer"] = {"openid": OPENID}
        node["amount"] |= {"payer_total": trade.paid_minor, "payer_currency": trade.currency}
    return node


def new_trade_no(now: datetime) -> str:
    """28 digits with the day inside."""
    return f"4200{secrets.randbelow(10**6):06}{now.astimezone(CHINA):%Y%m%d}" + _digits(10)


def new_refund_no(now: datetime) -> str:
    """29 digits with the day inside."""
    return f"5030{secrets.randbelow(10**6):06}{now.astimezone(CHINA):%Y%m%d}" + _digits(11)


def new_customers_code() -> str:
    """What a customer's phone shows: 18 digits that begin with 13."""
    return f"13{_digits(16)}"


def _digits(count: int) -> str:
    return f"{secrets.randbelow(10**count):0{count}}"
