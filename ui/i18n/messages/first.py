"""The first start."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "first.title": (
        "Welcome. Five questions, and your shop is open.",
        "欢迎！回答五个问题即可开店。",
    ),
    "first.english": ("English", "English"),
    "first.chinese": ("中文", "中文"),
    "first.name": ("What is your shop called?", "店铺名称"),
    "first.currency": ("Currency", "货币"),
    "first.include_tax": ("My prices include tax", "价格已含税"),
    "first.begin_with": ("Begin with", "从哪里开始"),
    "first.demo": ("A demo shop", "示范店铺"),
    "first.demo_hint": ("About 60 goods to try everything with", "约 60 种示范商品，可随意试用"),
    "first.empty": ("An empty shop", "空白店铺"),
    "first.empty_hint": ("I add my products myself", "自行逐个添加商品"),
    "first.import": ("My product list", "导入商品"),
    "first.import_hint": ("I have a file: CSV or Excel", "已有商品表：CSV 或 Excel"),
    "first.start": ("Open the shop", "开店"),
}
