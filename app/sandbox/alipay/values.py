"""Values on Alipay's wire: amounts, times, time limits, and the common members of answers."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from app.domain import money
from app.domain.errors import UserError
from app.sandbox.alipay.errors import BusinessError, bad_parameter, not_exist
from app.sandbox.provider import CHINA, Provider
from app.sandbox.trades import State, Trade, lapse

WIRE = "alipay"
HOME_CURRENCY = "CNY"
REFUND_WINDOW = timedelta(days=365)
BUYER = {"buyer_user_id": "2088000000000001", "buyer_logon_id": "cus***@sandbox.test"}
STRANGER = "2088999999999999"
"""The number of a merchant that is not ours."""
_MAX_UNITS = 100_000_000
_AMOUNT = re.compile(r"\d{1,12}(\.\d{1,3})?", re.ASCII)
_NUMBER = re.compile(r"[0-9A-Za-z_]{1,64}", re.ASCII)
_SPAN = re.compile(r"([1-9]\d{0,5})([mhd])", re.ASCII)
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_LONGEST = timedelta(days=15)

Business = Mapping[str, str]
Node = dict[str, str]


def number(business: Business, name: str = "out_trade_no") -> str:
    """A number of the shop's."""
    value = business.get(name, "")
    if not _NUMBER.fullmatch(value):
        raise bad_parameter(name)
    return value


def amount(business: Business, name: str, currency: str) -> int:
    """An amount in minor units: above zero, at most 100,000,000 of the main unit."""
    text = business.get(name, "")
    try:
        unit = money.currency(currency)
        minor = money.to_minor(text, unit) if _AMOUNT.fullmatch(text) else 0
    except UserError:
        minor = 0
    if minor <= 0:
        raise bad_parameter(name)
    if minor > _MAX_UNITS * 10**unit.decimals:
        raise BusinessError("ACQ.TOTAL_FEE_EXCEED", "金额超过上限")
    return minor


def until(text: str, start: datetime, otherwise: timedelta, name: str) -> datetime:
    """When a time limit such as 5m, 2h, 1d or 1c (the end of the day there) is over."""
    if not text:
        return start + otherwise
    if text == "1c":
        tomorrow = start.astimezone(CHINA) + timedelta(days=1)
        return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
    found = _SPAN.fullmatch(text)
    span = int(found[1]) * _UNITS[found[2]] if found else _LONGEST * 2
    if span > _LONGEST:
        raise bad_parameter(name)
    return start + span


def stamp(at: datetime) -> str:
    """A time as it stands on the wire."""
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")


def yuan(minor: int, trade: Trade) -> str:
    """An amount as it stands on the wire."""
    return money.plain(minor, trade.unit)


def new_customers_code() -> str:
    """What a customer's phone shows: 18 digits that begin with 28."""
    return f"28{secrets.randbelow(10**16):016}"


def new_trade_no(now: datetime) -> str:
    """28 digits that begin with the day."""
    return f"{now.astimezone(CHINA):%Y%m%d}2200{secrets.randbelow(10**16):016}"


def status(trade: Trade, now: datetime) -> str:
    """trade_status; what exists only as a code has none on the wire."""
    if trade.state is State.SHOWN:
        return "NOT_SCANNED"
    if trade.state is State.WAITING:
        return "WAIT_BUYER_PAY"
    if trade.state is State.CLOSED or not trade.left_minor:
        return "TRADE_CLOSED"
    over = trade.paid_at is not None and now >= trade.paid_at + REFUND_WINDOW
    return "TRADE_FINISHED" if over else "TRADE_SUCCESS"


def trade_of(provider: Provider, business: Business) -> Trade:
    """The trade a call is about: trade_no wins over out_trade_no; unscanned ones do not exist."""
    trade_no = business.get("trade_no", "")
    if trade_no:
        trade = provider.book.by_trade_no(WIRE, trade_no)
    else:
        trade = provider.book.get(WIRE, number(business))
    if trade is None or trade.state is State.SHOWN:
        raise not_exist()
    lapse(trade, provider.now())
    return trade


def named(trade: Trade) -> Node:
    """Both numbers of a trade, and its currency where that is not the usual one."""
    node = {"out_trade_no": trade.out_trade_no, "trade_no": trade.trade_no}
    if trade.currency != HOME_CURRENCY:
        node["trans_currency"] = trade.currency
    return node
