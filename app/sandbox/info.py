"""How a shop reaches a running sandbox: addresses, numbers and key files on both wires."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from app.sandbox.provider import Provider

GATEWAY = "/gateway.do"
CONTROL = "/control"
_NOBODY = "https://shop.invalid/notified"
"""WeChat Pay wants an address; nothing is sent to one that is not on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WechatInfo:
    """What a shop needs for WeChat Pay's wire.

    Attributes:
        url: the address before /v3.
        app_private_key, apiv3_key, provider_public_key, provider_certificate: files.
    """

    url: str
    mchid: str
    appid: str
    serial_no: str
    app_private_key: Path
    apiv3_key: Path
    provider_key_id: str
    provider_public_key: Path
    provider_certificate: Path

    def as_json(self) -> dict[str, str]:
        """Every member as text, paths absolute."""
        return {x.name: str(getattr(self, x.name)) for x in fields(self)}

    def values(self) -> dict[str, str]:
        """The settings of a till's gateway."""
        return {
            "base_url": self.url,
            "mchid": self.mchid,
            "appid": self.appid,
            "serial_no": self.serial_no,
            "private_key": self.app_private_key.read_text("ascii"),
            "apiv3_key": self.apiv3_key.read_text("ascii"),
            "public_key_id": self.provider_key_id,
            "public_key": self.provider_public_key.read_text("ascii"),
            "certificates": self.provider_certificate.read_text("ascii"),
            "notify_url": _NOBODY,
            "codepay": "yes",
            "environment": "sandbox",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxInfo:
    """All a shop needs to use a running sandbox.

    Attributes:
        url: Alipay's gateway. control: where trades are played.
        app_private_key, provider_public_key: PEM files, for Alipay's wire.
    """

    url: str
    app_id: str
    app_private_key: Path
    provider_public_key: Path
    control: str
    wechat: WechatInfo

    def as_json(self) -> dict[str, object]:
        """For scripts: every member as text, paths absolute; WeChat Pay's under its own name."""
        texts = {x.name: str(getattr(self, x.name)) for x in fields(self) if x.name != "wechat"}
        return {**texts, "wechat": self.wechat.as_json()}

    def values(self) -> dict[str, dict[str, str]]:
        """The settings of a till's gateways, by their names."""
        alipay = {
            "app_id": self.app_id,
            "gateway_url": self.url,
            "private_key": self.app_private_key.read_text("ascii"),
            "public_key": self.provider_public_key.read_text("ascii"),
            "environment": "sandbox",
        }
        return {"alipay": alipay, "wechat": self.wechat.values()}


def described(provider: Provider) -> SandboxInfo:
    """What a running provider is to a shop."""
    alipay, wechat = provider.alipay, provider.wechat
    return SandboxInfo(
        url=f"{provider.root}{GATEWAY}",
        app_id=alipay.app_id,
        app_private_key=alipay.app_private_key,
        provider_public_key=alipay.provider_public_key,
        control=f"{provider.root}{CONTROL}",
        wechat=WechatInfo(
            url=provider.root,
            mchid=wechat.mchid,
            appid=wechat.appid,
            serial_no=wechat.serial_no,
            app_private_key=wechat.file("app_private_key.pem"),
            apiv3_key=wechat.file("apiv3_key"),
            provider_key_id=wechat.by_id.serial,
            provider_public_key=wechat.file("provider_public_key.pem"),
            provider_certificate=wechat.file("platform/certificate.pem"),
        ),
    )
