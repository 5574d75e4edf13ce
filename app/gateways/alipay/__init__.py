"""Alipay face-to-face payment (当面付): the customer scans a code that the till shows."""

from __future__ import annotations

from app.gateways.alipay.config import AlipayConfig, set_up
from app.gateways.alipay.gateway import AlipayGateway, from_values

__all__ = ["AlipayConfig", "AlipayGateway", "from_values", "set_up"]
