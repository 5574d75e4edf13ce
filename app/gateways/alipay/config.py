"""Which Alipay this till speaks to, with which keys; test and real money never mix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.ports.gateway import Misconfigured

PRODUCTION_URL = "https://openapi.alipay.com/gateway.do"
SANDBOX_HOSTS = frozenset({"openapi-sandbox.dl.alipaydev.com", "openapi.alipaydev.com"})
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AlipayConfig:
    """One merchant's access to Alipay.

    Attributes:
        app_private_key_pem: ours, the secret; signs what we send.
        provider_public_key_pem: Alipay's, not ours; verifies what they answer.
        sandbox: test money. Then the address must be a sandbox, else the production gateway.
        seller_id: whose money it is; answers and notifications must name it when it is set.
    """

    app_id: str
    gateway_url: str
    app_private_key_pem: str = field(repr=False)
    provider_public_key_pem: str = field(repr=False)
    sandbox: bool
    seller_id: str = ""

    def __post_init__(self) -> None:
        if not (self.app_id.isascii() and self.app_id.isdigit() and len(self.app_id) <= 32):
            raise Misconfigured("provider_app_id_wrong")
        if self.sandbox and not _is_sandbox(self.gateway_url):
            raise Misconfigured("provider_not_a_sandbox", host=_host(self.gateway_url))
        if not self.sandbox and self.gateway_url != PRODUCTION_URL:
            raise Misconfigured("provider_not_production", host=_host(self.gateway_url))

    @property
    def on_this_machine(self) -> bool:
        """Whether it is the program's own sandbox, which takes every currency."""
        return _host(self.gateway_url) in LOOPBACK_HOSTS


def config_from_values(values: Mapping[str, str]) -> AlipayConfig:
    """Read settings: app_id, app_private_key_pem, provider_public_key_pem, and optionally
    environment ("sandbox", else production), gateway_url, seller_id.
    """
    return AlipayConfig(
        app_id=values.get("app_id", ""),
        gateway_url=values.get("gateway_url") or PRODUCTION_URL,
        app_private_key_pem=values.get("app_private_key_pem", ""),
        provider_public_key_pem=values.get("provider_public_key_pem", ""),
        sandbox=values.get("environment") == "sandbox",
        seller_id=values.get("seller_id", ""),
    )


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_sandbox(url: str) -> bool:
    """Alipay's own sandbox over TLS, or a server on this machine."""
    host = _host(url)
    if host in LOOPBACK_HOSTS:
        return url.startswith(("http://", "https://"))
    return host in SANDBOX_HOSTS and url.startswith("https://")
