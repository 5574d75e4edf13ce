"""Which WeChat Pay this till speaks to, with which keys; test and real money never mix."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.gateways import addresses
from app.ports.gateway import Misconfigured

PRODUCTION_URL = "https://api.mch.weixin.qq.com"
_MCHID = re.compile(r"\d{6,32}", re.ASCII)
_APPID = re.compile(r"[0-9A-Za-z_\-]{6,32}", re.ASCII)
_SERIAL = re.compile(r"[0-9A-Fa-f]{8,40}", re.ASCII)
_KEY_ID = re.compile(r"(PUB_KEY_ID_[0-9A-Za-z_]{1,64})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class WechatConfig:
    """One merchant's access to WeChat Pay.

    Attributes:
        serial_no: of our own certificate; private_key: its secret key.
        apiv3_key: the secret of 32 letters that messages and certificates are sealed with.
        public_key_id, public_key: WeChat Pay's public key, where there is one.
        certificates: any number of platform certificates; missing ones are fetched.
        notify_url: where pushed messages go; WeChat Pay wants one even if nobody listens.
        sandbox: test money. Then the address must be on this machine, else WeChat Pay's own.
        codepay: whether the customer's own code may be charged.
    """

    mchid: str
    appid: str
    serial_no: str
    private_key: str = field(repr=False)
    apiv3_key: str = field(repr=False)
    public_key_id: str = ""
    public_key: str = field(default="", repr=False)
    certificates: str = field(default="", repr=False)
    notify_url: str
    base_url: str
    sandbox: bool
    codepay: bool = False

    def __post_init__(self) -> None:
        for name, form in _FORMS.items():
            if not form.fullmatch(getattr(self, name)):
                raise Misconfigured("provider_setting_wrong", name=name)
        if len(self.apiv3_key.encode()) != 32:
            raise Misconfigured("provider_setting_wrong", name="apiv3_key")
        if bool(self.public_key_id) != bool(self.public_key.strip()):
            raise Misconfigured("provider_setting_wrong", name="public_key_id")
        if self.sandbox and not addresses.on_this_machine(self.base_url):
            raise Misconfigured("provider_not_a_sandbox", host=addresses.host(self.base_url))
        if not self.sandbox and self.base_url != PRODUCTION_URL:
            raise Misconfigured("provider_not_production", host=addresses.host(self.base_url))
        if not addresses.may_be_notified(self.notify_url, sandbox=self.sandbox):
            raise Misconfigured("provider_setting_wrong", name="notify_url")


_FORMS = {
    "mchid": _MCHID,
    "appid": _APPID,
    "serial_no": _SERIAL,
    "public_key_id": _KEY_ID,
}


def config_from_values(values: Mapping[str, str]) -> WechatConfig:
    """Read settings: mchid, appid, serial_no, private_key, apiv3_key, notify_url, and
    optionally public_key_id with public_key, certificates,
    environment ("sandbox", else production), base_url, codepay ("yes").
    """
    return WechatConfig(
        mchid=values.get("mchid", ""),
        appid=values.get("appid", ""),
        serial_no=values.get("serial_no", ""),
        private_key=values.get("private_key", ""),
        apiv3_key=values.get("apiv3_key", ""),
        public_key_id=values.get("public_key_id", ""),
        public_key=values.get("public_key", ""),
        certificates=values.get("certificates", ""),
        notify_url=values.get("notify_url", ""),
        base_url=values.get("base_url") or PRODUCTION_URL,
        sandbox=values.get("environment") == "sandbox",
        codepay=values.get("codepay") == "yes",
    )
