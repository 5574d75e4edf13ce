"""WeChat Pay's way of speaking about trades, for the parts that all wires share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from starlette.requests import Request
from starlette.routing import Route

from app.sandbox.provider import Message, Provider
from app.sandbox.reply import Reply
from app.sandbox.trades import RefundState, Trade
from app.sandbox.wechat import endpoint, refunds, sealing, values
from app.sandbox.wechat.identity import Signer
from app.sandbox.wechat.request import Asked
from app.sandbox.wechat.sealing import signature_headers
from app.sandbox.wechat.values import Node

_NOBODY = "https://shop.invalid/notified"
"""WeChat Pay wants an address; nothing is sent to one that is not on this machine."""


async def _answer(request: Request) -> Reply:
    query = bytes(request.scope["query_string"]).decode("latin-1")
    path = bytes(request.scope["raw_path"]).decode("latin-1")
    asked = Asked(
        verb=request.method,
        target=f"{path}?{query}" if query else path,
        headers=dict(request.headers),
        body=await request.body(),
    )
    return endpoint.answer(request.app.state.provider, asked)


class WechatWire:
    """Addresses, words, numbers and notifications."""

    words = ("WeChat Pay", "微信支付")
    prefix = "/v3/"
    routes: Sequence[Route] = (Route(f"{prefix}{{path:path}}", _answer, methods=["GET", "POST"]),)
    busy = Reply(
        body='{"code":"FREQUENCY_LIMITED","message":"频率超限"}'.encode(),
        status=429,
        content_type="application/json;charset=utf-8",
    )

    def settings(self, provider: Provider) -> dict[str, str]:
        """For WeChat Pay's gateway, which may charge customers' codes here."""
        merchant = provider.wechat
        return {
            "base_url": provider.root,
            "mchid": merchant.mchid,
            "appid": merchant.appid,
            "serial_no": merchant.serial_no,
            "private_key": merchant.file("app_private_key.pem").read_text("ascii"),
            "apiv3_key": merchant.apiv3_key,
            "public_key_id": merchant.by_id.serial,
            "public_key": merchant.file("provider_public_key.pem").read_text("ascii"),
            "certificates": merchant.file("platform/certificate.pem").read_text("ascii"),
            "notify_url": _NOBODY,
            "codepay": "yes",
            "environment": "sandbox",
        }

    def is_thanks(self, status: int, body: bytes) -> bool:
        """The status says it all."""
        return status in {200, 204}

    def status(self, trade: Trade, now: datetime) -> str:
        """trade_state."""
        return values.state(trade)

    def new_trade_no(self, now: datetime) -> str:
        """28 digits."""
        return values.new_trade_no(now)

    def new_customers_code(self) -> str:
        """18 digits."""
        return values.new_customers_code()

    def notification(self, provider: Provider, trade: Trade, *, fault: str) -> Message:
        """The JSON that is posted to notify_url; its id is the same on a resend. It is signed
        with the public key or with the certificate, as the id falls.
        """
        event, kind, content = _content(provider, trade)
        if fault == "notify-foreign":
            content = {**content, "mchid": values.STRANGER}
        facts = f"{trade.trade_no} {event} {len(trade.refunds)}"
        digest = hashlib.sha256(facts.encode()).hexdigest()
        who = provider.wechat
        message = {
            "id": digest[:36],
            "create_time": values.stamp(provider.now()),
            "resource_type": "encrypt-resource",
            "event_type": event,
            "summary": "支付成功" if event.startswith("TRANSACTION") else "退款结果",
            "resource": {
                "original_type": kind,
                **sealing.sealed(_json(content), who.apiv3_key, kind),
            },
        }
        signer = who.by_id if int(digest[0], 16) % 2 else who.by_certificate
        if fault == "notify-forged":
            signer = Signer(serial=signer.serial, key=who.app_key)
        body = _json(message)
        headers = signature_headers(signer, body, provider.now())
        return Message(headers={"content-type": "application/json", **headers}, body=body)


def _content(provider: Provider, trade: Trade) -> tuple[str, str, Node]:
    """The event, what is sealed, and the content: of the newest refund, else of the payment."""
    if not trade.refunds:
        return "TRANSACTION.SUCCESS", "transaction", values.described(provider, trade)
    last = trade.refunds[-1]
    word = refunds.word(last)
    content: Node = {
        "mchid": provider.wechat.mchid,
        "out_trade_no": trade.out_trade_no,
        "transaction_id": trade.trade_no,
        "out_refund_no": last.request_no,
        "refund_id": last.refund_no,
        "refund_status": word,
        "user_received_account": "支付用户零钱",
        "amount": refunds.amounts(trade, last),
    }
    if last.state is RefundState.DONE:
        content["success_time"] = values.stamp(last.at)
    return f"REFUND.{word}", "refund", content


def _json(content: Node) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
