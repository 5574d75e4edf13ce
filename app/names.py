"""What the state of an order and a way to pay are called, alike on screen and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

Pair = tuple[str, str]
"""English and Chinese."""
Words = Callable[[], Mapping[str, Pair]]


class Names(Mapping[str, Pair]):
    """Key to English and Chinese. What is not known here is looked for in what was brought."""

    def __init__(self, known: Mapping[str, Pair]) -> None:
        self._known = known
        self._more: Words = dict

    def bring(self, more: Words) -> None:
        """Have more names, of providers and their settings; nothing is loaded before it is asked.

        Args:
            more: asked whenever a name is not known here.
        """
        self._more = more

    def __getitem__(self, key: str) -> Pair:
        return self._known[key] if key in self._known else self._more()[key]

    def __iter__(self) -> Iterator[str]:
        yield from self._known
        yield from self._more()

    def __len__(self) -> int:
        return len(self._known) + len(self._more())


NAMES = Names(
    {
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
    }
)
