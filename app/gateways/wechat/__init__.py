"""WeChat Pay, version 3: the customer scans a code that the till shows (Native)."""

from __future__ import annotations

from app.ports.clock import Clock
from app.ports.gateway import Gateway
from app.ports.provider import Kind, Provider, Reply, Setting, Values


def _make(values: Values, clock: Clock) -> Gateway:
    from app.gateways.wechat.config import config_from_values
    from app.gateways.wechat.gateway import WechatGateway

    return WechatGateway(config_from_values(values), clock)


WECHAT = Provider(
    id="wechat",
    words=("WeChat Pay", "微信支付"),
    make=_make,
    settings=(
        Setting(name="mchid", words=("Merchant id", "商户号"), needed=True),
        Setting(name="appid", words=("App id", "应用 ID（APPID）"), needed=True),
        Setting(
            name="serial_no",
            words=("Serial number of our certificate", "商户证书序列号"),
            needed=True,
        ),
        Setting(
            name="notify_url",
            words=("Address for messages; WeChat Pay wants one", "通知地址（微信支付要求填写）"),
            needed=True,
        ),
        Setting(
            name="public_key_id",
            words=(
                "Id of WeChat Pay's public key; empty with certificates",
                "微信支付公钥 ID（用平台证书时留空）",
            ),
        ),
        Setting(
            name="public_key", words=("WeChat Pay's public key", "微信支付公钥"), kind=Kind.PEM
        ),
        Setting(
            name="apiv3_key",
            words=("APIv3 key, 32 letters", "APIv3 密钥（32 位）"),
            kind=Kind.SECRET,
            needed=True,
        ),
        Setting(
            name="private_key",
            words=("Our private key", "商户私钥"),
            kind=Kind.SECRET,
            needed=True,
        ),
        Setting(
            name="codepay",
            words=(
                "Charge customers' own codes, if WeChat Pay has allowed it",
                "扫顾客付款码收款（需微信支付开通）",
            ),
            kind=Kind.FLAG,
        ),
    ),
    customers_code=r"1[0-5]\d{16}",  # as published for merchants
    refusals={
        "AUTHCODEERROR": ("the code is not valid", "付款码无效"),
        "AUTHCODEINVALID": ("the code is not valid", "付款码无效"),
        "AUTHCODEEXPIRE": ("the code is not valid any more", "付款码已过期"),
        "NOTENOUGH": ("the account has too little money", "顾客余额不足"),
    },
    reply=Reply(
        thanks=(204, b""),
        no=b'{"code":"FAIL","message":"refused"}',
        content_type="application/json",
    ),
)
