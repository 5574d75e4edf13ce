"""Which Alipay this till speaks to, with which keys; test and real money never mix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.gateways import addresses
from app.ports.gateway import Misconfigured

PRODUCTION_URL = "https://openapi.alipay.com/gateway.do"
SANDBOX_HOSTS = frozenset({"openapi-sandbox.dl.alipaydev.com", "openapi.alipaydev.com"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AlipayConfig:
    """One merchant's access to Alipay.

    Attributes:
        private_key: ours, the secret; signs what we send.
        public_key: Alipay's, not ours; verifies what they answer.
        sandbox: test money. Then the address must be a sandbox, else the production gateway.
        seller_id: whose money it is; answers and notifications must name it when it is set.
        notify_url: where pushed messages go; empty for none.
    """

    app_id: str
    gateway_url: str
    private_key: str = field(repr=False)
    public_key: str = field(repr=False)
    sandbox: bool
    seller_id: str = ""
    notify_url: str = ""

    def __post_init__(self) -> None:
        if not (self.app_id.isascii() and self.app_id.isdigit() and len(self.app_id) <= 32):
            raise Misconfigured("provider_app_id_wrong")
        if self.sandbox and not _is_sandbox(self.gateway_url):
            raise Misconfigured("provider_not_a_sandbox", host=addresses.host(self.gateway_url))
        if not self.sandbox and self.gateway_url != PRODUCTION_URL:
            raise Misconfigured("provider_not_production", host=addresses.host(self.gateway_url))
        if self.notify_url and not addresses.may_be_notified(
            self.notify_url, sandbox=self.on_this_machine
        ):
            raise Misconfigured("provider_setting_wrong", name="notify_url")

    @property
    def on_this_machine(self) -> bool:
        """Whether it is the program's own sandbox, which takes every currency."""
        return addresses.on_this_machine(self.gateway_url)


def config_from_values(values: Mapping[str, str]) -> AlipayConfig:
    """Read settings: app_id, private_key, public_key, and optionally
    environment ("sandbox", else production), gateway_url, seller_id, notify_url.
    """
    return AlipayConfig(
        app_id=values.get("app_id", ""),
        gateway_url=values.get("gateway_url") or PRODUCTION_URL,
        private_key=values.get("private_key", ""),
        public_key=values.get("public_key", ""),
        sandbox=values.get("environment") == "sandbox",
        seller_id=values.get("seller_id", ""),
        notify_url=values.get("notify_url", ""),
    )


def _is_sandbox(url: str) -> bool:
    """Alipay's own sandbox over TLS, or a server on this machine."""
    if addresses.on_this_machine(url):
        return True
    return addresses.host(url) in SANDBOX_HOSTS and url.startswith("https://")
