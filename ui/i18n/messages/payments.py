"""The Payments view."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "payments.find": ("Order, number, way, state", "订单号、流水号、方式、状态"),
    "payments.count": ("{n} open", "共 {n} 笔未结"),
    "payments.count_one": ("1 open", "共 1 笔未结"),
    "payments.keys_missing": ("Made with other keys", "由另一套密钥发起"),
    "payments.unsaid": ("Nobody said if it was paid", "无人确认是否付款"),
    "payments.empty": ("All money is accounted for", "没有待处理的款项"),
    "payments.empty_hint": (
        "Payments without a final answer, late money and failed refunds appear here.",
        "没有最终结果的支付、迟到的款项和失败的退款会出现在这里。",
    ),
    "payments.nothing": ("Nothing found", "没有符合的记录"),
    "payments.nothing_hint": ("Try fewer words.", "请减少关键词。"),
    "payments.column_state": ("Status", "状态"),
    "payments.column_way": ("Way", "方式"),
    "payments.column_since": ("Since", "开始"),
    "payments.column_next": ("Next check", "下次查询"),
    "payments.by_hand": ("your turn", "待人工"),
    "payments.in_seconds": ("in {n} s", "{n} 秒后"),
    "payments.in_minutes": ("in {n} min", "{n} 分钟后"),
    "payments.asked": ("Asked for", "应收"),
    "payments.began": ("Began", "开始时间"),
    "payments.paid_at": ("Paid at", "付款时间"),
    "payments.reference": ("Provider's number", "渠道流水号"),
    "payments.number": ("Our number", "本店流水号"),
    "payments.trouble": ("Last answer", "最近答复"),
    "payments.noted": ("Noted", "备注"),
    "payments.no_answer": ("none that can be trusted", "没有可信的答复"),
    "payments.sum": ("Amount", "金额"),
    "payments.order_total": ("Order total", "订单总额"),
    "payments.held": ("Received so far", "已收"),
    "payments.surplus": ("Too much", "多收"),
    "payments.lacking": ("Still missing", "还差"),
    "payments.compared": ("Statement", "账单"),
    "payments.at": ("On", "时间"),
    "payments.words": ("Says", "内容"),
    "payments.statement_title": ("Statement", "账单"),
    "payments.reason": ("Reason", "原因"),
    "payments.claims": ("Not in a statement yet: {n}", "尚未对账：{n}"),
    "payments.statements": ("Statements", "对账"),
    "payments.statements.download": (
        "The statements of these days are downloaded and compared with the books.",
        "下载所选日期的渠道账单，并与账目核对。",
    ),
    "payments.statements.file": (
        "A file of a provider, a bank or a card acquirer verifies transfers and cards.",
        "渠道、银行或收单机构的账单文件可以核实转账和刷卡。",
    ),
    "payments.compare": ("Compare with providers", "与渠道对账"),
    "payments.bring": ("Read a file …", "导入文件…"),
    "payments.columns": ("Which column is what?", "各列是什么？"),
    "payments.columns_told": (
        "“{name}” names its columns in its own way. Say where the day and the amount are; "
        "reference and text help to find the payment.",
        "无法识别“{name}”的列名。请指定日期和金额所在的列；参考号和摘要有助于找到对应的付款。",
    ),
    "payments.columns_about": ("What is the file about?", "文件内容"),
    "payments.read": ("Read the file", "读取文件"),
    "payments.field.date": ("Day", "日期"),
    "payments.field.amount": ("Amount", "金额"),
    "payments.field.credit": ("Money in", "收入"),
    "payments.field.debit": ("Money out", "支出"),
    "payments.field.currency": ("Currency", "币种"),
    "payments.field.reference": ("Reference", "参考号"),
    "payments.field.text": ("Text", "摘要"),
    "payments.field.slip": ("Slip number", "凭证号"),
    "payments.settled_now": ("Settled", "已处理"),
    "payments.asked_now": ("Order {number}: done", "订单 {number}：已处理"),
    "payments.do.check": ("Check now", "立即查询"),
    "payments.do.take_rest": ("Take the rest", "补收余款"),
    "payments.do.cancel": ("Cancel payment", "取消支付"),
    "payments.do.confirm": ("It was paid: I vouch for it", "确认已付款"),
    "payments.do.give_up": ("Stop waiting", "按未付款处理"),
    "payments.do.refund": ("Refund this money", "退还这笔款"),
    "payments.do.surplus": ("Return the surplus", "退还多收部分"),
    "payments.do.reinstate": ("Take the order up again", "恢复订单"),
    "payments.do.by_hand": ("Settled by hand", "已人工处理"),
    "payments.do.retry": ("Send it again", "重新退款"),
    "payments.do.in_cash": ("Give it back in cash", "改退现金"),
    "payments.do.cancel_order": ("Cancel the order", "取消订单"),
    "payments.do.try": ("Try now", "立即重试"),
    "payments.do.handled": ("Taken care of", "已处理"),
    "payments.why.handled": (
        "It leaves the list but is still retried. Say what was done about it.",
        "此项将从列表中移除，系统仍会重试。请说明处理方式。",
    ),
    "payments.why.receipts": (
        "These receipts are not printed any more; each can still be printed from its order. Say "
        "why.",
        "这些小票将不再打印，之后仍可在订单中补打。请说明原因。",
    ),
    "payments.receipts_title": ("Receipts", "小票"),
    "payments.unprinted": ("{n} receipts not printed", "{n} 张小票未打印"),
    "payments.unprinted_one": ("1 receipt not printed", "1 张小票未打印"),
    "payments.told.receipts": (
        "This till's printer does not accept them; the sales are safe. See to the printer "
        "and try again, or say that nobody needs them any more.",
        "本机打印机无法打印这些小票，销售记录不受影响。请检查打印机后重试，或说明不再需要。",
    ),
    "payments.failing": ("Keeps failing", "反复失败"),
    "payments.failed_with": ("Went wrong", "错误"),
    "payments.failed_times": ("Times", "次数"),
    "payments.failed_till": ("At till", "收银台"),
    "payments.told.failing.PAYMENT": (
        "The till cannot find out about this payment: the program, its keys or the answer is at "
        "fault. Nothing is decided meanwhile. Check the keys in Settings, and tell whoever looks "
        "after the program what went wrong.",
        "无法查明这笔支付：程序、密钥或答复有误。在此期间不会作任何判断。请检查设置中的密钥，"
        "并把下面的错误告诉维护人员。",
    ),
    "payments.told.failing.REFUND": (
        "The till cannot settle this refund: the program, its keys or the answer is at fault. Do "
        "not give the money back a second time. Check the keys in Settings, and tell whoever "
        "looks after the program what went wrong.",
        "无法完成这笔退款：程序、密钥或答复有误。请勿再次退款。请检查设置中的密钥，"
        "并把下面的错误告诉维护人员。",
    ),
    "payments.told.failing.ORDER": (
        "The time to pay is over and the till cannot let this order go. Cancel it by hand, and "
        "tell whoever looks after the program what went wrong.",
        "付款时间已过，但无法自动取消这个订单。请人工取消，并把下面的错误告诉维护人员。",
    ),
    "payments.do.settle": ("Settled by hand", "已人工处理"),
    "payments.verb.surplus": ("Return {amount}", "退还 {amount}"),
    "payments.ask.refund": (
        "The money that came for order {number} goes back to the customer.",
        "订单 {number} 收到的这笔款项将退还给顾客。",
    ),
    "payments.ask.surplus": (
        "What was paid too much for order {number} goes back to the customer.",
        "订单 {number} 多收的部分将退还给顾客。",
    ),
    "payments.ask.reinstate": (
        "Order {number} is open again and its goods are taken from stock.",
        "订单 {number} 将恢复，商品从库存中扣除。",
    ),
    "payments.ask.in_cash": (
        "The refund for order {number} is paid out of the drawer instead. Make sure that it did "
        "not arrive after all.",
        "订单 {number} 的退款改由钱箱支付。请先确认原退款没有到账。",
    ),
    "payments.ask.cancel_order": (
        "Order {number} is cancelled, and what was paid of it goes back to the customer.",
        "订单 {number} 将取消，已付部分退还给顾客。",
    ),
    "payments.why.confirm": (
        "The order counts as paid on your word. Say how you know: the customer's phone, the "
        "provider's app.",
        "订单将凭您的确认视为已付款。请说明依据，例如顾客手机或商家后台。",
    ),
    "payments.why.give_up": (
        "The order can be paid another way. Money that comes later is still noticed.",
        "订单可改用其他方式付款。之后到账的款项仍会提示。",
    ),
    "payments.why.by_hand": (
        "It leaves the list. Say what was done about it.",
        "此项将从列表中移除。请说明处理方式。",
    ),
    "payments.why.settle": (
        "It leaves the list. Say what was found out.",
        "此项将从列表中移除。请说明查明的情况。",
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
    "payments.change_nothing": ("Change nothing", "不做更改"),
    "payments.leave_cancelled": ("Leave it cancelled", "保持取消"),
    "payments.told.unsaid": (
        "Only you can tell whether this was paid: no provider reports it. Look into the bank's app "
        "or at the terminal, then say so, or stop waiting. The order is kept until then.",
        "这笔款没有渠道通知，只能由您确认。请查看银行 App 或刷卡机，再确认已付款或按未付款处理。"
        "在此之前订单会一直保留。",
    ),
    "payments.told.keys_missing": (
        "Made with keys that this till does not have, so it cannot ask. Put those keys back"
        " in Settings; or look at the provider's own site, and settle it by hand.",
        "发起时用的是另一套密钥，本机无法查询。请在设置中换回密钥；或在支付渠道后台核对后人工处理。",
    ),
    "payments.told.LATE_PAID": (
        "The customer paid after this payment had been given up. Give the money back, take the "
        "order up again, or settle it with the customer.",
        "顾客在支付作废之后付了款。请退还、恢复订单，或与顾客另行处理。",
    ),
    "payments.told.MISMATCH": (
        "A different amount came in than was asked for. Return what is too much, or give "
        "all of it back and take the payment again.",
        "到账金额与应收不符。请退还多收部分，或全部退还后重新收款。",
    ),
    "payments.told.too_little": (
        "Less came in than the order costs. Take the rest, or give back what came.",
        "到账金额不足以付清订单。请补收余款，或退还已收款项。",
    ),
    "payments.told.CLAIMED": (
        "A person vouches for this money; no statement has shown it yet. Read the statement of "
        "the bank or the card acquirer, or look for it there.",
        "这笔款由人工确认，尚未出现在账单中。请导入银行或收单机构的账单，或自行核对。",
    ),
    "payments.told.order.OVERPAID": (
        "More was paid for this order than it costs.",
        "这个订单多收了钱。",
    ),
    "payments.told.order.PARTIALLY_PAID": (
        "A part of this order was paid and the rest never came. Take the rest, or cancel the "
        "order.",
        "这个订单只付了一部分。请补收余款，或取消订单。",
    ),
    "payments.told.difference.MISSING_HERE": (
        "The statement shows this money and the books do not. Find out what it was for.",
        "账单上有这笔款，账上没有。请查明用途。",
    ),
    "payments.told.difference.MISSING_THERE": (
        "The books show this money and the statement does not. It may be in the next one.",
        "账上有这笔款，账单上没有。可能出现在下一份账单中。",
    ),
    "payments.told.difference.DIFFERENT": (
        "The statement shows a different amount or currency from the books.",
        "账单上的金额或币种与账上不同。",
    ),
    "payments.told.difference.UNCLEAR": (
        "More than one payment could be meant. Read a newer statement, or look at it yourself.",
        "可能对应多笔支付。请导入更新的账单，或自行核对。",
    ),
    "payments.told.difference.EXTERNAL_REFUND": (
        "Money went back to the customer outside the till. The books have noted it.",
        "有款项在别处退给了顾客，账上已记录。",
    ),
    "payments.told.difference.TOLD_REFUND": (
        "The provider says that money went back to the customer, and this till did not send it. "
        "The next statement books it; do not refund it again until then.",
        "支付渠道表示有款项退给了顾客，但不是本机退的。下一份账单会入账，在此之前请勿重复退款。",
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
