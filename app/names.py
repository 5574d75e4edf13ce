"""What the state of an order and a way to pay are called, alike on screen and on paper."""

from __future__ import annotations

NAMES: dict[str, tuple[str, str]] = {
    "label.REFUNDING": ("Refunding", "退款中"),
    "label.REFUNDED": ("Refunded", "已退款"),
    "label.CANCELLED": ("Cancelled", "已取消"),
    "label.CHECKING_PAYMENT": ("Checking payment", "支付结果待确认"),
    "label.PAYMENT_FAILED": ("Payment failed", "支付失败"),
    "label.AWAITING_PAYMENT": ("Awaiting payment", "待支付"),
    "label.SHIPMENT_FAILED": ("Shipment failed", "发货失败"),
    "label.COMPLETED": ("Completed", "已完成"),
    "label.RECEIVED": ("Received", "已收货"),
    "label.IN_TRANSIT": ("In transit", "待收货"),
    "label.SHIPPED": ("Shipped", "已发货"),
    "label.AWAITING_SHIPMENT": ("Awaiting shipment", "待发货"),
    "label.PAID": ("Paid", "已支付"),
    "tender.cash": ("Cash", "现金"),
    "tender.alipay": ("Alipay", "支付宝"),
    "tender.wechat": ("WeChat Pay", "微信支付"),
    "tender.manual_card": ("Card", "银行卡"),
    "tender.static_qr": ("Bank QR code", "银行收款码"),
}
"""Key to English and Chinese."""
