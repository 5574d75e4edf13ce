"""Words of the command line. No "%" in what --help shows: argparse would take it for its own."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "cli.about": (
        "Zhanggui, a till for small shops. Without a job it opens the window.",
        "掌柜：小店收银程序。不带任务时打开窗口。",
    ),
    "cli.usage": ("usage: ", "用法："),
    "cli.arguments": ("arguments", "参数"),
    "cli.options": ("options", "选项"),
    "cli.everywhere": ("options of every job, before or after its name", "所有任务通用的选项"),
    "cli.also": (
        "Also: --home, --database, --language, --json, --quiet (see --help of the program).",
        "另有：--home、--database、--language、--json、--quiet（见主程序的 --help）。",
    ),
    "cli.job": ("JOB", "任务"),
    "cli.jobs": ("jobs", "任务"),
    "cli.dir": ("DIR", "目录"),
    "cli.file": ("FILE", "文件"),
    "cli.text": ("TEXT", "文字"),
    "cli.number": ("NUMBER", "单号"),
    "cli.day": ("YYYY-MM-DD", "年-月-日"),
    "cli.help": ("show this help and exit", "显示帮助后退出"),
    "cli.home": (
        "folder of this till's data (default: ZHANGGUI_HOME, else the user's data folder)",
        "本机数据目录（默认：ZHANGGUI_HOME，否则用户数据目录）",
    ),
    "cli.database": (
        "postgresql+psycopg://... (default: ZHANGGUI_DATABASE_URL, else the settings, else SQLite "
        "in the home folder)",
        "postgresql+psycopg://…（默认：ZHANGGUI_DATABASE_URL，其次设置，"
        "最后用数据目录里的 SQLite）",
    ),
    "cli.language": ("language of words and papers", "界面和单据的语言"),
    "cli.json": ("answer with one JSON document", "以一个 JSON 文档作答"),
    "cli.quiet": ("say nothing but what was asked for", "只输出所要的内容"),
    "cli.output": ("where to write; - is standard output", "写到哪里；- 表示标准输出"),
    "cli.written": ("Written: {path}", "已写入：{path}"),
    "cli.first": ("first business day", "起始营业日"),
    "cli.last": ("last business day, included", "截止营业日（含）"),
    "cli.no_screen": (
        "No screen here (DISPLAY, WAYLAND_DISPLAY and QT_QPA_PLATFORM lead to none): start it on "
        "a desktop to see the window; running the guided tour into {out} instead.",
        "这里没有屏幕（DISPLAY、WAYLAND_DISPLAY 和 QT_QPA_PLATFORM 都没有指向可用的屏幕）："
        "要看到窗口，请在桌面环境中启动；现在改为运行导览，结果写入 {out}。",
    ),
    "cli.open_payments": (
        "{n} payments have no final answer yet or need attention.",
        "还有 {n} 笔支付没有最终结果或需要人工处理。",
    ),
    "cli.open_payments_one": (
        "{n} payment has no final answer yet or needs attention.",
        "还有 {n} 笔支付没有最终结果或需要人工处理。",
    ),
    # setup
    "cli.setup": ("open a shop: the answers of the first start", "开店：首次启动的设置"),
    "cli.setup.name": ("name of the shop", "店名"),
    "cli.setup.currency": ("ISO 4217 code (default: CNY)", "ISO 4217 货币代码（默认 CNY）"),
    "cli.setup.tax": ("whether prices include tax (default: they do)", "价格是否含税（默认含税）"),
    "cli.setup.demo": ("start with a demo shop", "以演示店铺开始"),
    "cli.setup.empty": ("start empty (default)", "以空店开始（默认）"),
    "cli.setup.zone": (
        "IANA name of the shop's time zone (default: this machine's)",
        "店铺所在时区的 IANA 名称（默认：本机时区）",
    ),
    "cli.setup.address": ("for the head of the invoice", "单据抬头用的地址"),
    "cli.setup.phone": ("for the head of the invoice", "单据抬头用的电话"),
    "cli.setup.tax-number": ("for the head of the invoice", "单据抬头用的税号"),
    "cli.setup.done": (
        "“{name}” is open, with {n} products.",
        "“{name}”已开店，共有 {n} 种商品。",
    ),
    "cli.setup.done_one": (
        "“{name}” is open, with {n} product.",
        "“{name}”已开店，共有 {n} 种商品。",
    ),
    # products, prices
    "cli.import": ("import products from a CSV, TSV or XLSX file", "从 CSV、TSV 或 XLSX 导入商品"),
    "cli.import.what": ("what the file holds", "文件内容"),
    "cli.import.file": ("the list; .gz is fine", "清单文件，可为 .gz"),
    "cli.import.pair": ("FIELD=HEADER", "字段=列名"),
    "cli.import.map": (
        "take FIELD from the column HEADER; fields: name, barcode, sku, category, unit, price, "
        "cost, stock, tax, supplier; may be repeated",
        "指定某字段取自哪一列，可重复；字段：name、barcode、sku、category、unit、price、cost、"
        "stock、tax、supplier",
    ),
    "cli.import.dry_run": ("only say what would change", "只预览，不写入"),
    "cli.price": (
        "price a cart: JSON on standard input, JSON on standard output",
        "为购物车计价：标准输入 JSON，标准输出 JSON",
    ),
    # orders and papers
    "cli.orders": ("list the newest orders", "列出最近的订单"),
    "cli.orders.text": (
        "only orders with this number, customer or product",
        "只列出单号、顾客或商品相符的订单",
    ),
    "cli.orders.limit": ("at most so many (default: 50)", "最多列出多少条（默认 50）"),
    "cli.invoice": (
        "write an order's invoice, receipt or packing slip",
        "输出订单的销售单、小票或装箱单",
    ),
    "cli.invoice.number": ("number of the order", "订单号"),
    "cli.invoice.kind": ("which paper (default: invoice)", "哪种单据（默认销售单）"),
    # reports
    "cli.report": ("sales or orders of a period", "一段时间的销售或订单"),
    "cli.report.kind": ("REPORT", "报表"),
    "cli.report.kinds": ("reports", "报表"),
    "cli.report.sales": ("sales by day, product or tender", "按日、商品或收款方式的销售"),
    "cli.report.orders": ("the orders of a period as a PDF", "一段时间的订单（PDF）"),
    "cli.report.by": ("how to group (default: day)", "如何分组（默认按日）"),
    "cli.report.format": (
        "default: by the ending of the file, else table",
        "默认按文件扩展名，否则为表格",
    ),
    "cli.head.number": ("Order", "订单号"),
    "cli.head.items": ("Items", "件数"),
    "cli.head.label": ("Status", "状态"),
    "cli.head.day": ("Day", "日期"),
    "cli.head.product": ("Product", "商品"),
    "cli.head.tender": ("Tender", "收款方式"),
    "cli.head.orders": ("Orders", "笔数"),
    "cli.head.payments": ("Payments", "笔数"),
    "cli.head.qty": ("Quantity", "数量"),
    "cli.head.gross": ("Gross", "原价"),
    "cli.head.discount": ("Discount", "折扣"),
    "cli.head.net": ("Net", "不含税"),
    "cli.head.tax": ("Tax", "税额"),
    "cli.head.total": ("Total", "合计"),
    "cli.head.sales": ("Sales", "销售额"),
    "cli.head.returned": ("Returned", "退货"),
    "cli.head.paid": ("Paid", "收款额"),
    "cli.head.refunded": ("Refunded", "退款"),
    "cli.head.after_refunds": ("After refunds", "退款后"),
    "cli.head.rounding": ("Cash rounding", "现金舍入"),
    "cli.head.taken_in": ("Taken in", "实收"),
    "cli.head.sum": ("Sum", "总计"),
    # care
    "cli.sync": (
        "ask the payment providers for everything that is due",
        "向支付渠道查询所有到期事项",
    ),
    "cli.sync.done": ("{n} things done.", "处理了 {n} 项。"),
    "cli.sync.done_one": ("{n} thing done.", "处理了 {n} 项。"),
    "cli.sync.seconds": (
        "wait so long for providers that are slow (default: {n})",
        "渠道较慢时最多等待多少秒（默认 {n}）",
    ),
    "cli.sync.elsewhere": (
        "The open window, or another sync, does this already: nothing was done here.",
        "收银窗口或另一个 sync 正在处理，此处未做任何操作。",
    ),
    "cli.sync.settled": ("{n} payments settled.", "{n} 笔支付有了结果。"),
    "cli.sync.settled_one": ("{n} payment settled.", "{n} 笔支付有了结果。"),
    "cli.sync.refunded": ("{n} refunds arrived.", "{n} 笔退款到账。"),
    "cli.sync.refunded_one": ("{n} refund arrived.", "{n} 笔退款到账。"),
    "cli.sync.expired": ("{n} unpaid orders let go.", "取消了 {n} 个未付款订单。"),
    "cli.sync.expired_one": ("{n} unpaid order let go.", "取消了 {n} 个未付款订单。"),
    "cli.sync.open_refunds": ("{n} refunds are not done.", "还有 {n} 笔退款未完成。"),
    "cli.sync.open_refunds_one": ("{n} refund is not done.", "还有 {n} 笔退款未完成。"),
    "cli.sync.tasks": ("{n} things need attention.", "还有 {n} 项待人工处理。"),
    "cli.sync.tasks_one": ("{n} thing needs attention.", "还有 {n} 项待人工处理。"),
    "cli.sync.offline": ("No answer from: {names}.", "没有响应：{names}。"),
    "cli.check": ("verify the books", "核对账目"),
    "cli.check.database_good": ("The database file is sound.", "数据库文件完好。"),
    "cli.check.database_bad": (
        "The database file is damaged, restore your newest backup: {problem}",
        "数据库文件已损坏，请恢复最近的备份：{problem}",
    ),
    "cli.check.chain_good": ("The audit chain holds.", "审计链完整。"),
    "cli.check.chain_broken": (
        "The audit chain is broken at entry {at}: somebody changed the books from there on.",
        "审计链在第 {at} 条断开：账目自此处被改动过。",
    ),
    "cli.check.stock_good": (
        "The stock of every product is the sum of its movements.",
        "每种商品的库存都等于其变动之和。",
    ),
    "cli.check.stock_wrong": (
        "The stock of {n} products is not the sum of their movements: {names}",
        "{n} 种商品的库存与变动之和不符：{names}",
    ),
    "cli.check.stock_wrong_one": (
        "The stock of {n} product is not the sum of its movements: {names}",
        "{n} 种商品的库存与变动之和不符：{names}",
    ),
    "error.books_do_not_hold": (
        "The books do not hold; the answer of the check says where.",
        "账目核对不符，详见核对结果。",
    ),
    "cli.backup": (
        "copy the database, also while the till is selling",
        "备份数据库，收银时也可进行",
    ),
    "cli.backup.file": ("the copy to be made", "备份文件"),
    "cli.backup.done": (
        "Written: {path}\nKeep a copy of {key} in another safe place: without it nobody can read "
        "customers' phone numbers and addresses in the backup, nor what providers and banks wrote.",
        "已写入：{path}\n请把 {key} 另存一份到安全的地方：没有它，备份中的顾客电话和地址，"
        "以及支付渠道和银行的往来内容都无法读取。",
    ),
    "cli.restore": (
        "put a backup in place of the books, which are set aside",
        "用备份替换账本，原账本另存",
    ),
    "cli.restore.file": ("a copy made by `backup`", "由 backup 生成的备份文件"),
    "cli.restore.done": (
        "Restored: {path}\nWhat was sold or paid since the backup was made is not in these books.",
        "已恢复：{path}\n备份之后的销售和收款不在这份账本中。",
    ),
    "cli.restore.set_aside": ("The books until now are kept: {path}", "原账本保存在：{path}"),
    # for developers and the curious
    "cli.sandbox": ("run the mock payment provider", "运行模拟支付渠道"),
    "cli.sandbox.port": (
        "port to listen on (default: 0, the last one or any free one)",
        "监听端口（默认 0：上次的端口或任一空闲端口）",
    ),
    "cli.sandbox.rate": (
        "answer at most N requests a second, refuse the others as too many",
        "每秒最多处理 N 个请求，其余以频率超限拒绝",
    ),
    "cli.sandbox.fault": (
        "a fault that is on from the start; its control page lists them",
        "启动时即开启的故障；控制页面列出全部故障",
    ),
    "cli.tour": (
        "drive the real window through a whole day, with pictures",
        "自动演示一整天，并逐步截图",
    ),
    "cli.tour.out": (
        "folder for pictures, papers and tour.json",
        "存放图片、单据和 tour.json 的目录",
    ),
    "cli.tour.products": (
        "a catalogue to import instead of the demo shop",
        "要导入的商品目录，代替演示店铺",
    ),
    "cli.tour.done": ("The tour went as expected: {out}", "导览一切如预期：{out}"),
    "cli.test": (
        "run the tests; all that follows goes to pytest, also --help",
        "运行测试；其后的参数（包括 --help）全部交给 pytest",
    ),
    "cli.bench": ("measure the speed", "测量速度"),
    "cli.bench.name": ("NAME", "名称"),
    "cli.bench.names": ("only these (default: all): {known}", "只测这些（默认全部）：{known}"),
    "cli.bench.home": (
        "Every measurement makes a home of its own and leaves the one of --home alone.",
        "每项测量都使用自己的临时目录，不会动用 --home 指定的目录。",
    ),
    "cli.bench.slow": ("Slower than promised: {names}.", "未达到承诺的速度：{names}。"),
    "cli.bench.failed": ("A measurement failed.", "有测量未能完成。"),
    "cli.where": ("print the folder with this till's data", "显示本机数据所在目录"),
    "cli.version": ("say what is running here", "显示版本信息"),
    # complaints about arguments
    "usage.required": ("missing: {names}", "缺少：{names}"),
    "usage.unknown": ("unknown: {names}", "无法识别：{names}"),
    "usage.value_missing": ("{name} needs a value", "{name} 需要一个值"),
    "usage.choice": (
        "{name} cannot be {value}, only {choices}",
        "{name} 不能是 {value}，只能是 {choices}",
    ),
    "usage.not_together": (
        "{name} and {other} exclude each other",
        "{name} 与 {other} 不能同时使用",
    ),
    "usage.one_of": ("one of {names} is needed", "{names} 必须有一个"),
    "usage.no_value": (
        "{name} takes no value, not even {value}",
        "{name} 不带值（给出了 {value}）",
    ),
    "usage.bad_value": ("{name} cannot be {value}", "{name} 不能是 {value}"),
    "usage.argument": ("{name}: {problem}", "{name}：{problem}"),
    "usage.day": ("“{text}” is not a day like 2026-01-31", "“{text}”不是 2026-01-31 这样的日期"),
    "usage.port": ("“{text}” is not a port from 0 to 65535", "“{text}”不是 0 到 65535 的端口"),
    "usage.count": ("“{text}” is not a whole number above 0", "“{text}”不是大于 0 的整数"),
}
