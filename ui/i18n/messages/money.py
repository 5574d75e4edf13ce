"""Words about money: refused input, why a number is what it is, and advice on ordering."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    # Refusals of the money rules.
    "currency_unknown": ("{code} is not a currency in use.", "{code} 不是现行货币。"),
    "amount_not_number": ("“{value}” is not an amount.", "“{value}”不是金额。"),
    "amount_decimals": (
        "This currency has {decimals} decimals at most.",
        "该货币最多 {decimals} 位小数。",
    ),
    "amount_too_large": ("The amount is too large.", "金额过大。"),
    "tax_rule_invalid": (
        "Tax “{name}” needs either a percentage or a fixed amount, not below zero.",
        "税项“{name}”须有百分比或固定金额之一，且不小于零。",
    ),
    "discount_invalid": (
        "A discount is either a percentage or an amount, not below zero.",
        "折扣须为百分比或金额之一，且不小于零。",
    ),
    "discount_too_large": (
        "The discount is larger than what it is taken off.",
        "折扣大于原金额。",
    ),
    "money_step_invalid": ("The smallest coin must be above zero.", "最小面额须大于零。"),
    "qty_not_positive": ("The quantity must be above zero.", "数量须大于零。"),
    "price_negative": ("A price cannot be below zero.", "价格不能小于零。"),
    "levy_exceeds_price": (
        "“{name}”: the fixed levies are larger than the price that contains them.",
        "“{name}”：固定税费大于所含价格。",
    ),
    "refund_qty_too_large": (
        "More than what can still be returned.",
        "超过可退数量。",
    ),
    "barcode_not_digits": ("“{code}” may contain digits only.", "“{code}”含有非数字字符。"),
    "barcode_length": (
        "“{code}” must have {length} digits.",
        "“{code}”须为 {length} 位数字。",
    ),
    "service_level_out_of_range": (
        "A service level must be between 0 and 1.",
        "服务水平须在 0 与 1 之间。",
    ),
    "service_cost_not_positive": (
        "The costs of having too much and too little must be above zero.",
        "过剩与缺货成本须大于零。",
    ),
    # What can be wrong with a field of a JSON document.
    "input_field": ("{field}: {problem}", "{field}：{problem}"),
    "input_empty": ("nothing was given", "没有输入"),
    "input_not_json": ("is not JSON", "不是 JSON"),
    "input_not_object": ("must be an object", "须为对象"),
    "input_not_list": ("must be a list", "须为列表"),
    "input_not_text": ("must be a text", "须为文本"),
    "input_not_flag": ("must be true or false", "须为 true 或 false"),
    "input_not_number": ("must be a number", "须为数字"),
    "input_not_positive": ("must be above zero", "须大于零"),
    "input_negative": ("must not be below zero", "不能小于零"),
    "input_too_large": ("is too large, at most {most}", "过大，最大为 {most}"),
    "input_too_many": ("must not have more than {most} entries", "不能多于 {most} 项"),
    "input_too_many_digits": ("must not have more than {most} digits", "不能多于 {most} 位数字"),
    "input_decimals": ("must not have more than {decimals} decimals", "不能多于 {decimals} 位小数"),
    "input_unknown": ("is not known here", "无法识别"),
    "input_missing": ("is missing", "缺少此项"),
    "input_twice": ("is given twice", "重复出现"),
    "input_exactly_one": (
        "needs exactly one of {first} and {second}",
        "须且只能有 {first} 与 {second} 之一",
    ),
    "input_not_one_of": ("must be one of: {words}", "须为以下之一：{words}"),
    "input_currency_unknown": ("is not an ISO 4217 code in use", "不是现行的 ISO 4217 代码"),
    "input_discount_too_large": (
        "is larger than what it is taken off",
        "大于原金额",
    ),
    "input_levy_exceeds_price": (
        "contain fixed levies larger than the price",
        "所含固定税费大于价格",
    ),
    "input_amount_too_large": ("make an amount that is too large", "金额过大"),
    # Why this number?
    "trace_line_amount": ("{line}: {qty} × {unit} = {amount}", "{line}：{qty} × {unit} = {amount}"),
    "trace_line_discount_percent": (
        "{line}: {percent}% off {base} = -{amount}",
        "{line}：{base} 减 {percent}% = -{amount}",
    ),
    "trace_line_discount_amount": (
        "{line}: {amount} off {base}",
        "{line}：{base} 减 {amount}",
    ),
    "trace_order_discount_percent": (
        "Whole order: {percent}% off {base} = -{amount}",
        "整单：{base} 减 {percent}% = -{amount}",
    ),
    "trace_order_discount_amount": (
        "Whole order: {amount} off {base}",
        "整单：{base} 减 {amount}",
    ),
    "trace_order_discount_share": (
        "{line}: its share of the order discount = -{amount}",
        "{line}：分摊整单折扣 -{amount}",
    ),
    "trace_tax_included": (
        "{line}: {name} {rate}% inside {base} = {amount}",
        "{line}：{base} 内含 {name} {rate}% = {amount}",
    ),
    "trace_tax_on_top": (
        "{line}: {name} {rate}% on {base} = {amount}",
        "{line}：{base} 另加 {name} {rate}% = {amount}",
    ),
    "trace_tax_share": (
        "{line}: its share of {name} {rate}% = {amount}",
        "{line}：分摊 {name} {rate}% = {amount}",
    ),
    "trace_levy_included": (
        "{line}: {name} {qty} × {unit} inside the price = {amount}",
        "{line}：价内含 {name} {qty} × {unit} = {amount}",
    ),
    "trace_levy_on_top": (
        "{line}: {name} {qty} × {unit} on top = {amount}",
        "{line}：另加 {name} {qty} × {unit} = {amount}",
    ),
    "trace_line_total": (
        "{line}: {net} + tax {tax} = {total}",
        "{line}：{net} + 税 {tax} = {total}",
    ),
    "trace_tax_document": (
        "All lines: {name} {rate}%, base {base}, tax {amount}, rounded once",
        "全部商品：{name} {rate}%，计税额 {base}，税额 {amount}，合计后取整",
    ),
    "trace_total": ("Total: {net} + tax {tax} = {total}", "合计：{net} + 税 {tax} = {total}"),
    "trace_cash": (
        "In cash, steps of {step}: {total} {rounding} = {due}",
        "现金（最小 {step}）：{total} {rounding} = {due}",
    ),
    # Advice on ordering.
    "reorder_out": ("None left to sell. {why}", "已无可售库存。{why}"),
    "reorder_no_history": (
        "No full day of sales yet to learn from.",
        "还没有完整一天的销售可参考。",
    ),
    "reorder_no_demand": ("It has not sold lately.", "近期没有销售。"),
    "reorder_no_order_cost": ("The cost of one order is not set.", "未设置每次订货成本。"),
    "reorder_no_holding_cost": ("The cost of holding it is not set.", "未设置持有成本。"),
    "reorder_enough": (
        "{position} left or on the way, reorder at {reorder_point}: enough.",
        "现有与在途 {position}，再订货点 {reorder_point}：充足。",
    ),
    "reorder_order": (
        "{position} left or on the way, reorder at {reorder_point} "
        "({daily} a day, {lead_days} days to arrive); best order {eoq}.",
        "现有与在途 {position}，再订货点 {reorder_point}"
        "（日均 {daily}，到货 {lead_days} 天）；经济批量 {eoq}。",
    ),
}
