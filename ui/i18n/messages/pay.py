"""Words of taking money."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "pay.title": ("Pay", "收款"),
    "pay.by_code": ("{tender}: customer scans", "{tender}：顾客扫码"),
    "pay.no_providers": (
        "Only cash is set up. Payment providers are added in Settings.",
        "目前只能收现金。可在设置中添加支付渠道。",
    ),
    "pay.more_ways": ("More ways to pay are being fetched …", "正在读取其他收款方式…"),
    "pay.scan": ("Scan the customer's code", "扫顾客付款码"),
    "pay.scan_words": (
        "Scan the payment code on the customer's phone, or type its digits.",
        "请扫描顾客手机上的付款码，或输入其数字。",
    ),
    "pay.scan_code": ("Digits below the customer's code", "付款码数字"),
    "pay.scan_unknown": (
        "That is not a customer's payment code. Ask for the code on the wallet's Pay page.",
        "这不是付款码。请顾客打开钱包的“付款码”页面。",
    ),
    "pay.scan_not_set_up": (
        "This wallet's codes cannot be charged here. Choose another way.",
        "本机不能扫该钱包的付款码，请换一种方式。",
    ),
    "pay.charge": ("Charge", "收款"),
    "pay.scanned_now": (
        "The customer confirms on the phone · {left}",
        "请顾客在手机上确认 · {left}",
    ),
    "pay.bank_code_now": (
        "The customer scans this code. Look at the bank's own message before you go on.",
        "请顾客扫码付款。看到银行到账通知后再继续。",
    ),
    "pay.money_arrived": ("The money has arrived", "已到账"),
    "pay.slip_words": (
        "Charge {amount} on the card terminal, then type what its slip says.",
        "请在刷卡机上收取 {amount}，再输入小票信息。",
    ),
    "pay.slip_number": ("Number of the slip", "小票号码"),
    "pay.slip_hint": ("Never the number of the card.", "切勿输入完整卡号。"),
    "pay.last_four": ("Last four digits of the card", "卡号末四位"),
    "pay.slip_done": ("The card was charged", "刷卡成功"),
    "pay.part": ("Pay a part …", "分次付款…"),
    "pay.part_change": ("Another part …", "修改金额…"),
    "pay.part_words": (
        "How much is paid next? {left} is left; empty means all of it.",
        "这次付多少？剩余 {left}，留空表示全部。",
    ),
    "pay.part_name": ("Amount paid next", "本次付款金额"),
    "pay.part_paid": ("{tender}: {amount} paid", "{tender}：已付 {amount}"),
    "pay.part_next": ("Now {amount}, then {rest}", "这次 {amount}，剩余 {rest}"),
    "pay.not_added": (
        "The scanned goods were not added: finish this payment or leave it (Esc), then scan again.",
        "扫描的商品未加入：请先完成收款或按 Esc 返回，再重新扫描。",
    ),
    "pay.part_first": (
        "A part of this sale is paid. Take the rest, or give back what was paid.",
        "本单已付一部分。请收取余款，或退回已付款项。",
    ),
    "pay.rest_later": ("The rest later", "余款以后付"),
    "pay.rest_waits": (
        "{amount} of that order waits to be paid. Find the order under Orders.",
        "该订单还有 {amount} 未付，可在“订单”中继续收款。",
    ),
    "pay.give_back": ("Give back what was paid", "退回已付款项"),
    "pay.given_back": (
        "What was paid goes back to where it came from. The goods are still in the cart.",
        "已付款项将原路退回，商品仍在购物车中。",
    ),
    "pay.given_back_cash": (
        "Give {amount} in cash back to the customer; the rest goes back to where it came from.",
        "请将 {amount} 现金退给顾客，其余款项原路退回。",
    ),
    "pay.tip": ("Add a tip …", "小费…"),
    "pay.tip_is": ("Tip {amount}", "小费 {amount}"),
    "pay.tip_words": (
        "How much is the tip? It is added to the next payment that is not in cash.",
        "小费多少？将加到下一笔非现金付款上。",
    ),
    "pay.tip_name": ("Tip", "小费"),
    "pay.amount_ok": ("OK", "确定"),
    "pay.exact": ("Exact {amount}", "正好 {amount}"),
    "pay.cash_due": ("In cash {amount}", "现金应收 {amount}"),
    "pay.tendered": ("Cash received", "实收现金"),
    "pay.missing": ("{amount} missing", "还差 {amount}"),
    "pay.change_is": ("Change {amount}", "找零 {amount}"),
    "pay.no_change": ("No change", "无需找零"),
    "pay.finish": ("Finish", "完成收款"),
    "pay.starting": ("Fetching the code …", "正在获取收款码…"),
    "pay.code": ("Code for the customer to scan", "顾客扫描的收款码"),
    "pay.scan_now": ("The customer scans this code · {left}", "请顾客扫码付款 · {left}"),
    "pay.checked": ("Checked {ago}", "{ago}已查询"),
    "pay.not_checked": ("Waiting for the customer", "等待顾客付款"),
    "pay.no_answer": (
        "No reliable answer yet – asking again …",
        "尚无可信应答，正在继续查询…",
    ),
    "pay.asking": ("Asking the provider …", "正在查询…"),
    "pay.another_way": ("Choose another way", "换一种方式"),
    "pay.customer_says_paid": ("Customer says paid", "顾客说已付款"),
    "pay.test_mode": ("TEST – no real money", "测试 – 不产生真实资金"),
    "pay.open_page": ("Customer's page", "顾客页面"),
    "pay.practice_codes": (
        "TEST – make a code on the practice page and type its digits here",
        "测试 – 在练习页面生成付款码，把数字输入这里",
    ),
    "pay.get_code": ("Get a code", "获取付款码"),
    "pay.declined": (
        "The payment was declined; nothing was charged. Try another way.",
        "支付被拒绝，没有扣款。请换一种方式。",
    ),
    "pay.code_declined": (
        "The customer's code was declined ({reason}); nothing was charged. "
        "Scan a fresh code or try another way.",
        "顾客付款码被拒绝（{reason}），没有扣款。请刷新付款码再扫，或换一种方式。",
    ),
    "pay.expired": (
        "The code has expired; nothing was charged. Try again or another way.",
        "收款码已过期，没有扣款。请重试或换一种方式。",
    ),
    "pay.cancelled": (
        "This payment has been ended; so far nothing has been charged. If the customer pays"
        " it after all, you will be told.",
        "本次支付已结束，目前没有扣款。若顾客仍然付款，系统会提示。",
    ),
    "pay.unknown_title": ("Result unknown. Do not charge again.", "支付结果未知，请勿重复收款。"),
    "pay.unknown_words": (
        "The provider is asked every 5 s. As soon as it answers, this sale finishes by itself.",
        "系统每 5 秒查询一次，一有结果会自动完成本单。",
    ),
    "pay.unseen_title": ("The provider does not answer.", "支付渠道没有应答。"),
    "pay.unseen_words": (
        "No code was shown, so the customer cannot have paid. Choose another way.",
        "收款码未显示，顾客不可能已付款。请换一种方式。",
    ),
    "pay.codeless_title": ("There is no code to show.", "没有可显示的收款码。"),
    "pay.codeless_words": (
        "The provider answers again. No code was shown, so the customer cannot have paid. Choose "
        "another way.",
        "支付渠道已恢复应答。收款码未显示，顾客不可能已付款。请换一种方式。",
    ),
    "pay.parked_wrong": (
        "{amount} came in, which is not what was asked for. It waits under Payments.",
        "收到 {amount}，与应收金额不符，请在“支付”中处理。",
    ),
    "pay.wrong_title": ("A wrong amount was paid", "付款金额不符"),
    "pay.wrong_words": (
        "{amount} came in, which is not what was asked for. Settle it under Payments.",
        "收到 {amount}，与应收金额不符。请在“支付”页面处理。",
    ),
    "pay.too_little": (
        "Only {amount} came in; {rest} is still missing. Take the rest now, or settle it under "
        "Payments.",
        "只收到 {amount}，还差 {rest}。请现在补收余款，或在“支付”页面处理。",
    ),
    "pay.wrong_part": (
        "{amount} came in, which is not what was asked for; {rest} is still missing. Take the "
        "rest now, or settle it under Payments.",
        "收到 {amount}，与应收金额不符，还差 {rest}。请现在补收余款，或在“支付”页面处理。",
    ),
    "pay.gone_title": ("This order was cancelled meanwhile.", "该订单已被取消。"),
    "pay.gone_words": (
        "{amount} came in for it. Under Payments the order is taken up again, or the money given "
        "back.",
        "该订单收到 {amount}。请在“支付”页面恢复该订单，或退回款项。",
    ),
    "pay.take_rest": ("Take the rest", "补收余款"),
    "pay.waiting_title": ("Not paid yet", "尚未付款"),
    "pay.waiting_words": (
        "The provider answers, and has not seen the money yet. Have the customer look at the "
        "phone, show the code again, or choose another way.",
        "渠道已应答：尚未收到款项。请顾客查看手机；可重新显示收款码，或换一种方式。",
    ),
    "pay.asking_title": ("Asking the provider …", "正在向渠道查询…"),
    "pay.asking_words": (
        "Nobody but the provider can say whether it is paid.",
        "是否付款，以渠道答复为准。",
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
    "pay.late": (
        "{amount} came for a code that had been withdrawn. It waits under Payments.",
        "已撤回的收款码收到 {amount}，请在“支付”中处理。",
    ),
    "pay.parked": (
        "The payment of {amount} is being checked. You will see the result here.",
        "{amount} 的支付仍在查询，结果会在此提示。",
    ),
    "pay.left_open": (
        "The program ended while {amount} for order {number} was being paid. Go on with it here; "
        "do not charge again.",
        "程序上次退出时，订单 {number} 的 {amount} 正在收款。请在此继续，切勿重复收款。",
    ),
    "pay.many_left_open": (
        "The program ended while {n} payments were under way. They are being checked; do not "
        "charge again.",
        "程序上次退出时，有 {n} 笔收款未完成，系统正在查询，切勿重复收款。",
    ),
    "pay.parked_paid": (
        "{amount} has arrived; that sale is done.",
        "{amount} 已到账，该单已完成。",
    ),
    "pay.parked_gone": (
        "{amount} came in for an order that was cancelled meanwhile. It waits under Payments.",
        "已取消的订单收到 {amount}，请在“支付”中处理。",
    ),
    "pay.parked_part": (
        "{amount} has arrived; {rest} of that order is still to be paid. It is open under Orders.",
        "{amount} 已到账，该订单还差 {rest}，可在“订单”中继续收款。",
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
