"""What the shop's rules refuse: settings, stock, parcels and periods."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "error.period_backwards": (
        "The period ends ({last}) before it begins ({first}).",
        "时间段的结束（{last}）早于开始（{first}）。",
    ),
    "error.shop_setting_range": (
        "{setting} must be between {least} and {most}.",
        "{setting} 须在 {least} 到 {most} 之间。",
    ),
    "error.currency_decimals_differ": (
        "{new} and {old} have different numbers of decimals, so every price would change "
        "its meaning; open a new shop for it.",
        "{new} 的小数位数与 {old} 不同，所有价格的含义都会改变；请为它另开一个店铺。",
    ),
    "error.tax_name_missing": ("The tax needs a name.", "请填写税的名称。"),
    "error.tax_default_missing": (
        "One tax has to be the usual one. Choose another as usual instead.",
        "必须有一个默认税率，请改为把另一个税率设为默认。",
    ),
    "error.category_name_missing": ("The category needs a name.", "请填写分类名称。"),
    "error.product_name_missing": ("The product needs a name.", "请填写商品名称。"),
    "error.cost_negative": ("A cost cannot be below 0.", "成本不能小于 0。"),
    "error.stock_not_tracked": (
        "The stock of “{name}” is not tracked.",
        "“{name}”不计库存。",
    ),
    "error.stock_out_of_range": (
        "Stock must be between 0 and {max}.",
        "库存须在 0 到 {max} 之间。",
    ),
    "error.carrier_missing": ("Say who carries the parcel.", "请填写承运人。"),
    "error.nothing_to_ship": (
        "Order {number} has nothing to ship.",
        "订单 {number} 没有需要发货的商品。",
    ),
    "error.order_not_received": (
        "Order {number} has not been received yet.",
        "订单 {number} 尚未收货。",
    ),
}
