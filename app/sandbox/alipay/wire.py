"""Alipay's way of speaking about trades, for the parts that all wires share."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.routing import Route

from app.sandbox import signing
from app.sandbox.alipay import endpoint, values
from app.sandbox.alipay.values import BUYER, STRANGER, stamp, yuan
from app.sandbox.provider import Message, Provider
from app.sandbox.reply import Reply
from app.sandbox.trades import Trade

GATEWAY = "/gateway.do"
_FORM = "application/x-www-form-urlencoded"
_CALL_LIMITED = {
    "code": "40005",
    "msg": "Call Limited",
    "sub_code": "isv.app-call-limited",
    "sub_msg": "应用调用次数超限，包含调用频率超限",
}


async def _answer(request: Request) -> Reply:
    query = bytes(request.scope["query_string"])
    return endpoint.answer(request.app.state.provider, query, await request.body())


async def _download(request: Request) -> Reply:
    """A statement: whoever knows the address gets it."""
    return endpoint.download(request.app.state.provider, request.path_params["token"])


class AlipayWire:
    """Addresses, words, numbers and notifications."""

    words = ("Alipay", "支付宝")
    prefix = GATEWAY
    routes: Sequence[Route] = (
        Route(GATEWAY, _answer, methods=["GET", "POST"]),
        Route("/downloads/{token}", _download, methods=["GET"]),
    )
    busy = Reply(  # the gateway's own complaints carry no signature
        body=json.dumps({"error_response": _CALL_LIMITED}, ensure_ascii=False).encode(),
        content_type="application/json;charset=utf-8",
    )

    def settings(self, provider: Provider) -> dict[str, str]:
        """For Alipay's gateway."""
        merchant = provider.alipay
        return {
            "app_id": merchant.app_id,
            "gateway_url": f"{provider.root}{GATEWAY}",
            "private_key": merchant.app_private_key.read_text("ascii"),
            "public_key": merchant.provider_public_key.read_text("ascii"),
            "environment": "sandbox",
        }

    def is_thanks(self, status: int, body: bytes) -> bool:
        """Nothing but this word will do."""
        return (status, body.strip()) == (200, b"success")

    def status(self, trade: Trade, now: datetime) -> str:
        """trade_status, or NOT_SCANNED."""
        return values.status(trade, now)

    def new_trade_no(self, now: datetime) -> str:
        """28 digits."""
        return values.new_trade_no(now)

    def new_customers_code(self) -> str:
        """18 digits."""
        return values.new_customers_code()

    def notification(self, provider: Provider, trade: Trade, *, fault: str) -> Message:
        """The form that is posted to notify_url; its notify_id is the same on a resend."""
        now = provider.now()
        status = self.status(trade, now)
        facts = f"{trade.trade_no} {status} {len(trade.refunds)}"
        form = {
            "app_id": STRANGER if fault == "notify-foreign" else provider.alipay.app_id,
            "charset": "utf-8",
            "notify_id": hashlib.sha256(facts.encode()).hexdigest()[:34],
            "notify_time": stamp(now),
            "notify_type": "trade_status_sync",
            "version": "1.0",
            **BUYER,
            "seller_id": provider.alipay.seller_id,
            **values.named(trade),
            "subject": trade.subject,
            "trade_status": status,
            "total_amount": yuan(trade.amount_minor, trade),
            "buyer_pay_amount": yuan(trade.paid_minor, trade),
            "receipt_amount": yuan(trade.paid_minor, trade),
            "gmt_create": stamp(trade.scanned_at or trade.created_at),
            **_money_facts(trade),
        }
        content = "&".join(f"{k}={v}" for k, v in sorted(form.items()) if v)
        identity = provider.alipay
        key = identity.app_key if fault == "notify-forged" else identity.provider_key
        sign = signing.sign(key, content.encode())
        body = urlencode({**form, "sign_type": "RSA2", "sign": sign}).encode("ascii")
        return Message(headers={"content-type": _FORM}, body=body)


def _money_facts(trade: Trade) -> dict[str, str]:
    """When money came, and of the newest refund how much has gone back so far."""
    facts = {"gmt_payment": stamp(trade.paid_at)} if trade.paid_at else {}
    if trade.refunds:
        last = trade.refunds[-1]
        facts["refund_fee"] = yuan(trade.refunded_minor, trade)
        facts["gmt_refund"] = stamp(last.at)
        facts["out_biz_no"] = last.request_no
    return facts
