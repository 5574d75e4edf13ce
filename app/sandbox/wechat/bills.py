"""The day's statement on WeChat Pay's wire: a table with its SHA-1, under an address for 5 min."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from app.domain import money
from app.sandbox import bills
from app.sandbox.bills import Entry
from app.sandbox.provider import CHINA, Provider
from app.sandbox.wechat.errors import ApiError, bad_parameter, invalid
from app.sandbox.wechat.request import Request
from app.sandbox.wechat.values import OPENID, WIRE, Node

LIFE = timedelta(minutes=5)
_COLUMNS = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
    "付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,"
    "退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
)
_TOTALS = (
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
)


def query(provider: Provider, request: Request) -> Node:
    """An address for the statement of a day; unlike WeChat Pay, also for the one that has begun."""
    day = bills.day(request.query.get("bill_date", ""), provider.now())
    if day is None:
        raise invalid("账单日期有误")
    if request.query.get("bill_type", "ALL") != "ALL" or "tar_type" in request.query:
        raise bad_parameter("bill_type")
    entries = bills.entries(provider, WIRE, day)
    if not entries:
        raise ApiError(400, "NO_STATEMENT_EXIST", "账单文件不存在")
    content = _table(provider, entries).encode()
    token = provider.downloads.put(content, provider.now(), LIFE)
    return {
        "hash_type": "SHA1",
        "hash_value": hashlib.sha1(content, usedforsecurity=False).hexdigest(),
        "download_url": f"{provider.root}/v3/billdownload/file?token={token}",
    }


def download(provider: Provider, request: Request) -> bytes:
    """The statement itself, which carries no signature."""
    content = provider.downloads.get(request.query.get("token", ""), provider.now())
    if content is None:
        raise invalid("账单下载地址已失效")
    return content


def _table(provider: Provider, entries: list[Entry]) -> str:
    rows = [_row(provider, entry) for entry in entries]
    paid = sum(x.minor for x in entries if x.refund is None)
    back = -sum(x.minor for x in entries if x.refund is not None)
    unit = entries[0].trade.unit
    paid_text, back_text, zero = (money.plain(x, unit) for x in (paid, back, 0))
    totals = [str(len(entries)), paid_text, back_text, zero, zero, paid_text, back_text]
    lines = [_COLUMNS, *map(_quoted, rows), _TOTALS, _quoted(totals)]
    return "".join(f"{line}\r\n" for line in lines)


def _row(provider: Provider, entry: Entry) -> list[str]:
    trade, refund = entry.trade, entry.refund
    amount, zero = (money.plain(x, trade.unit) for x in (abs(entry.minor), 0))
    paid, back = (amount, zero) if refund is None else (zero, amount)
    return [
        f"{entry.at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}",
        provider.wechat.appid,
        provider.wechat.mchid,
        *("0", ""),
        *(trade.trade_no, trade.out_trade_no, OPENID),
        "MICROPAY" if trade.by_customers_code else "NATIVE",
        "SUCCESS" if refund is None else "REFUND",
        *("OTHERS", trade.currency, paid, zero),
        refund.refund_no if refund else "0",
        refund.request_no if refund else "0",
        *(back, zero),
        *(("ORIGINAL", "SUCCESS") if refund else ("", "")),
        *(trade.subject, "", "0.00000", "0.00%", paid, back, ""),
    ]


def _quoted(cells: list[str]) -> str:
    """Every value behind a grave accent, so that no spreadsheet rounds it."""
    return ",".join(f"`{cell}" for cell in cells)
