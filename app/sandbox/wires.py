"""Every wire the practice provider speaks: one line each."""

from __future__ import annotations

from app.sandbox.alipay.values import WIRE as ALIPAY
from app.sandbox.alipay.wire import AlipayWire
from app.sandbox.provider import Wire
from app.sandbox.wechat.values import WIRE as WECHAT
from app.sandbox.wechat.wire import WechatWire

WIRES: dict[str, Wire] = {
    ALIPAY: AlipayWire(),
    WECHAT: WechatWire(),
}
