"""A shop that speaks WeChat Pay's wire by itself, without the till's gateway in between."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.sandbox import signing
from app.sandbox.customer import act
from app.sandbox.provider import Provider
from app.sandbox.reply import Reply
from app.sandbox.wechat import endpoint
from app.sandbox.wechat.request import Asked
from tests.helpers.clock import StandingClock

NO = "a1b2c3d4"
ORDER = "/v3/pay/transactions/out-trade-no"
REFUNDS = "/v3/refund/domestic/refunds"
HEADERS = {"accept": "application/json", "user-agent": "shop"}


@dataclass(slots=True)
class WechatShop:
    """Calls a provider in memory, and plays its customers."""

    provider: Provider
    clock: StandingClock

    def asked(self, verb: str, target: str, body: bytes = b"", **changes: str) -> Asked:
        """A signed request; `changes` are made to the members that are signed."""
        who = self.provider.wechat
        members = {
            "mchid": who.mchid,
            "nonce_str": "nonce",
            "timestamp": str(int(self.clock.now().timestamp())),
            "serial_no": who.serial_no,
            **changes,
        }
        lines = (verb, target, members["timestamp"], members["nonce_str"], body.decode())
        content = "".join(f"{x}\n" for x in lines).encode()
        members["signature"] = signing.sign(who.app_key, content)
        text = ",".join(f'{name}="{value}"' for name, value in members.items())
        headers = {**HEADERS, "authorization": f"WECHATPAY2-SHA256-RSA2048 {text}"}
        return Asked(verb=verb, target=target, headers=headers, body=body)

    def call(self, verb: str, target: str, business: dict[str, Any] | None = None) -> Reply:
        """A call, whose answer must be signed."""
        body = b"" if business is None else json.dumps(business, ensure_ascii=False).encode()
        reply = endpoint.answer(self.provider, self.asked(verb, target, body))
        assert self.holds(reply)
        return reply

    def holds(self, reply: Reply) -> bool:
        """Whether an answer was signed by the provider, one way or the other."""
        who, headers = self.provider.wechat, reply.headers
        known = {x.serial: x.key for x in (who.by_id, *who.certificates())}
        key = known[headers["wechatpay-serial"]].public_key()
        at, nonce = headers["wechatpay-timestamp"], headers["wechatpay-nonce"]
        content = f"{at}\n{nonce}\n".encode() + reply.body + b"\n"
        return signing.holds(key, content, headers["wechatpay-signature"])

    def node(self, verb: str, target: str, business: dict[str, Any] | None = None) -> Any:
        """The members of an answer."""
        return json.loads(self.call(verb, target, business).body)

    def code(self, verb: str, target: str, business: dict[str, Any] | None = None) -> str:
        """The code of a refusal; empty for a call that worked."""
        reply = self.call(verb, target, business)
        return "" if reply.status < 300 else str(json.loads(reply.body)["code"])

    def order(self, number: str = NO, total: int = 1250, **more: Any) -> dict[str, Any]:
        """What is to be paid."""
        who = self.provider.wechat
        until = self.clock.now() + timedelta(minutes=5)
        return {
            "appid": who.appid,
            "mchid": who.mchid,
            "description": "Shop 1",
            "out_trade_no": number,
            "notify_url": "https://shop.invalid/notified",
            "time_expire": until.isoformat(),
            "amount": {"total": total, "currency": "CNY"},
            **more,
        }

    def native(self, number: str = NO, total: int = 1250, **more: Any) -> str:
        """Ask for a code; empty, or the code of the refusal."""
        return self.code("POST", "/v3/pay/transactions/native", self.order(number, total, **more))

    def query(self, number: str = NO) -> Any:
        """Ask about an order."""
        return self.node("GET", f"{ORDER}/{number}?mchid={self.provider.wechat.mchid}")

    def state(self, number: str = NO) -> str:
        """trade_state, or the code of the refusal."""
        node = self.query(number)
        return str(node.get("trade_state") or node["code"])

    def close(self, number: str = NO) -> str:
        """Close an order; empty, or the code of the refusal."""
        mchid = {"mchid": self.provider.wechat.mchid}
        return self.code("POST", f"{ORDER}/{number}/close", mchid)

    def play(self, action: str, number: str = NO, amount: str | None = None) -> None:
        """A customer scans, pays or declines; or a refund arrives."""
        found = act(self.provider, lambda: self.provider.book.find(number), action, amount)
        assert found is not None

    def paid(self, number: str = NO, total: int = 1250) -> str:
        """A number whose order has been paid."""
        assert self.native(number, total) == ""
        self.play("pay", number)
        return number

    def refund(
        self, minor: int, refund_no: str = "R1", number: str = NO, total: int = 1250, **more: Any
    ) -> dict[str, Any]:
        """What to send for a refund."""
        amount = {"refund": minor, "total": total, "currency": "CNY"}
        return {"out_trade_no": number, "out_refund_no": refund_no, "amount": amount, **more}
