"""How a shop reaches a running sandbox: addresses, numbers and key files on both wires."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from app.sandbox.alipay.wire import GATEWAY
from app.sandbox.provider import Provider

CONTROL = "/control"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxInfo:
    """All a shop needs to use a running sandbox.

    Attributes:
        url: Alipay's gateway. control: where trades are played.
        app_private_key, provider_public_key: PEM files, for Alipay's wire.
        settings: what a till's gateways are made from, by their names.
    """

    url: str
    app_id: str
    app_private_key: Path
    provider_public_key: Path
    control: str
    wechat: WechatInfo
    settings: Mapping[str, dict[str, str]] = field(repr=False)

    def codes_page(self, language: str) -> str:
        """The address where customers' codes are made, in a language."""
        return f"{self.control}?lang={language}#codes"

    def as_json(self) -> dict[str, object]:
        """For scripts: every member as text, paths absolute; WeChat Pay's under its own name."""
        plain = [x.name for x in fields(self) if x.name not in {"wechat", "settings"}]
        texts = {name: str(getattr(self, name)) for name in plain}
        return {**texts, "wechat": self.wechat.as_json()}


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
        settings={name: wire.settings(provider) for name, wire in provider.wires.items()},
    )
