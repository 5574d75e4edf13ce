"""A shop that speaks Alipay's wire by itself, without the till's gateway in between."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from app.sandbox import signing
from app.sandbox.alipay import endpoint
from app.sandbox.customer import act
from app.sandbox.identity import Identity
from app.sandbox.provider import CHINA, Provider
from app.sandbox.reply import Reply
from tests.helpers.clock import StandingClock

COMMON = ("app_id", "method", "format", "charset", "sign_type", "timestamp", "version", "sign")


def signed(
    identity: Identity,
    clock: StandingClock,
    called: str,
    business: dict[str, Any] | str,
    **changes: str,
) -> dict[str, str]:
    """The parameters of a request, signed; `changes` are made before signing."""
    text = business if isinstance(business, str) else json.dumps(business, ensure_ascii=False)
    params = {
        "app_id": identity.app_id,
        "method": called,
        "format": "JSON",
        "charset": "utf-8",
        "sign_type": "RSA2",
        "timestamp": clock.now().astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S"),
        "version": "1.0",
        "biz_content": text,
        **changes,
    }
    content = "&".join(f"{k}={v}" for k, v in sorted(params.items()) if v)
    charset = "gb18030" if params["charset"] == "gbk" else "utf-8"
    return {**params, "sign": signing.sign(identity.app_key, content.encode(charset))}


@dataclass(slots=True)
class Shop:
    """Calls a provider in memory, and plays its customers."""

    provider: Provider
    clock: StandingClock

    def call(self, method: str, **business: Any) -> dict[str, Any]:
        """A call; the node of its answer, whose signature must hold."""
        name = f"alipay.trade.{method}"
        params = signed(self.provider.alipay, self.clock, name, business)
        return self.opened(endpoint.answer(self.provider, urlencode(params).encode(), b""))

    def opened(self, reply: Reply) -> dict[str, Any]:
        """The node of a signed answer."""
        members = json.loads(reply.body)
        (name, node), (last, sign) = members.items()
        assert last == "sign"
        text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
        assert text in reply.body.decode()
        key = self.provider.alipay.provider_key.public_key()
        assert signing.holds(key, text.encode(), sign), name
        return dict(node)

    def code(self, method: str, **business: Any) -> str:
        """The sub_code of a refused call; empty for one that worked."""
        node = self.call(method, **business)
        return str(node.get("sub_code", "")) if node["code"] == "40004" else ""

    def precreate(self, number: str, amount: str = "12.50", **more: Any) -> dict[str, Any]:
        """Ask for a code."""
        return self.call("precreate", **order(number, amount, **more))

    def play(self, action: str, number: str, amount: str | None = None) -> None:
        """A customer scans, pays or declines."""
        found = act(self.provider, lambda: self.provider.book.find(number), action, amount)
        assert found is not None

    def status(self, number: str) -> str:
        """trade_status, or the sub_code of a refused query."""
        node = self.call("query", out_trade_no=number)
        return str(node.get("trade_status") or node["sub_code"])

    def paid(self, number: str, amount: str = "12.50", **more: Any) -> str:
        """A number whose trade has been paid."""
        self.precreate(number, amount, **more)
        self.play("pay", number)
        return number


def order(number: str, amount: str = "12.50", **more: Any) -> dict[str, Any]:
    """What is to be paid."""
    return {"out_trade_no": number, "total_amount": amount, "subject": "Shop 1", **more}
