"""What every fault does, in Chinese; the English is beside the fault itself."""

from __future__ import annotations

from app.sandbox.faults import Fault

_CHINESE: dict[str, str] = {
    "drop-before-execute": "连接断开，未执行任何操作",
    "drop-after-execute": "执行后断开连接",
    "drop-mid-answer": "应答传到一半时断开连接",
    "slow": "执行后延迟应答（秒数）",
    "http-502": "执行后应答 HTTP 502",
    "html": "执行后应答一个网页",
    "empty": "执行后应答为空",
    "truncated": "执行后应答缺少一半",
    "rate-limit": "HTTP 429，附 Retry-After（秒数），未执行",
    "wrong-signature": "应答用另一把密钥签名",
    "unsigned": "应答没有签名",
    "tampered-body": "已签名的应答被改动一个字节",
    "wrong-amount": "应答中的金额不同，签名正确",
    "wrong-currency": "应答中的货币不同，签名正确",
    "wrong-order": "应答说的是另一笔订单，签名正确",
    "wrong-merchant": "应答说的是另一商户的订单，签名正确",
    "not-found": "查不到订单，如同尚未收到",
    "says-waiting": "应答是付款之前的：订单仍在等待",
    "says-closed": "无论实情如何，应答称订单未付款已关闭",
    "system-error": "报告系统错误，未执行",
    "unavailable": "执行后报告服务不可用",
    "retry-flag": "撤销要求重试，未执行",
    "invalid-timestamp": "请求时间被拒绝，未执行",
    "strict-clock": "时间相差十分钟以上即拒绝（平时为一天）",
    "odd-texts": "无害：应答文字含括号、引号、汉字和表情",
    "escaped-slashes": "无害：应答中的 / 都写作 \\/",
    "paid-meanwhile": "关闭或撤销执行之前，顾客刚好付款",
    "frequency-limited": "关闭时顾客正在付款，以过于频繁为由拒绝",
    "balance-low": "商户余额不足，无法退款",
    "refund-processing": "退款已受理，处理中，直到点“退款到账”",
    "refund-abnormal": "退款已受理，但顾客账户无法入账",
    "refund-closed": "退款已受理，随后关闭，未退款",
    "new-certificate": "无害：应答用新证书签名，需重新获取证书",
    "unknown-serial": "应答的证书序列号无人认识",
    "old-answer": "应答的签名时间在十分钟之前",
    "bill-lacks-one": "账单缺少最新一行",
    "bill-has-more": "账单多出一笔本店没有的付款",
    "bill-differs": "账单最新一行金额不同",
    "notify-repeated": "每条通知同时发送五次",
    "notify-forged": "通知由他人签名",
    "notify-foreign": "通知签名正确，但属于另一商户",
}


def described(fault: Fault, language: str) -> str:
    """What a fault does, in a language; the name of the fault is the same in all."""
    return _CHINESE[fault.name] if language == "zh" else fault.description
