"""WeChat Pay, version 3: the customer scans a code that the till shows (Native)."""

from __future__ import annotations

from app.gateways.wechat.config import WechatConfig, set_up
from app.gateways.wechat.gateway import WechatGateway, from_values

__all__ = ["WechatConfig", "WechatGateway", "from_values", "set_up"]
