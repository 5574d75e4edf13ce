"""The day's statement on Alipay's wire: a zip of two tables in GBK, under an address for 30 s."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import date, timedelta

from app.sandbox import bills
from app.sandbox.alipay.errors import BusinessError
from app.sandbox.alipay.request import Request
from app.sandbox.alipay.values import BUYER, HOME_CURRENCY, WIRE, Node, stamp, yuan
from app.sandbox.bills import Entry
from app.sandbox.provider import Provider

LIFE = timedelta(seconds=30)
_CHARSET = "gb18030"
_RULE = "-" * 40
_COLUMNS = [
    "支付宝交易号",
    "商户订单号",
    "业务类型",
    "商品名称",
    "创建时间",
    "完成时间",
    "门店编号",
    "门店名称",
    "操作员",
    "终端号",
    "对方账户",
    "订单金额（元）",
    "商家实收（元）",
    "支付宝红包（元）",
    "集分宝（元）",
    "支付宝优惠（元）",
    "商家优惠（元）",
    "券核销金额（元）",
    "券名称",
    "商家红包消费金额（元）",
    "卡消费金额（元）",
    "退款批次号/请求号",
    "服务费（元）",
    "分润（元）",
    "备注",
]


def query(provider: Provider, request: Request) -> Node:
    """An address for the statement of a day; unlike Alipay, also for the day that has begun."""
    if request.business.get("bill_type") != "trade":
        raise BusinessError("isv.invalid_arguments", "入参不合法")
    day = bills.day(request.business.get("bill_date", ""), provider.now())
    if day is None:
        raise BusinessError("isv.invalid_arguments", "入参不合法")
    entries = bills.entries(provider, WIRE, day)
    if not entries:
        raise BusinessError("isp.bill_not_exist", "账单不存在")
    content = _zipped(provider.alipay.seller_id, day, entries)
    token = provider.downloads.put(content, provider.now(), LIFE)
    return {"bill_download_url": f"{provider.root}/downloads/{token}"}


def _zipped(seller: str, day: date, entries: list[Entry]) -> bytes:
    stem = f"{seller}0156_{day:%Y%m%d}"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in (
            (f"{stem}_业务明细.csv", _details(seller, day, entries)),
            (f"{stem}_业务明细(汇总).csv", _totals(seller, day, entries)),
        ):
            file.writestr(name, text.encode(_CHARSET, "replace"))
    return packed.getvalue()


def _details(seller: str, day: date, entries: list[Entry]) -> str:
    rows = [_row(entry) for entry in entries]
    count = sum(x.refund is None for x in entries)
    return "".join(
        [
            *_head(seller, day, "业务明细"),
            f"#{_RULE}业务明细列表{_RULE}\r\n",
            _table([_COLUMNS, *rows]),
            f"#{_RULE}业务明细列表结束{_RULE}\r\n",
            f"#交易合计：{count}笔，退款合计：{len(entries) - count}笔\r\n",
        ]
    )


def _totals(seller: str, day: date, entries: list[Entry]) -> str:
    return "".join([*_head(seller, day, "业务汇总"), f"#交易订单总笔数：{len(entries)}\r\n"])


def _head(seller: str, day: date, what: str) -> tuple[str, ...]:
    end = day + timedelta(days=1)
    return (
        f"#支付宝{what}查询\r\n",
        f"#账号：[{seller}0156]\r\n",
        f"#起始日期：[{day:%Y年%m月%d日} 00:00:00]   终止日期：[{end:%Y年%m月%d日} 00:00:00]\r\n",
    )


def _row(entry: Entry) -> list[str]:
    """One line; texts and numbers end with a tab, so that no spreadsheet rounds them."""
    trade, refund = entry.trade, entry.refund
    amount = yuan(entry.minor, trade)
    return [
        f"{trade.trade_no}\t",
        f"{trade.out_trade_no}\t",
        "交易\t" if refund is None else "退款\t",
        trade.subject,
        stamp(trade.created_at),
        stamp(entry.at),
        *("\t",) * 4,
        f"{BUYER['buyer_logon_id']}\t",
        amount,
        amount,
        *("0.00",) * 5,
        "",
        "0.00\t",
        "0.00",
        f"{refund.request_no if refund else ''}\t",
        "0.00",
        "0.00",
        trade.currency if trade.currency != HOME_CURRENCY else "",
    ]


def _table(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
