"""Parts that every list and panel of the back rooms uses: periods, steps, files."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "panel.back": ("Back", "返回"),
    "panel.unsaved": (
        "This is not saved yet. Go back once more to discard it.",
        "尚未保存。再返回一次即可放弃。",
    ),
    "facts.more": ("… and {n} more", "…另有 {n} 行"),
    "facts.more_one": ("… and 1 more", "…另有 1 行"),
    "period.name": ("Period", "时间段"),
    "period.today": ("Today", "今天"),
    "period.week": ("Last 7 days", "最近 7 天"),
    "period.month": ("This month", "本月"),
    "period.last_month": ("Last month", "上月"),
    "period.all": ("All time", "全部时间"),
    "period.custom": ("Choose days …", "自选日期…"),
    "period.first": ("First day", "起始日期"),
    "period.last": ("Last day", "截止日期"),
    "list.export": ("Export", "导出"),
    "list.refresh": ("Refresh", "刷新"),
    "list.exported": ("{n} rows written to {path}", "已将 {n} 行写入 {path}"),
    "list.exported_one": ("1 row written to {path}", "已将 1 行写入 {path}"),
    "file.saved": ("Saved as {path}", "已保存为 {path}"),
    "file.open_folder": ("Open folder", "打开文件夹"),
    "file.save_as": ("Save as", "另存为"),
    "file.choose": ("Choose a file", "选择文件"),
    "file.csv": ("CSV table", "CSV 表格"),
    "file.pdf": ("PDF document", "PDF 文档"),
    "file.xlsx": ("Excel workbook", "Excel 工作簿"),
    "file.statements": ("Statements", "账单"),
    "file.products": ("Product lists", "商品清单"),
    "file.keys": ("Keys", "密钥"),
    "file.any": ("All files", "所有文件"),
}
