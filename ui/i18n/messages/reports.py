"""The Reports view."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "reports.by_day": ("By day", "按日"),
    "reports.by_product": ("By product", "按商品"),
    "reports.by_tender": ("By tender", "按收款方式"),
    "reports.find": ("Narrow the rows", "筛选"),
    "reports.day": ("Day", "日期"),
    "reports.product": ("Product", "商品"),
    "reports.tender": ("Tender", "收款方式"),
    "reports.orders": ("Orders", "笔数"),
    "reports.qty": ("Quantity", "数量"),
    "reports.discount": ("Discount", "折扣"),
    "reports.net": ("Net", "不含税"),
    "reports.tax": ("Tax", "税额"),
    "reports.total": ("Total", "合计"),
    "reports.returned": ("Returned", "退货"),
    "reports.refunded": ("Refunded", "退款"),
    "reports.count": ("{n} rows", "共 {n} 行"),
    "reports.count_one": ("1 row", "共 1 行"),
    "reports.sum": ("Sum {total}", "合计 {total}"),
    "reports.chart": ("Sales chart", "销售图"),
    "reports.today_sales": ("Sales today", "今日销售额"),
    "reports.today_orders": ("Orders", "今日笔数"),
    "reports.today_average": ("Average", "平均每笔"),
    "reports.empty": ("Nothing was sold", "没有销售"),
    "reports.empty_hint": (
        "Choose a longer period, or fewer words.",
        "请选择更长的时间段，或减少关键词。",
    ),
    "reports.csv": ("CSV", "CSV 文件"),
    "reports.xlsx": ("Excel", "Excel 文件"),
    "reports.orders_paper": ("Order report", "订单报表"),
    "reports.sales_paper": ("Print or PDF", "打印或 PDF"),
}
