"""Settings of the ways to pay."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "settings.card_terminal": (
        "Cards are taken on a terminal of their own",
        "使用独立刷卡机收款",
    ),
    "settings.tips": ("Customers may add a tip", "可收取小费"),
    "settings.refund_late": (
        "Give money back by itself when it comes too late",
        "迟到的付款自动退回",
    ),
    "settings.refund_late_hint": (
        "Money for a sale that was cancelled, or paid in another way meanwhile. "
        "Otherwise it waits under Payments for somebody to decide.",
        "指订单已取消或已用其他方式付清后才到的款项。不勾选时在“支付”页面等待处理。",
    ),
    "settings.cash_refunds": (
        "Money paid in another way may be given back in cash",
        "非现金付款可退现金",
    ),
    "settings.bank_code_title": ("The shop's own bank code", "本店收款码"),
    "settings.bank_code_hint": (
        "A code made for every sale, with its amount. The cashier sees the money arrive in the "
        "bank's own app and says so.",
        "按每单金额生成的银行收款码。收银员在银行应用看到到账后确认。",
    ),
    "settings.bank_code_none_fits": (
        "No bank code standard supports the shop's currency.",
        "本店货币没有可用的银行收款码标准。",
    ),
    "settings.bank_code": ("Kind of code", "收款码类型"),
    "settings.scheme.none": ("None", "不使用"),
    "settings.scheme.epc": ("SEPA transfer (EPC, GiroCode)", "SEPA 转账（EPC）"),
    "settings.scheme.swiss": ("Swiss QR-bill", "瑞士 QR 账单"),
    "settings.scheme.pix": ("PIX (Brazil)", "PIX（巴西）"),
    "settings.scheme.promptpay": ("PromptPay (Thailand)", "PromptPay（泰国）"),
    "settings.scheme.paynow": ("PayNow (Singapore)", "PayNow（新加坡）"),
    "settings.scheme.upi": ("UPI (India)", "UPI（印度）"),
    "settings.payee.name": ("Name of the account's owner", "账户名称"),
    "settings.payee.iban": ("IBAN", "国际银行账号（IBAN）"),
    "settings.payee.bic": ("BIC, if the bank wants it", "BIC（如银行要求）"),
    "settings.payee.street": ("Street", "街道"),
    "settings.payee.house_number": ("House number", "门牌号"),
    "settings.payee.postcode": ("Postcode", "邮政编码"),
    "settings.payee.town": ("Town", "城市"),
    "settings.payee.country": ("Country, two letters", "国家（两位字母）"),
    "settings.payee.key": ("PIX key", "PIX 密钥"),
    "settings.payee.city": ("City", "城市"),
    "settings.payee.account": (
        "Account: mobile number, tax or company number",
        "账号：手机号、税号或公司注册号",
    ),
    "settings.payee.address": ("UPI address (name@bank)", "UPI 地址（name@bank）"),
    "settings.payee.category": ("Merchant category, if there is one", "商户类别码（如有）"),
}
