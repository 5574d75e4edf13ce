"""Alipay face-to-face payment (当面付): the customer scans a code that the till shows."""

from __future__ import annotations

from app.ports.clock import Clock
from app.ports.gateway import Gateway
from app.ports.provider import Kind, Provider, Reply, Setting, Values


def _make(values: Values, clock: Clock) -> Gateway:
    from app.gateways.alipay.config import config_from_values
    from app.gateways.alipay.gateway import AlipayGateway

    return AlipayGateway(config_from_values(values), clock)


ALIPAY = Provider(
    id="alipay",
    words=("Alipay", "支付宝"),
    make=_make,
    settings=(
        Setting(name="app_id", words=("App id", "应用 ID（APPID）"), needed=True),
        Setting(name="seller_id", words=("Seller id, may be empty", "商户 ID（PID，可留空）")),
        Setting(
            name="notify_url",
            words=(
                "Address of a relay for messages, may be empty",
                "通知地址（由转发程序接收，可留空）",
            ),
        ),
        Setting(
            name="public_key",
            words=("Alipay's public key", "支付宝公钥"),
            kind=Kind.PEM,
            needed=True,
        ),
        Setting(
            name="private_key",
            words=("Our private key", "应用私钥"),
            kind=Kind.SECRET,
            needed=True,
        ),
    ),
    customers_code=r"(2[5-9]|30)\d{14,22}",  # 16 to 24 digits, as published for merchants
    refusals={
        "ACQ.PAYMENT_AUTH_CODE_INVALID": ("the code is not valid any more", "付款码无效或已过期"),
        "ACQ.BUYER_BALANCE_NOT_ENOUGH": ("the account has too little money", "顾客余额不足"),
        "ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH": (
            "the bank card has too little money",
            "顾客银行卡余额不足",
        ),
        "ACQ.PAYMENT_FAIL": ("Alipay could not take the payment", "支付宝未能完成付款"),
    },
    reply=Reply(thanks=(200, b"success"), no=b"fail", content_type="text/plain"),
)
