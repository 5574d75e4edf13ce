"""What went wrong, in words that say what to do: "error." and the key of the ShopError."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "error.unexpected": (
        "Something broke inside the program ({kind}). Your data is safe; try again.",
        "程序内部出错（{kind}）。数据没有丢失，请重试。",
    ),
    "error.other": ("That did not work ({key}).", "操作没有成功（{key}）。"),
    # Selling
    "error.cart_empty": (
        "The cart is empty. Scan or choose something first.",
        "购物车是空的，请先扫码或选择商品。",
    ),
    "error.price_missing": (
        "“{name}” has no price yet. Give it one before paying.",
        "“{name}”还没有价格，请先输入价格再收款。",
    ),
    "error.line_gone": ("That line is no longer in the cart.", "该行已不在购物车中。"),
    "error.qty_out_of_range": (
        "A quantity must be above 0 and at most {max}.",
        "数量须大于 0 且不超过 {max}。",
    ),
    "error.percent_out_of_range": (
        "A percentage must be between 0 and 100.",
        "百分比须在 0 到 100 之间。",
    ),
    "error.hold_gone": (
        "Another till has already taken this sale.",
        "这笔挂单已被另一收银台取走。",
    ),
    "error.product_not_found": ("This product no longer exists.", "该商品已不存在。"),
    "error.out_of_stock": (
        "Not enough in stock: {available_milli} left.",
        "库存不足：仅剩 {available_milli}。",
    ),
    "error.barcode_taken": (
        "Code {barcode} already belongs to “{name}”.",
        "条码 {barcode} 已属于“{name}”。",
    ),
    # Orders and payment
    "error.tendered_too_little": (
        "That is less than the {due_minor} to pay.",
        "少于应收的 {due_minor}。",
    ),
    "error.order_number_unknown": ("There is no order {number}.", "没有订单 {number}。"),
    "error.order_not_found": ("There is no such order.", "没有这个订单。"),
    "error.order_already_placed": (
        "This sale is already order {number} and has changed since. Withdraw that order first.",
        "此单已生成订单 {number}，之后又有改动。请先撤回该订单。",
    ),
    "error.order_already_paid": ("Order {number} is already paid.", "订单 {number} 已付款。"),
    "error.order_part_paid": (
        "A part of order {number} is paid. Take the rest, or give back what was paid.",
        "订单 {number} 已付一部分。请收取余款，或退回已付款项。",
    ),
    "error.order_not_open": ("Order {number} is no longer open.", "订单 {number} 已不可操作。"),
    "error.order_completed": (
        "Order {number} is finished; refund it instead.",
        "订单 {number} 已完成，请改用退款。",
    ),
    "error.order_shipped": ("Order {number} has already left.", "订单 {number} 已发出。"),
    "error.attempt_live": (
        "A payment is still running for this order. Wait for its answer.",
        "该订单还有支付在进行，请等待结果。",
    ),
    "error.attempt_busy": (
        "The provider is being asked right now. Try again in a moment.",
        "正在查询支付结果，请稍后再试。",
    ),
    "error.attempt_not_found": ("There is no such payment.", "没有这笔支付。"),
    "error.refund_not_found": ("There is no such refund.", "没有这笔退款。"),
    "error.provider_missing": (
        "This way of paying is not set up on this till.",
        "本机未设置该收款方式。",
    ),
    "error.keys_missing": (
        "This payment was made with other keys ({merchant}) than this till has. Put them back "
        "in Settings, or settle the payment by hand.",
        "这笔支付是用另一套密钥（{merchant}）发起的，本机没有。请在设置中换回，或人工处理。",
    ),
    "error.provider_offline": (
        "{tender} does not answer just now, nothing was charged. Take another way: {tenders}.",
        "{tender}现在没有响应，未产生扣款。请改用：{tenders}。",
    ),
    "error.currency_not_taken": (
        "This provider does not take {currency}.",
        "该支付渠道不支持 {currency}。",
    ),
    "error.amount_not_taken": (
        "This provider takes amounts from {min_minor} to {max_minor}.",
        "该支付渠道只接受 {min_minor} 到 {max_minor} 的金额。",
    ),
    "error.changed_elsewhere": (
        "Somebody else changed this a moment ago. Look again, then repeat.",
        "刚刚有人改动过，请重新查看后再试。",
    ),
    "error.transition_refused": (
        "That is not possible now (state {state}).",
        "当前状态（{state}）不能这样操作。",
    ),
    "error.shop_not_set_up": (
        "The shop is not set up yet: open the window (python3 main.py) and answer its questions, "
        "or run python3 main.py setup --name NAME.",
        "店铺尚未设置：请打开窗口（python3 main.py）完成开店设置，"
        "或运行 python3 main.py setup --name 店名。",
    ),
    "error.printer_failed": (
        "Printing failed: {problem}",
        "打印失败：{problem}",
    ),
}
