"""What was said to providers, by them, and by people."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "said.title": ("Messages with the provider", "往来记录"),
    "said.nothing": ("No messages yet.", "还没有往来记录。"),
    "said.save": ("Save as text", "另存为文本"),
    "said.create": ("asked for the payment", "发起支付"),
    "said.query": ("asked what became of it", "查询结果"),
    "said.close": ("ended the payment", "关闭支付"),
    "said.cashier": ("a person vouched for it", "人工确认"),
    "said.manager": ("a manager gave it up", "店长放弃等待"),
    "said.statement": ("read in a statement", "账单记录"),
    "said.push": ("the provider reported it", "渠道通知"),
    "said.refund": ("about the refund", "退款"),
    "said.outcome.ANSWERED": ("answered", "已答复"),
    "said.outcome.REFUSED": ("refused", "被拒绝"),
    "said.outcome.UNKNOWN": ("no clear answer", "无明确答复"),
    "said.outcome.NOT_SENT": ("never left the till", "未发出"),
    "said.after": ("after {seconds} s", "用时 {seconds} 秒"),
    "said.again_one": ("said once more, at {at}", "又重复 1 次，{at}"),
    "said.again": ("said again {n} times, last at {at}", "又重复 {n} 次，最后一次 {at}"),
    "said.sent": ("Sent:", "发出："),
    "said.received": ("Received:", "收到："),
    "file.txt": ("Text", "文本文件"),
}
