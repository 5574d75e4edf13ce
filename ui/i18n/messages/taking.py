"""What can be wrong with money taken in parts, by slip, on somebody's word, or given back."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "error.amount_missing": ("Say how much is to be paid.", "请输入收款金额。"),
    "error.amount_over_left": (
        "Only {left_minor} is left to pay. Take that much or less.",
        "只剩 {left_minor} 未付，请不要超过这个金额。",
    ),
    "error.part_not_in_coins": (
        "There are no coins for this part. Take {near_minor} in cash, or the part in another way.",
        "现有硬币凑不出这个金额。请收现金 {near_minor}，或用其他方式收这部分。",
    ),
    "error.tips_off": (
        "This shop takes no tips. A manager can allow them in Settings, Ways to pay.",
        "本店不收小费。店长可在“设置 > 收款方式”中开启。",
    ),
    "error.slip_missing": (
        "Type the number that stands on the terminal's slip.",
        "请输入刷卡小票上的号码。",
    ),
    "error.last_four_wrong": (
        "The last four digits of the card are four digits, or nothing.",
        "卡号末四位须为四位数字，或留空。",
    ),
    "error.card_number_refused": (
        "That looks like the number of a card, which must not be written down. "
        "Type the slip's number and at most the card's last four digits.",
        "这看起来是完整卡号，不能记录。请输入小票号码，最多加上卡号末四位。",
    ),
    "error.reason_missing": ("Say why, in a few words.", "请简单说明原因。"),
    "error.attempt_over": (
        "This payment has ended. If its money came all the same, the provider will say so.",
        "该支付已结束。若款项仍到账，支付渠道会告知。",
    ),
    "error.refund_amount_missing": ("Say how much is to go back.", "请输入退款金额。"),
    "error.refund_too_much": (
        "Only {left_minor} can still go back. Nothing was refunded.",
        "最多还能退 {left_minor}，未作任何退款。",
    ),
    "error.refund_replaced": (
        "This money has gone back in another way meanwhile. Nothing was sent.",
        "这笔钱已通过其他方式退回，未再发送。",
    ),
    "error.order_not_paid": (
        "The money that came is not enough for order {number}. Refund it instead.",
        "收到的钱不够订单 {number}，请改为退款。",
    ),
    "error.bank_code_scheme_unknown": (
        "Choose the kind of the shop's bank code in Settings.",
        "请在设置中选择收款码的类型。",
    ),
}
