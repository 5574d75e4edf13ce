"""Every payment provider this till can speak to: one line each."""

from __future__ import annotations

from app.gateways.alipay import ALIPAY
from app.gateways.manual_card import MANUAL_CARD
from app.gateways.static_qr import STATIC_QR
from app.gateways.wechat import WECHAT
from app.ports.provider import Provider

PROVIDERS: dict[str, Provider] = {
    provider.id: provider
    for provider in (
        ALIPAY,
        WECHAT,
        MANUAL_CARD,
        STATIC_QR,
    )
}
