"""The Shipping view."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "shipping.find": ("Number, name, address, tracking", "单号、姓名、地址、运单号"),
    "shipping.count": ("{n} orders on the board", "共 {n} 个订单"),
    "shipping.count_one": ("1 order on the board", "共 1 个订单"),
    "shipping.empty": ("Nothing to ship", "没有待发货的订单"),
    "shipping.empty_hint": (
        "Paid orders for delivery appear here. At the counter, F3 makes a sale one for delivery.",
        "已付款的配送订单会出现在这里。收银时按 F3 可将订单设为配送。",
    ),
    "shipping.lane.to_ship": ("To ship", "待发货"),
    "shipping.lane.shipped": ("On the way", "已发货"),
    "shipping.lane.failed": ("Failed", "发货失败"),
    "shipping.lane.received": ("Received", "已收货"),
    "shipping.no_name": ("No name", "未填姓名"),
    "shipping.do.ship_form": ("Ship …", "发货…"),
    "shipping.do.ship": ("Ship it", "确认发货"),
    "shipping.do.fail_form": ("Could not be delivered …", "发货失败…"),
    "shipping.do.fail": ("Note the failure", "记录失败"),
    "shipping.do.retry": ("Try again", "重新发货"),
    "shipping.do.receive": ("Customer has it", "确认收货"),
    "shipping.do.complete": ("Complete", "完成"),
    "shipping.ship_title": ("Ship the parcel", "发货"),
    "shipping.fail_title": ("What went wrong?", "失败原因"),
    "shipping.carrier": ("Carrier", "承运商"),
    "shipping.tracking": ("Tracking number", "运单号"),
    "shipping.tracking_hint": ("Scan the parcel's label", "可直接扫描面单"),
    "shipping.reason": ("Reason", "原因"),
    "shipping.recipient": ("Recipient", "收件人"),
    "shipping.phone": ("Phone", "电话"),
    "shipping.address": ("Address", "地址"),
    "shipping.open_order": ("Whole order", "查看订单"),
    "shipping.now": ("Order {number}: {label}", "订单 {number}：{label}"),
}
