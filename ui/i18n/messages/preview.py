"""Documents on screen and on their way to a printer."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "preview.invoice": ("Invoice", "销售单"),
    "preview.refund": ("Refund receipt", "退款小票"),
    "preview.receipt": ("Receipt", "购物小票"),
    "preview.packing_slip": ("Packing slip", "装箱单"),
    "preview.sales_report": ("Sales report", "销售报表"),
    "preview.orders_report": ("Order report", "订单报表"),
    "preview.pages": ("Pages", "页面"),
    "preview.page": ("Page {page} of {pages}", "第 {page} 页，共 {pages} 页"),
    "preview.page_count": ("{n} pages", "共 {n} 页"),
    "preview.page_count_one": ("1 page", "共 1 页"),
    "preview.smaller": ("Smaller", "缩小"),
    "preview.larger": ("Larger", "放大"),
    "preview.print": ("Print", "打印"),
    "preview.save": ("Save PDF", "保存 PDF"),
    "preview.sent": ("Sent to the printer", "已发送到打印机"),
    "printer.settings": ("Printer settings", "打印机设置"),
    "printer.not_printed": ("{paper}: {problem}", "{paper}：{problem}"),
    "printer.no_receipts": (
        "This till has no printer: receipts are not printed",
        "本收银台没有打印机：不打印小票",
    ),
    "printer.none": ("no printer is set up on this machine", "本机未安装打印机"),
    "printer.gone": ("there is no printer {name} any more", "找不到打印机 {name}"),
    "printer.refused": ("{name} did not take the document", "{name} 未接受文档"),
}
