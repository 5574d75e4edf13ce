"""The words on paper, English and Simplified Chinese side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.names import NAMES

Say = Callable[..., str]
"""Takes a key and its parameters, gives the words."""

WORDS: dict[str, tuple[str, str]] = {
    # Titles. Paper from a till is no government invoice (发票), so Chinese says 销售单.
    "title.invoice": ("Sales invoice", "销售单"),
    "title.receipt": ("Receipt", "购物小票"),
    "title.packing": ("Packing slip", "装箱单"),
    "title.sales.day": ("Sales by day", "销售日报"),
    "title.sales.product": ("Sales by product", "商品销售报表"),
    "title.sales.tender": ("Payments by tender", "收款方式报表"),
    "title.orders": ("Order report", "订单报表"),
    "no_fapiao": (
        "This is a sales document, not a Chinese tax invoice (fapiao).",
        "本单据为销售凭证，不作为税务发票使用。",
    ),
    # Marks
    "mark.copy": ("COPY", "副本"),
    "mark.test": ("TEST PAYMENTS · NO REAL MONEY", "测试支付 · 非真实收款"),
    "stamp.UNPAID": ("UNPAID", "未付款"),
    "stamp.CHECKING_PAYMENT": ("PAYMENT NOT CONFIRMED", "付款待确认"),
    "stamp.CANCELLED": ("CANCELLED", "已取消"),
    "stamp.REFUNDED": ("REFUNDED", "已退款"),
    "stamp.REFUNDING": ("REFUND IN PROGRESS", "退款中"),
    # Head
    "phone": ("Tel {phone}", "电话 {phone}"),
    "tax_number": ("Tax no. {number}", "税号 {number}"),
    "page": ("Page {page} of {pages}", "第 {page} 页，共 {pages} 页"),
    "date": ("Date", "日期"),
    "till": ("Till", "收银台"),
    "staff": ("Served by", "收银员"),
    "status": ("Status", "状态"),
    "customer": ("Customer", "客户"),
    "deliver_to": ("Deliver to", "送货至"),
    "carrier": ("Carrier", "承运商"),
    "tracking": ("Tracking no.", "运单号"),
    "named": ("{what}: {value}", "{what}：{value}"),
    # Lines
    "line.no": ("No.", "序号"),
    "line.item": ("Item", "商品"),
    "line.sku": ("SKU", "货号"),
    "line.qty": ("Qty", "数量"),
    "line.price": ("Unit price", "单价"),
    "line.discount": ("Discount", "折扣"),
    "line.rate": ("Tax", "税率"),
    "line.tax": ("Tax amount", "税额"),
    "line.amount": ("Amount ({currency})", "金额 ({currency})"),
    "line.packed": ("Packed", "已装"),
    # Tax table
    "tax.name": ("Tax", "税种"),
    "tax.rate": ("Rate", "税率"),
    "tax.base": ("Taxable", "计税金额"),
    "tax.amount": ("Tax amount", "税额"),
    "tax.row": ("{name} {rate} on {base}", "{name} {rate}（计税 {base}）"),
    "tax.per_unit": ("{amount} each", "每单位 {amount}"),
    # Totals
    "sum.goods": ("Goods", "商品金额"),
    "sum.discount": ("Discount", "折扣"),
    "sum.net": ("Net", "不含税金额"),
    "sum.tax": ("Tax", "税额"),
    "sum.total": ("Total", "合计"),
    "sum.capitals": ("Amount in Chinese capitals", "人民币（大写）"),
    "sum.included": ("Prices include tax.", "单价含税。"),
    "sum.excluded": ("Prices exclude tax; amounts include it.", "单价不含税，金额含税。"),
    "sum.items": ("Lines: {lines}   Items: {items}", "共 {lines} 行，{items} 件"),
    # Payments
    "pay.title": ("Payments", "付款"),
    "pay.tendered": ("Tendered", "实收"),
    "pay.change": ("Change", "找零"),
    "pay.rounding": ("Cash rounding", "现金舍入"),
    "pay.refund": ("Refund · {tender}", "退款 · {tender}"),
    "pay.paid": ("Paid", "已付"),
    "pay.due": ("Amount due", "待付"),
    "pay.reference": ("Ref. {reference}", "流水号 {reference}"),
    # Refunds
    "title.refund": ("Refund receipt", "退款小票"),
    "refund.total": ("Refund", "退款"),
    "refund.handed": ("Handed over", "实付现金"),
    "refund.goods": ("Goods that came back", "退回商品"),
    "refund.under_way": ("{tender} · under way", "{tender} · 处理中"),
    "refund.reason": ("Reason", "原因"),
    "refund.signature": ("Customer's signature", "顾客签名"),
    # Packing slip
    "pack.order": ("Order", "订单"),
    "pack.no_address": ("Collected at the counter", "到店自取"),
    "pack.by": ("Packed by", "装箱人"),
    "pack.checked": ("Checked by", "复核人"),
    "pack.date": ("Date", "日期"),
    "note": ("Note", "备注"),
    # Reports
    "report.period": ("{first} to {last}", "{first} 至 {last}"),
    "report.made": ("Made {at}", "制表时间 {at}"),
    "report.empty": ("Nothing was sold in this period.", "该期间没有销售记录。"),
    "report.no_orders": ("There are no orders in this period.", "该期间没有订单。"),
    "report.total": ("Total", "合计"),
    "report.key.day": ("Day", "日期"),
    "report.key.product": ("Product", "商品"),
    "report.key.tender": ("Tender", "收款方式"),
    "report.orders": ("Orders", "订单数"),
    "report.payments": ("Payments", "笔数"),
    "report.quantity": ("Quantity", "数量"),
    "report.gross": ("Gross", "原价金额"),
    "report.discount": ("Discount", "折扣"),
    "report.net": ("Net", "不含税金额"),
    "report.tax": ("Tax", "税额"),
    "report.sales": ("Sales", "销售额"),
    "report.paid": ("Paid", "收款额"),
    "report.refunded": ("Refunded", "退款"),
    "report.returned": ("Returned", "退货数量"),
    "report.returned_net": ("Returned, net", "退货不含税"),
    "report.returned_tax": ("Tax of returns", "退货税额"),
    "report.after_refunds": ("After refunds", "退款后"),
    "report.taken_in": ("Taken in", "实收"),
    "report.currency": ("Currency", "币种"),
    "report.by_status": ("By status", "按状态汇总"),
    "orders.number": ("Number", "单号"),
    "orders.time": ("Time", "时间"),
    "orders.customer": ("Customer", "客户"),
    "orders.items": ("Items", "件数"),
    "orders.status": ("Status", "状态"),
    "orders.total": ("Total", "合计"),
    "orders.count": ("Orders", "订单数"),
    "orders.partly_refunded": ("partly refunded", "已部分退款"),
    "chart.title": ("{figure} ({currency})", "{figure} ({currency})"),
    "chart.largest": (
        "{figure} ({currency}): the {shown} largest of {count}",
        "{figure} ({currency})：{count} 项中最大的 {shown} 项",
    ),
}

_SCALES = (((10**6, "M"), (10**3, "k")), ((10**8, "亿"), (10**4, "万")))


def speaker(language: str) -> Say:
    """The words of one language: "zh", or English for any other."""
    return partial(_word, _place(language))


def scales(language: str) -> tuple[tuple[int, str], ...]:
    """How large round numbers are shortened, the largest unit first."""
    return _SCALES[_place(language)]


def _place(language: str) -> int:
    return 1 if language == "zh" else 0


def tender(say: Say, tender_id: str) -> str:
    """The name of a tender; one without words of its own shows its id."""
    key = f"tender.{tender_id}"
    return say(key) if key in NAMES else tender_id


def _word(place: int, key: str, **params: object) -> str:
    text = (WORDS[key] if key in WORDS else NAMES[key])[place]
    return text.format(**params) if params else text
