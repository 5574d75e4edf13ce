"""The Payments view."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "payments.find": ("Order, number, way, state", "订单号、流水号、方式、状态"),
    "payments.count": ("{n} to look after", "共 {n} 笔待处理"),
    "payments.count_one": ("1 to look after", "共 1 笔待处理"),
    "payments.empty": ("All money is accounted for", "没有待处理的款项"),
    "payments.empty_hint": (
        "Payments without a final answer, late money and failed refunds appear here.",
        "没有最终结果的支付、迟到的款项和失败的退款会出现在这里。",
    ),
    "payments.nothing": ("Nothing fits", "没有符合的记录"),
    "payments.nothing_hint": ("Try fewer words.", "请减少关键词。"),
    "payments.column_state": ("State", "状态"),
    "payments.column_way": ("Way", "方式"),
    "payments.column_since": ("Since", "开始"),
    "payments.column_next": ("Next check", "下次查询"),
    "payments.by_hand": ("your turn", "待人工"),
    "payments.in_seconds": ("in {n} s", "{n} 秒后"),
    "payments.in_minutes": ("in {n} min", "{n} 分钟后"),
    "payments.asked": ("Asked for", "应收"),
    "payments.began": ("Began", "开始时间"),
    "payments.reference": ("Provider's number", "渠道流水号"),
    "payments.number": ("Our number", "本店流水号"),
    "payments.trouble": ("Last answer", "最近答复"),
    "payments.no_answer": ("none that can be believed", "没有可信的答复"),
    "payments.asked_now": ("Order {number}: done", "订单 {number}：已处理"),
    "payments.do.check": ("Check now", "立即查询"),
    "payments.do.cancel": ("Cancel payment", "取消支付"),
    "payments.do.refund": ("Refund this money", "退还这笔款"),
    "payments.do.retry": ("Send it again", "重新退款"),
    "payments.ask_refund": (
        "The money that came for order {number} goes back to the customer.",
        "订单 {number} 收到的这笔款项将退还给顾客。",
    ),
    "payments.told.CREATED": (
        "The request is on its way to the provider. Do not charge again.",
        "请求正在发往支付渠道，请勿重复收款。",
    ),
    "payments.told.PENDING": (
        "The customer has the code and has not paid yet. It is checked by itself.",
        "顾客已看到二维码，尚未付款。系统会自动查询。",
    ),
    "payments.told.UNKNOWN": (
        "Result unknown. Do not charge again: the money may be there. It is checked by itself.",
        "结果未知。请勿重复收款：款项可能已到账。系统会自动查询。",
    ),
    "payments.told.LATE_PAID": (
        "The customer paid after this payment had been given up. Give the money back, or settle "
        "it with the customer.",
        "顾客在支付作废之后付了款。请退还，或与顾客另行处理。",
    ),
    "payments.told.MISMATCH": (
        "Another amount came than was asked for. Give it back and take the payment again.",
        "到账金额与应收不符。请退还后重新收款。",
    ),
    "payments.told.refund.REQUESTED": (
        "The refund is on its way to the provider.",
        "退款正在发往支付渠道。",
    ),
    "payments.told.refund.PENDING": (
        "The provider has the refund and has not confirmed it yet. It is checked by itself.",
        "支付渠道已收到退款请求，尚未确认。系统会自动查询。",
    ),
    "payments.told.refund.FAILED": (
        "The provider refused the refund several times. Send it again, or give the money back "
        "another way.",
        "支付渠道多次拒绝退款。请重新发送，或以其他方式退还。",
    ),
}
