"""The Settings view."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "settings.saved": ("Saved", "已保存"),
    "settings.not_saved": ("Not saved yet", "尚未保存"),
    "settings.discard": ("Discard", "放弃更改"),
    "settings.left_unsaved": (
        "What you changed in Settings is not saved yet. It is kept on its page until you save it.",
        "设置中的更改尚未保存，内容仍保留在原页面，请返回保存。",
    ),
    "settings.page_shop": ("Shop", "店铺"),
    "settings.page_money": ("Money", "金额"),
    "settings.page_taxes": ("Taxes", "税率"),
    "settings.page_till": ("This till", "本机"),
    "settings.page_payments": ("Providers", "支付渠道"),
    "settings.page_ways": ("Ways to pay", "收款方式"),
    "settings.auto": ("Same as this computer", "跟随系统"),
    # Shop
    "settings.head_title": ("On invoices and receipts", "单据抬头"),
    "settings.name": ("Name of the shop", "店名"),
    "settings.name_en": ("English name", "英文店名"),
    "settings.address": ("Address", "地址"),
    "settings.phone": ("Phone", "电话"),
    "settings.tax_number": ("Tax number", "税号"),
    "settings.footer": ("Footer", "页脚"),
    "settings.paper_language": ("Language of documents", "单据语言"),
    "settings.zone": ("Time zone", "时区"),
    "settings.day_cut": ("A new business day begins at", "营业日起始时间"),
    "settings.day_cut_hint": (
        "For example 04:00 for a bar; sales before then count for the previous day.",
        "如夜店可填 04:00，此前的销售计入前一天。",
    ),
    "settings.pay_minutes": ("Minutes to pay an order", "订单付款时限（分钟）"),
    "settings.pay_hint": (
        "After that an unpaid order is cancelled and its goods are free again.",
        "超时未付的订单会取消，商品释放回库存。",
    ),
    "error.time_of_day_wrong": (
        "Write a time of day like 00:00 or 04:30.",
        "请填写时间，如 00:00 或 04:30。",
    ),
    # Money
    "settings.currency": ("Currency", "货币"),
    "settings.currency_fixed": (
        "Something has been sold in this currency, so it stays. Another currency needs a new shop.",
        "已有以此货币的销售，不能更改。要用其他货币请另开店铺。",
    ),
    "settings.included": ("Prices include tax", "售价含税"),
    "settings.included_hint": (
        "Applies to new sales; a product can be an exception.",
        "对之后的销售生效；个别商品可例外。",
    ),
    "settings.rounding": ("Tax is rounded", "税额取整"),
    "settings.rounding.line": ("on every line", "逐行"),
    "settings.rounding.document": ("once for the whole document", "整单一次"),
    "settings.cash_step": ("Smallest coin", "最小现金单位"),
    "settings.cash_step_hint": (
        "For example 0.05. Empty: cash is not rounded.",
        "如 0.10。留空则现金不取整。",
    ),
    "error.cash_step_wrong": ("The smallest coin must be above 0.", "最小现金单位须大于 0。"),
    # Taxes
    "settings.taxes_hint": (
        "Every product uses one of these; the usual one applies when none is chosen.",
        "商品指向其中之一；未指定的商品按默认税率。",
    ),
    "settings.add_tax": ("Add a tax", "新增税率"),
    "settings.no_tax": ("no tax", "免税"),
    "settings.usual": ("usual", "默认"),
    "settings.levy_words": ("{name} {amount} each", "{name} 每件 {amount}"),
    "settings.tax_title": ("Tax", "税率"),
    "settings.tax_name": ("Name", "名称"),
    "settings.tax_name_en": ("English name", "英文名称"),
    "settings.tax_usual": ("The usual one", "设为默认"),
    "settings.rules": ("Taxes in order", "税项（按顺序）"),
    "settings.add_rule": ("One more tax", "再加一项"),
    "settings.remove_rule": ("Remove this tax", "移除该税项"),
    "settings.rule_name": ("Name on paper", "单据上的名称"),
    "settings.rule_percent": ("Percent", "百分比"),
    "settings.rule_fixed": ("Amount for each piece", "每件金额"),
    "settings.rule_in": ("Yes", "含税"),
    "settings.rule_in_base": ("Later taxes are taken on this one too", "后续税项以含此税的金额计"),
    # This till
    "settings.language": ("Language / 语言", "语言 / Language"),
    "settings.theme": ("Colours", "配色"),
    "settings.theme.auto": ("Same as this computer", "跟随系统"),
    "settings.theme.light": ("Light", "浅色"),
    "settings.theme.dark": ("Dark", "深色"),
    "settings.theme.contrast": ("High contrast", "高对比度"),
    "settings.size": ("Text size", "字号"),
    "settings.size.small": ("Small", "小"),
    "settings.size.normal": ("Normal", "标准"),
    "settings.size.large": ("Large", "大"),
    "settings.size.largest": ("Largest", "特大"),
    "settings.staff": ("Staff", "收银员"),
    "settings.till_name": ("Name of this till", "收银台名称"),
    "settings.till_code": ("Code in order numbers", "订单号中的代码"),
    "settings.till_code_hint": (
        "Letters and digits, different for each till; applies from the next start.",
        "字母或数字，每台不同；下次启动生效。",
    ),
    "error.till_code_wrong": (
        "One to four letters (A-Z) and digits.",
        "请填写 1 至 4 位字母（A-Z）或数字。",
    ),
    "settings.printing_title": ("Printing", "打印"),
    "settings.receipt_printer": ("Printer for receipts", "小票打印机"),
    "settings.invoice_printer": ("Printer for invoices and reports", "单据与报表打印机"),
    "settings.usual_printer": ("This computer's usual one", "系统默认"),
    "settings.printer_gone": ("{name} (not found now)", "{name}（当前未找到）"),
    "settings.print_receipt": ("Print a receipt after every sale", "每笔销售后打印小票"),
    "settings.undo_seconds": ("Seconds to undo a sale", "撤销销售的时限（秒）"),
    "settings.database_title": ("Data", "数据"),
    "settings.database_here": (
        "In a database of this machine (SQLite), in the till's own folder.",
        "保存在本机数据目录的数据库（SQLite）中。",
    ),
    "settings.database_there": (
        "In a database server ({kind}): {where}",
        "保存在数据库服务器（{kind}）：{where}",
    ),
    # Payments
    "settings.test_payments": ("Test payments: no real money", "测试支付：不产生真实资金"),
    "settings.test_hint": (
        "Every till of the shop shows it, and so do receipts and invoices. Turn it off once"
        " the keys below work.",
        "所有收银台和单据都会显示。下方密钥核对无误后再关闭。",
    ),
    "settings.notify_port": (
        "Port for messages from a relay, 0 for none",
        "接收转发通知的端口（0 为不接收）",
    ),
    "settings.notify_port_hint": (
        "On this machine only; payments are found without it, a little later. Applies from "
        "the next start.",
        "仅限本机；不填也能查到付款结果，只是稍慢。下次启动生效。",
    ),
    "error.notify_port_taken": (
        "Port {port} is taken: messages of payment providers do not come in, payments are found "
        "by asking. Choose another port.",
        "端口 {port} 已被占用，收不到支付渠道的通知，改为自动查询。请换一个端口。",
    ),
    "payments.settings": ("Payment settings", "支付设置"),
    "settings.key_file": ("Read from a file …", "从文件读取…"),
    "error.key_file_wrong": (
        "{name} holds no key as text (.pem); choose another file.",
        "{name} 不是文本格式的密钥（.pem），请选择其他文件。",
    ),
    "settings.key_stored": (
        "A key is stored, outside the database. It is never shown; a new one takes its place.",
        "已保存密钥（不在数据库中），不会显示；填写新的即可替换。",
    ),
    "settings.key_missing": ("No key is stored yet.", "尚未保存密钥。"),
    "settings.check_keys": ("Check the keys", "核对密钥"),
    "settings.checking": ("Asking the provider …", "正在询问支付渠道…"),
    "settings.keys_fit": ("The provider answers: the keys work.", "支付渠道已答复：密钥正确。"),
    "settings.test_answers": (
        "The practice provider answers. The keys above are not used during test payments.",
        "测试支付渠道已答复。测试支付期间不使用上方的密钥。",
    ),
    "error.provider_incomplete": (
        "{provider} needs all its ids and keys before real payments; fill them in or empty all.",
        "{provider}收真实款项须填齐全部 ID 和密钥；不用请全部清空。",
    ),
}
