"""WeChat Pay's side of single calls, played by the test: any answer, signed by whom one likes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from app.gateways.wechat.config import WechatConfig
from app.gateways.wechat.gateway import WechatGateway
from app.sandbox.wechat import certificates, sealing
from app.sandbox.wechat.identity import Signer, WechatIdentity
from tests.helpers.clock import StandingClock

ROOT = "http://127.0.0.1:9"
PAID: dict[str, Any] = {
    "transaction_id": "4200",
    "success_time": "2026-03-02T12:30:00+08:00",
    "amount": {"total": 1250, "payer_total": 1200, "currency": "CNY"},
    "payer": {"openid": "oSomebody"},
}
Answer = httpx.Response | Exception


@dataclass(slots=True)
class WechatDouble:
    """Answers the calls of one gateway in turn, and keeps what was asked."""

    identity: WechatIdentity
    clock: StandingClock = field(default_factory=StandingClock)
    answers: list[Callable[[httpx.Request], Answer]] = field(default_factory=list)
    asked: list[httpx.Request] = field(default_factory=list)

    def gateway(self, **changes: Any) -> WechatGateway:
        """A gateway connected to this double, which knows its public key and its certificate."""
        who = self.identity
        settings = {
            "mchid": who.mchid,
            "appid": who.appid,
            "serial_no": who.serial_no,
            "private_key": who.file("app_private_key.pem").read_text(),
            "apiv3_key": who.apiv3_key,
            "public_key_id": who.by_id.serial,
            "public_key": who.file("provider_public_key.pem").read_text(),
            "certificates": who.by_certificate.certificate.decode(),
            "notify_url": "https://shop.invalid/notified",
            "base_url": ROOT,
            "sandbox": True,
            **changes,
        }
        transport = httpx.MockTransport(self._answer)
        client = httpx.Client(transport=transport, trust_env=False)
        return WechatGateway(WechatConfig(**settings), self.clock, client)

    def says(self, *, http_status: int = 200, by: Signer | None = None, **members: Any) -> None:
        """Answer the next call with a signed object; an error when the status is one."""
        self.sends(self.signed(_json(members), status=http_status, by=by))

    def refuses(self, status: int, code: str) -> None:
        """Refuse the next call, signed."""
        self.says(http_status=status, code=code, message="不行")

    def order(self, number: str, state: str, **members: Any) -> None:
        """Answer the next question about an order, signed."""
        who = self.identity
        facts = {"mchid": who.mchid, "appid": who.appid, "out_trade_no": number}
        self.says(**{**facts, "trade_state": state, **members})

    def sends(self, answer: Answer) -> None:
        """Answer the next call with just this, or fail it so."""
        self.answers.append(lambda _: answer)

    def signed(self, body: bytes, *, status: int = 200, by: Signer | None = None) -> httpx.Response:
        """An answer signed now."""
        headers = sealing.signature_headers(by or self.identity.by_id, body, self.clock.now())
        return httpx.Response(status, content=body, headers=headers)

    def lists(self, *signers: Signer, apiv3_key: str | None = None) -> None:
        """Answer the next call with these platform certificates."""
        key = apiv3_key or self.identity.apiv3_key
        self.says(data=[certificates.entry(x, key) for x in signers])

    def notice(
        self,
        content: dict[str, Any],
        *,
        event: str = "TRANSACTION.SUCCESS",
        by: Signer | None = None,
        apiv3_key: str | None = None,
    ) -> tuple[dict[str, str], bytes]:
        """A pushed message: headers and body."""
        key = apiv3_key or self.identity.apiv3_key
        resource = sealing.sealed(_json(content), key, "transaction")
        body = _json({"id": "n1", "event_type": event, "resource": resource})
        signer = by or self.identity.by_certificate
        return sealing.signature_headers(signer, body, self.clock.now()), body

    def body(self, call: int = -1) -> dict[str, Any]:
        """What was sent with a call."""
        return dict(json.loads(self.asked[call].content))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.pop(0)(request)
        if isinstance(answer, Exception):
            raise answer
        return answer


def _json(members: dict[str, Any]) -> bytes:
    return json.dumps(members, ensure_ascii=False).encode()
