"""Words of taking money."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "pay.title": ("Pay", "收款"),
    "pay.by_code": ("{tender}: customer scans", "{tender}：顾客扫码"),
    "pay.no_providers": (
        "Only cash is set up. Payment providers are added in Settings.",
        "目前只能收现金。可在设置中添加支付渠道。",
    ),
    "pay.exact": ("Exact {amount}", "正好 {amount}"),
    "pay.cash_due": ("In cash {amount}", "现金应收 {amount}"),
    "pay.tendered": ("Cash received", "实收现金"),
    "pay.missing": ("{amount} missing", "还差 {amount}"),
    "pay.change_is": ("Change {amount}", "找零 {amount}"),
    "pay.no_change": ("No change", "无需找零"),
    "pay.finish": ("Finish", "完成收款"),
    "pay.starting": ("Fetching the code …", "正在获取收款码……"),
    "pay.code": ("Code for the customer to scan", "顾客扫描的收款码"),
    "pay.scan_now": ("The customer scans this code · {left}", "请顾客扫码付款 · {left}"),
    "pay.checked": ("Checked {ago}", "{ago}已查询"),
    "pay.not_checked": ("Waiting for the customer", "等待顾客付款"),
    "pay.asking": ("Asking the provider …", "正在查询……"),
    "pay.another_way": ("Choose another way", "换一种方式"),
    "pay.customer_says_paid": ("Customer says paid", "顾客说已付款"),
    "pay.test_mode": ("TEST – no real money", "测试 – 不产生真实资金"),
    "pay.open_page": ("Customer's page", "顾客页面"),
    "pay.declined": (
        "The payment was declined; nothing was charged. Try another way.",
        "支付被拒绝，没有扣款。请换一种方式。",
    ),
    "pay.expired": (
        "The code has expired; nothing was charged. Try again or another way.",
        "收款码已过期，没有扣款。请重试或换一种方式。",
    ),
    "pay.cancelled": ("The code was withdrawn; nothing was charged.", "收款码已撤回，没有扣款。"),
    "pay.unknown_title": ("Result unknown. Do not charge again.", "支付结果未知，请勿重复收款。"),
    "pay.unknown_words": (
        "The provider is asked every 5 s. As soon as it answers, this sale ends by itself.",
        "系统每 5 秒查询一次，一有结果会自动完成本单。",
    ),
    "pay.wrong_title": ("A wrong amount was paid", "付款金额不符"),
    "pay.wrong_amount": (
        "{amount} came in, which is not what was asked for. Settle it under Payments.",
        "收到 {amount}，与应收金额不符。请在“支付”页面处理。",
    ),
    "pay.call_manager": ("Call manager", "呼叫店长"),
    "pay.manager": (
        "Payment {number}, {amount}. Look for this number in the provider's own app; "
        "never take the money a second time.",
        "支付单号 {number}，金额 {amount}。请在支付渠道的商户端按此单号核对，切勿再次收款。",
    ),
    "pay.hold_and_next": ("Hold and serve the next customer", "挂起，接待下一位"),
    "pay.ask_now": ("Ask again now", "立即查询"),
    "pay.show_code": ("Show the code again", "重新显示收款码"),
    "pay.parked": (
        "The payment of {amount} is being checked. The result will be told here.",
        "{amount} 的支付仍在查询，结果会在此提示。",
    ),
    "pay.parked_paid": (
        "{amount} has arrived; that sale is done.",
        "{amount} 已到账，该单已完成。",
    ),
    "pay.parked_not_paid": (
        "{amount} was not paid; that order is open again under Orders.",
        "{amount} 未支付成功，该订单可在“订单”中继续处理。",
    ),
    "pay.paid": ("Paid", "已收款"),
    "pay.change": ("Change", "找零"),
    "pay.paid_is": ("Total {amount}", "应收 {amount}"),
    "pay.order": ("Order {number}", "订单 {number}"),
    "pay.next_sale": ("Next sale", "下一单"),
    "pay.receipt": ("Receipt", "打印小票"),
    "pay.invoice": ("Invoice", "销售单"),
    "pay.undo_sale": ("Undo sale ({seconds})", "撤销本单（{seconds}）"),
    "pay.undo_name": ("Undo this sale", "撤销本单"),
    "pay.undone": (
        "Sale {number} was undone: goods and money go back.",
        "订单 {number} 已撤销：商品退回，款项退还。",
    ),
    "pay.printed": ("Receipt sent to the printer", "小票已发送到打印机"),
    "pay.nothing_yet": ("Nothing has been sold at this window yet.", "本窗口还没有成交记录。"),
    "pay.finish_first": (
        "A payment is under way. Finish it, or choose another way, before the cart changes.",
        "正在收款。请先完成收款或换一种方式，再修改购物车。",
    ),
}
