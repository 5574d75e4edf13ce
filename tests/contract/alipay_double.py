"""Alipay's side of single calls, played by the test: any answer, signed by whom one likes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import httpx

from app.gateways.alipay.config import AlipayConfig
from app.gateways.alipay.gateway import AlipayGateway
from app.sandbox import signing
from app.sandbox.identity import Identity
from tests.helpers.clock import StandingClock

Answer = httpx.Response | Exception
PAID = {
    "trade_no": "2026",
    "trade_status": "TRADE_SUCCESS",
    "total_amount": "12.50",
    "buyer_pay_amount": "12.50",
    "send_pay_date": "2026-03-02 04:30:00",
}


@dataclass(slots=True)
class Double:
    """Answers the calls of one gateway in turn, and keeps what was asked."""

    identity: Identity
    clock: StandingClock = field(default_factory=StandingClock)
    answers: list[Callable[[httpx.Request], Answer]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def gateway(self, **changes: Any) -> AlipayGateway:
        """A gateway connected to this double."""
        settings = {
            "app_id": self.identity.app_id,
            "gateway_url": "http://127.0.0.1:9/gateway.do",
            "private_key": self.identity.app_private_key.read_text(),
            "public_key": self.identity.provider_public_key.read_text(),
            "sandbox": True,
            **changes,
        }
        transport = httpx.MockTransport(self._answer)
        client = httpx.Client(transport=transport, trust_env=False)
        return AlipayGateway(AlipayConfig(**settings), self.clock, client)

    def says(self, *, code: str = "10000", method: str = "query", **members: str) -> None:
        """Answer the next call with a signed node about the order it asks for."""

        def answer(request: httpx.Request) -> Answer:
            asked = self.asked[-1]
            number = json.loads(asked["biz_content"])["out_trade_no"]
            node = {"code": code, "out_trade_no": number, **members}
            return self.raw(json.dumps(node), node_name(asked["method"]))

        self.answers.append(answer)

    def sends(self, answer: Answer) -> None:
        """Answer the next call with just this, or fail it so."""
        self.answers.append(lambda _: answer)

    def raw(self, text: str, name: str = "alipay_trade_query_response") -> httpx.Response:
        """A signed answer around a node's text."""
        sign = signing.sign(self.identity.provider_key, text.encode())
        return httpx.Response(200, text=f'{{"{name}":{text},"sign":"{sign}"}}')

    def business(self, call: int = -1) -> dict[str, Any]:
        """The biz_content of a call."""
        return dict(json.loads(self.asked[call]["biz_content"]))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.addresses.append(str(request.url))
        self.asked.append(
            dict(request.url.params) | dict(parse_qsl(request.content.decode("ascii")))
        )
        answer = self.answers.pop(0)(request)
        if isinstance(answer, Exception):
            raise answer
        return answer


def node_name(method: str) -> str:
    """What the answer to a call is called."""
    return f"{method.replace('.', '_')}_response"
