"""What the pages say, in English and Chinese."""

from __future__ import annotations

LANGUAGES = ("en", "zh")
_WORDS: dict[str, tuple[str, str]] = {
    "test": ("Test payment: no real money moves", "测试支付，不涉及真实资金"),
    "pay_title": ("Pay", "付款"),
    "to_pay": ("To pay", "应付金额"),
    "order_no": ("Order", "订单号"),
    "pay": ("Pay {amount}", "确认付款 {amount}"),
    "decline": ("Decline", "取消付款"),
    "wrong": ("Pay a wrong amount", "支付错误金额"),
    "wrong_hint": (
        "For trying out what the till does with it.",
        "用于试验收银机如何处理。",
    ),
    "amount": ("Amount", "金额"),
    "pay_this": ("Pay this amount", "支付此金额"),
    "shown": ("Not scanned yet", "未扫码"),
    "waiting": ("Waiting for the customer", "等待付款"),
    "partly_back": ("Partly refunded", "已部分退款"),
    "all_back": ("Refunded", "已全部退款"),
    "paid": ("Paid", "支付成功"),
    "refunded": ("Refunded: {amount}", "已退款：{amount}"),
    "closed": ("Closed. Nothing was paid.", "交易已关闭，未付款。"),
    "code_expired": (
        "This code is too old. Ask the shop for a new one.",
        "二维码已过期，请让商家重新生成。",
    ),
    "already_paid": ("This has been paid already.", "该订单已支付。"),
    "already_closed": ("This has been closed already.", "该交易已关闭。"),
    "not_scanned": ("Nobody has scanned this code yet.", "二维码尚未被扫描。"),
    "no_refund": ("No refund is under way.", "没有处理中的退款。"),
    "amount_wrong": ("That is not an amount.", "金额格式不正确。"),
    "see_payment": ("See this payment", "查看该笔付款"),
    "unknown_code": ("There is no such code.", "二维码不存在。"),
    "unknown_trade": ("There is no such trade.", "交易不存在。"),
    "control_title": ("Sandbox", "支付沙箱"),
    "trades": ("Trades", "交易"),
    "no_trades": (
        "No trades yet. They appear when the till shows a code.",
        "还没有交易。收银机显示二维码后会出现在这里。",
    ),
    "status": ("Status", "状态"),
    "subject": ("For", "商品"),
    "open_page": ("Customer's page", "顾客页面"),
    "scan": ("Scan", "扫码"),
    "pay_short": ("Pay", "付款"),
    "settle": ("Let the refund arrive", "退款到账"),
    "codes": ("Customers' codes", "顾客付款码"),
    "codes_hint": (
        "For a minute each, to be scanned or typed at the till.",
        "每个有效一分钟，可在收银机上扫描或输入。",
    ),
    "code_pays": ("{wire}: pays at once", "{wire}：直接付款"),
    "code_password": ("{wire}: asks for a password", "{wire}：需输入密码"),
    "code_balance": ("{wire}: has no money", "{wire}：余额不足"),
    "reload": ("Reload", "刷新"),
    "faults": ("Faults", "故障开关"),
    "fault_on": ("Turn on", "开启"),
    "faults_off": ("Turn all off", "全部关闭"),
    "times": ("Times (empty: always)", "次数（空为一直）"),
    "seconds": ("Seconds", "秒数"),
    "call": ("Call (empty: all)", "接口（空为全部）"),
    "active": ("On:", "已开启："),
    "other_language": ("中文", "English"),
}


def word(key: str, language: str, **params: str) -> str:
    """Words in a language."""
    return said(_WORDS[key], language).format(**params)


def said(pair: tuple[str, str], language: str) -> str:
    """One of two texts, English and Chinese."""
    return pair[LANGUAGES.index(language)]


def language(chosen: str, accepted: str) -> str:
    """The language of a page: the one chosen by the switch, else the browser's first of ours."""
    if chosen in LANGUAGES:
        return chosen
    for part in accepted.lower().split(","):
        name = part.strip()[:2]
        if name in LANGUAGES:
            return name
    return LANGUAGES[0]
