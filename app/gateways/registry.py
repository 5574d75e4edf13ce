"""Every payment provider this till can speak to: one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.gateways import alipay, manual_card, static_qr, wechat
from app.ports.clock import Clock
from app.ports.gateway import Gateway

Factory = Callable[[Mapping[str, str], Clock], Gateway]
"""From a provider's settings, as texts, to its gateway; raises Misconfigured."""

GATEWAYS: dict[str, Factory] = {
    "alipay": alipay.from_values,
    "wechat": wechat.from_values,
    "static_qr": static_qr.from_values,
    "manual_card": manual_card.from_values,
}
